"""The judge of what reaches a terminal finds what is foreign, and lets be what is ours."""

import base64

import pytest

from harness.stream import PLAIN, SCREEN, TABLE, foreign, without_copies


@pytest.mark.parametrize(
    "evil",
    [
        b"\x1b]52;c;ZXZpbA==\x07", b"\x1b]0;title\x07", b"\x1b]8;;http://x/\x1b\\x\x1b]8;;\x1b\\",
        b"\x1bP$qm\x1b\\", b"\x1b[6n", b"\x1b[?47h", b"\x1b[21t", b"\x1bc", b"\x1b(0",
        b"\x1b_x\x1b\\", b"\x9b31m", "\x9b31m".encode(), "\u202e".encode(), "\u2066".encode(),
        "\u200b".encode(), "\U000e0041".encode(), "\ufe0f".encode(), "\u2028".encode(),
        b"\x07", b"\x08", b"\x0e",
        b"\x7f", b"\x00", b"\xff", "\ufeff".encode(), "\u200d".encode(), "\uffff".encode(),
        b"\x1b[1;2;3;4;5;6;7;8H", b"\x1b[1000000A", b"\x1b", b"\x1b[",
    ],
)  # fmt: skip
def test_what_is_foreign_is_found(evil: bytes) -> None:
    for allowed in (SCREEN, TABLE, PLAIN):
        assert foreign(b"before " + evil + b" after", allowed), evil


def test_what_is_ours_is_let_be() -> None:
    drawn = "\x1b[?1049h\x1b[?25l\x1b[1;1H\x1b[38;2;1;2;3m한국 é\u200c👍\x1b[0m\x1b[?2026$p\n"
    assert foreign(drawn.encode()) == []
    assert foreign(b"\x1b[1mbold\x1b[0m\r\n", TABLE) == []
    assert foreign(b"a\tb\n", PLAIN) == []
    assert foreign(b"\x1b[1mbold", PLAIN)
    assert foreign(b"\x1b[2;2H", TABLE)


def test_what_was_copied_is_taken_out() -> None:
    sequence = b"\x1b]52;c;" + base64.b64encode("한국".encode()) + b"\x07"
    assert without_copies(b"a" + sequence + b"b") == (b"ab", ["한국".encode()])
