"""Full stops: those that end a sentence, and those that only shorten a word.

Knows a word and what stands beside it; must not know where in the text that is.
"""

from nkreader.text import abbreviations as known
from nkreader.text.regex import regex
from nkreader.text.titles import SHORT_TITLES

_ACRONYM = regex(r"(?:[A-Za-zÀ-ɏА-я]\.)*[A-Za-zÀ-ɏА-я]")
_ZONE = regex(r"[A-Z]{2,4}")
_ENUMERATOR = regex(r"\d{1,3}|[A-Za-z]|[ivxIVX]{2,4}")

_STOPS = (".", "?", "!")


def is_abbreviated(word: str) -> bool:
    """Tell whether ``word``, given without its last stop, is written with one by habit."""
    low = word.lower()
    if low in known.PLAIN_WORDS and word == low:
        return False
    return (
        low in SHORT_TITLES
        or low in known.CONNECTIVES
        or low in known.SUSPENSIONS
        or low in known.MONTHS
        or low in known.WEEKDAYS
        or bool(_ACRONYM.fullmatch(word))
    )


def full_stop_ends(word: str, before: str, following: str) -> bool:
    """Tell whether the stop after ``word`` ends its sentence.

    ``before`` is the word before it, empty where ``word`` opens its paragraph;
    ``following`` what comes next in the same paragraph, from its first letter or sign on.
    """
    if _enumerates(word, before):
        return False
    low = word.lower()
    if low in known.NUMBERED and following[:1].isdigit():
        return False
    if low in known.MONTHS or low in known.WEEKDAYS:
        return _date_word_ends(word, following)
    if not is_abbreviated(word):
        return True
    if low in SHORT_TITLES or low in known.CONNECTIVES:
        return False
    if len(word) == 1 and (word == "i" or before.lower() in known.BEFORE_LETTERS):
        return True
    if low in known.CLOCKS:
        return _clock_ends(following)
    if low == "etc":
        return following[:1].isupper()
    return _opens_sentence(following)


def _enumerates(word: str, before: str) -> bool:
    """Tell whether ``word`` numbers what follows: `1.`, `b.`, `iv.` where a sentence begins."""
    if not _ENUMERATOR.fullmatch(word):
        return False
    if not before:
        return True
    shortened = is_abbreviated(before[:-1]) or before[:-1].lower() in known.NUMBERED
    return before.endswith(_STOPS) and not shortened


def _date_word_ends(word: str, following: str) -> bool:
    if following[:1].isdigit():
        return False
    return word.islower() or not following[:1].islower()


def _clock_ends(following: str) -> bool:
    if not following[:1].isupper():
        return False
    return not _ZONE.fullmatch(following) and following.lower() not in known.AFTER_CLOCKS


def _opens_sentence(following: str) -> bool:
    return following[:1].isupper() and following.lower() in known.OPENERS
