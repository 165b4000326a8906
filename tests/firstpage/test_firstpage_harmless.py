"""What may be painted unseen."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkreader.firstpage.harmless import is_harmless
from nkreader.text.display import visible

_SEQUENCES = st.sampled_from(["\x1b[m", "\x1b[0;1;38;5;180;48;5;233m", "\x1b[12;1H", "\x1b[K"])
_TEXTS = st.text().map(visible)
_PAGES = st.lists(st.one_of(_SEQUENCES, _TEXTS)).map("".join)
_HOSTILE = (
    "\x1b]52;c;cm0=\x07",  # the clipboard
    "\x1b]0;title\x1b\\",
    "\x1b[?1049l",
    "\x1b[?25h",
    "\x1b[6n",  # questions, which the terminal would answer by typing
    "\x1b[>q",
    "\x1bc",
    "\x1bP$q\x1b\\",
    "\x1b[2J",
    "\x1b[31",
    "\x1b",
    "\x9b31m",
    "\x85",
    "\x07",
    "\r",
    "\n",
    "\x7f",
    "\u202e",
    "\u2028",
)
_PAGE = "\x1b[m\x1b[1;1H\x1b[0;1mThe ministry\x1b[0m denied it 北韓.\x1b[m\x1b[2;1HNo."


@given(_PAGES)
def test_what_the_program_paints_is_harmless(page: str) -> None:
    assert is_harmless(page.encode())


@pytest.mark.parametrize("hostile", _HOSTILE)
def test_nothing_else_is_wherever_it_stands(hostile: str) -> None:
    for at in range(len(_PAGE) + 1):
        # Within a sequence it may make a longer one of it, of which the rest is text.
        assert not is_harmless((_PAGE[:at] + hostile + " " + _PAGE[at:]).encode()), at


@given(st.binary(max_size=60))
def test_of_any_bytes_only_text_colours_and_moves_pass(data: bytes) -> None:
    if is_harmless(data):
        rest = re.sub(r"\x1b\[[0-9;]*[mHK]", "", data.decode())
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", rest)


def test_what_is_no_utf_8_is_not_painted() -> None:
    assert not is_harmless(b"\xff")
