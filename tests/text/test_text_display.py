"""The display map: one code point for one, nothing foreign let through, words readable."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcwidth

from nkreader.reading import cells
from nkreader.text.display import inert_line, is_blank, one_line, visible

ANY = st.text(st.characters(codec=None))
# What is easily taken for harmless, thrown together.
TRICKY = st.text(
    st.sampled_from(
        "a1#\u20e3\u200c\u200d\ufe0f\ufe0e👍🏽❤👩🇰🇷ශ්රمیक्षि가葛\U000e0100\u1820\u180b\x1b\u202e\n\u034f"
    )
)
# Signs that Unicode calls format characters, and that are seen.
SEEN = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
EVERYTHING = range(0x110000)


@given(ANY | TRICKY)
def test_the_length_stays(text: str) -> None:
    assert len(visible(text)) == len(text)
    assert len(visible(text, newlines=True)) == len(text)


@given(ANY | TRICKY)
def test_what_is_visible_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert one_line(one_line(text)) == one_line(text)


def test_of_all_of_unicode_nothing_unseen_is_let_through() -> None:
    for char in map(chr, EVERYTHING):
        for shown in (visible(char), visible(f"x{char}x")[1]):
            if unicodedata.category(shown) in UNSEEN:
                assert shown in SEEN, f"U+{ord(char):04X} is shown as U+{ord(shown):04X}"


def test_what_is_no_character_is_not_let_through() -> None:
    for code in (
        *range(0xFDD0, 0xFDF0),
        *(plane << 16 | 0xFFFE | low for plane in range(17) for low in (0, 1)),
    ):
        assert visible(chr(code)) in ("\ufffd", "·")


@pytest.mark.parametrize("joiner", ["\u200c", "\u200d", "\ufe0f", "\U000e0061", "\u2060", "\u00ad"])
def test_what_has_no_width_is_seen_within_words(joiner: str) -> None:
    assert visible(f"pay{joiner}pal") == "pay·pal"
    assert visible(f"1{joiner}000") == "1·000"
    assert visible(f"Пу{joiner}тин") == "Пу·тин"
    assert visible(f"👍{joiner * 2}")[-1] == "·"


@given(ANY | TRICKY)
def test_only_what_belongs_to_the_one_before_has_no_width(text: str) -> None:
    shown = visible(text)
    for before, char in pairwise(shown):
        assert char != "\u200c" or not before.isascii() or before in "0123456789#*"


@pytest.mark.parametrize(
    "text",
    [
        "אָלֶף בֵּית", "السَّلامُ عَلَيْكُم", "می\u200cخواهم", "क्षत्रिय", "ក្រុង", "한국 \u1112\u1161\u11ab",
        "日本語、中文", "Tiếng Việt", "e\u0301te\u0301", "👍 🚀 ❤", "ⓀⓇ",
    ],
)  # fmt: skip
def test_genuine_words_stay_as_they_are(text: str) -> None:
    assert visible(text) == text


def test_parts_of_emoji_and_words_take_no_room() -> None:
    assert visible("❤\ufe0f") == "❤\u200c"
    assert visible("👩🏽\u200d🦱") == "👩\u200c\u200c🦱"
    assert visible("1\ufe0f\u20e3") == "1\u200c\u20e3"
    assert visible("ශ්\u200dර") == "ශ්\u200cර"
    assert visible("🇰🇷") == "ⓀⓇ"


def test_pictures() -> None:
    assert visible("a\x1b[31m\tb\x9b\u202e\u200bc\x7f") == "a␛[31m b��·c␡"
    assert visible("a\nb\u2028c\u2029\r", newlines=True) == "a\nb↵c¶␍"
    assert one_line(" a\n b\r\n") == "a b"


@settings(deadline=None)
@given(ANY | TRICKY)
def test_what_is_kept_is_harmless_and_else_as_it_was(text: str) -> None:
    kept = inert_line(text)
    assert visible(kept) == one_line(text)
    assert inert_line(kept) == kept
    assert not UNSEEN - {"Cf"} & {unicodedata.category(char) for char in kept}


def test_emoji_that_are_kept_stay_whole() -> None:
    for text in ("👩🏽\u200d🦱 ❤\ufe0f 🇰🇷 1\ufe0f\u20e3", "می\u200cخواهم ශ්\u200dර"):
        assert inert_line(text) == text
    assert inert_line("a\u202eb\u200dc\x1b") == "a�b·c␛"


def test_a_terminal_that_takes_characters_one_by_one_gives_each_the_same_width() -> None:
    """Terminals differ about clusters; what is shown holds none that they differ about."""
    for char in map(chr, EVERYTHING):
        shown = visible(char)
        if unicodedata.category(shown) not in ("Cn", "Co"):
            assert cells.width(shown) == max(wcwidth(shown), 0), f"U+{ord(char):04X}"


@settings(deadline=None)
@given(ANY | TRICKY)
def test_rows_are_as_wide_as_their_characters(text: str) -> None:
    shown = visible(text)
    if all(unicodedata.category(char) not in ("Cn", "Co") for char in shown):
        assert cells.width(shown) == sum(max(wcwidth(char), 0) for char in shown)


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "\xa0\xad", "\u3164\ufeff", "\u2800 \u2800"])
def test_what_shows_nothing_is_blank(text: str) -> None:
    assert is_blank(text)
    assert not is_blank(f"{text}.")
