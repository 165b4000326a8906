"""Lines are joined to be typed on, and parted again."""

import pytest

from nkreader.text.joined_lines import joined_lines, parted_lines


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", ""),
        ("one", "one"),
        ("one\ntwo", "one ↵ two"),
        ("one\n\ntwo three", "one ↵ ↵ two three"),
    ],
)
def test_lines_are_joined_and_parted_again(text: str, line: str) -> None:
    assert joined_lines(text) == line
    assert parted_lines(line) == text


def test_what_is_joined_is_inert_and_what_is_parted_has_no_blanks_around_it() -> None:
    assert joined_lines(" a\x1b[m \r\n\tb ") == "a␛[m ↵ b"
    assert parted_lines(" ↵ one  two↵ three ↵") == "one two\nthree"
