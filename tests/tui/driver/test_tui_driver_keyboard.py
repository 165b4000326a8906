"""What comes from a terminal: which of it is a key, and what must not be one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.message import Message

from nkreader.tui.driver.keyboard import Keyboard
from nkreader.tui.driver.pieces import LONGEST_PASTE

_LATER = 60.0
# What terminals answer, and what other programs' questions make them say.
_ANSWERS = (
    b"\x1b[?62;22c",
    b"\x1b[>41;390;0c",
    b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28;29;42;44c",
    b"\x1b[24;80R",
    b"\x1b[?1;0$y",
    b"\x1b[?2026;2$y",
    b"\x1b[0n",
    b"\x1b[8;40;120t",
    b"\x1b[?1u",
    b"\x1bP1$r0m\x1b\\",
    b"\x1bP>|xterm(390)\x1b\\",
    b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1b]52;c;Y2RlcyBjZGVz\x07",
    b"\x1b]52;c;Y2RlcyBjZGVz\x1b\\",
    b"\x1b]11;rgb:cccc/dddd/eeee\x1b\\",
    b"\x1b]l cdes x\x1b\\",
    b"\x1b]LIcon\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b]52;c;cdesxcdesx",
    b"\x1bP1$r cdes",
    b"\x1b[?62;c\x1b[?62;22",
    b"\x1b[M ce",
    b"\x1b[99999999999999u",
    b"\x1b[55296;1u",
    b"\x1b[" + b"1;" * 200 + b"c",
    b"\x9b?62;22c",
    b"\xc2\x9b?62;22c",
    b"\x9d52;c;cdes\x07",
)


def _sent(*chunks: bytes, gap: float = 0.0) -> list[Message]:
    """Return the events of chunks that come ``gap`` seconds apart, with long quiet after."""
    keyboard, now = Keyboard(), 1.0
    found: list[Message] = []
    for chunk in chunks:
        found += keyboard.feed(chunk, now)
        while (due := keyboard.deadline) is not None and due <= now + gap:
            found += keyboard.expire(due)
        now += gap
    while (due := keyboard.deadline) is not None:
        found += keyboard.expire(due)
    return found


def _keys(found: list[Message]) -> list[str]:
    return [event.key for event in found if isinstance(event, events.Key)]


def _pasted(found: list[Message]) -> list[str]:
    return [event.text for event in found if isinstance(event, events.Paste)]


@pytest.mark.parametrize("answer", _ANSWERS, ids=repr)
def test_what_a_terminal_answers_is_no_key(answer: bytes) -> None:
    assert _keys(_sent(answer)) == []
    assert _keys(_sent(answer, b"j", gap=_LATER)) == ["j"]
    for cut in range(1, len(answer)):
        assert _keys(_sent(answer[:cut], answer[cut:])) == []


def test_every_key_that_textual_knows_is_one_here() -> None:
    for sequence in ANSI_SEQUENCES_KEYS:
        # Escape twice is Escape twice; C1 controls are no keys that anybody has.
        if sequence == "\x1b\x1b" or "\x7f" < sequence[0] < "\xa0":
            continue
        theirs = [*XTermParser().feed(sequence)] if sequence != "\x1b" else []
        ours = _sent(sequence.encode())
        if sequence != "\x1b":
            assert _keys(ours) == [each.key for each in theirs if isinstance(each, events.Key)]


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (b"\x1b", ["escape"]),
        (b"\x1b\x1b", ["escape", "escape"]),
        (b"\x1b[B\x1b[A", ["down", "up"]),
        (b"\x1bOA", ["up"]),
        (b"\x1b[1;2B", ["shift+down"]),
        (b"\x1b[27u\x1b[106u", ["escape", "j"]),
        (b"\x1bj\x1bJ", ["alt+j", "alt+shift+j"]),
        (b"\x1b]", ["alt+right_square_bracket"]),
        ("é中".encode(), ["é", "中"]),
    ],
)
def test_keys_and_sequences_for_keys(sent: bytes, keys: list[str]) -> None:
    assert _keys(_sent(sent)) == keys


def test_bytes_that_are_no_text_are_no_keys() -> None:
    assert _keys(_sent(b"\xff")) == []
    assert _keys(_sent(b"j\xff\xfek\xe4j", b"\xe3c")) == ["j", "k", "j", "c"]


@pytest.mark.parametrize("arrow", [b"\x1b[B", b"\x1b[1;2D", b"\x1bOC", b"\x1b[6~"], ids=repr)
@pytest.mark.parametrize("gap", [0.05, 0.2, 0.5])
def test_an_arrow_that_comes_in_parts_is_no_letters(arrow: bytes, gap: float) -> None:
    (whole,) = _keys(_sent(arrow))
    for cut in range(1, len(arrow)):
        assert _keys(_sent(arrow[:cut], arrow[cut:], gap=gap)) in ([whole], ["escape", whole])


def test_escape_and_a_bracket_pressed_by_a_person_stay_two_keys() -> None:
    assert _keys(_sent(b"\x1b", b"[", b"B", gap=0.3)) == ["escape", "left_square_bracket", "B"]
    assert _keys(_sent(b"\x1b", b"[B", gap=5.0)) == ["escape", "left_square_bracket", "B"]


def test_a_paste_is_text_and_harmless() -> None:
    found = _sent(b"\x1b[200~one\r\ntwo\x1b[31m\x07\xc2\x9b\xff\x1b[201~")
    assert _pasted(found) == ["one\ntwo[31m\ufffd"]
    assert _keys(found) == []


@given(st.integers(0, 40), st.integers(0, 40))
def test_no_mark_inside_a_paste_lets_commands_out(first: int, second: int) -> None:
    sent = b"\x1b[200~one\x1b[201~cdesx\x1b[201~two\x1b[200~c\x1b[201~"
    low, high = sorted((min(first, len(sent)), min(second, len(sent))))
    found = _sent(sent[:low], sent[low:high], sent[high:])
    assert _keys(found) == []
    assert _pasted(found) == ["onecdesxtwoc"]


def test_keys_right_after_a_paste_are_keys() -> None:
    assert _keys(_sent(b"\x1b[200~one\x1b[201~\rj")) == ["enter", "j"]
    found = _sent(b"\x1b[200~one\x1b[201~", b"j", b"\x1b[200~two\x1b[201~k", gap=0.1)
    assert (_pasted(found), _keys(found)) == (["one", "two"], ["j", "k"])


def test_a_paste_is_bounded_and_a_lost_end_can_be_escaped() -> None:
    chunks = [b"\x1b[200~", *[b"cdes" * 1024] * 256, b"\x1b[201~"]
    (text,) = _pasted(_sent(*chunks))
    assert len(text) == LONGEST_PASTE
    assert _pasted(_sent(b"\x1b[200~lost", b"c", b"\x1b", gap=2.0)) == ["lostc"]
    assert _keys(_sent(b"\x1b[200~lost", b"c", b"\x1b", b"j", gap=2.0)) == ["j"]


_SCRAPS = st.one_of(
    st.binary(max_size=6),
    st.sampled_from([b"\x1b", b"\x1b[", b"\x1bO", b"\x1b]", b"\x1bP", b"\x1b[M", b"\x1b[200~"]),
    st.sampled_from([b"\x1b[201~", b"\x1b\\", b"\x07", b"\x1b[<0;9;9M", b"j", b"\x1b[B", b"\xe2"]),
)


@given(st.lists(_SCRAPS, max_size=30), st.lists(st.integers(0, 120), max_size=4))
def test_it_does_not_matter_how_a_stream_is_cut(scraps: list[bytes], cuts: list[int]) -> None:
    stream = b"".join(scraps)
    places = sorted({0, len(stream), *(min(cut, len(stream)) for cut in cuts)})
    whole = _sent(stream)
    parts = _sent(*[stream[start:end] for start, end in pairwise(places)])
    assert _keys(whole) == _keys(parts)
    assert "".join(_pasted(whole)) == "".join(_pasted(parts))
