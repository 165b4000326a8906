"""What pictures stand for can be told."""

from nkreader.text.hidden import character_name, hidden


def test_what_is_hidden_is_counted() -> None:
    assert hidden("plain text, ünd 한국\n\ttoo\r\n") == {}
    assert hidden("a\u202eb\u200bc\u200bd\x1b") == {"\u202e": 1, "\u200b": 2, "\x1b": 1}
    assert [*hidden("\x1b\u202e")] == ["\x1b", "\u202e"]


def test_parts_of_words_and_emoji_are_not_hidden() -> None:
    assert hidden("می\u200cخواهم 👩🏽\u200d🦱 ❤\ufe0f 🇰🇷") == {}
    assert hidden("a\u200cb 🏽") == {"\u200c": 1, "🏽": 1}


def test_names() -> None:
    assert character_name("\u202e") == "U+202E RIGHT-TO-LEFT OVERRIDE"
    assert character_name("\x1b") == "U+001B control character"
    assert character_name("\ud800") == "U+D800 half a character"
    assert character_name("\U000e0041") == "U+E0041 TAG LATIN CAPITAL LETTER A"
