"""The terms of a passage by which it is known to be about the same as another one.

A term is a word without its ending, a sense that several words have, or a name.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from nkreader.analysis.thesaurus import GOVERNMENT_AT, SENSE_OF
from nkreader.analysis.vocabulary import (
    ARTICLES,
    DATES,
    DETERMINERS,
    FILLERS,
    PREPOSITIONS,
    PRONOUNS,
    SPEECH,
    STOPS,
    SUBORDINATE,
)
from nkreader.text.fold import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORD = re.compile(r"[^\W_]+")

# What says that something is said, supposed or denied, not what: every label has its own.
_SAYING = _words("""
    accusation accusations allegation allegations alleged claims deny denial denials doubt doubts
    evidence fact facts likely maybe mean means perhaps possible possibly probably question
    questions seem seems speculation statement statements sure truth unlikely
    """)
_COMMON = _words("""
    all already always another any anything because came come comes coming course don every
    everything first get gets getting give given gives go goes going gone good got great here
    its itself just kind know let like little look lot made make makes making many more much
    need now nothing number other others our own part people point quite really right saw say
    see seen something sort still take taken takes talk talking than there thing things think
    time too two type up very want wants way ways well what when which who why work year
    years yes you your re ve ll didn doesn isn aren wasn won
    """)
_SILENT = (
    ARTICLES | DETERMINERS | PRONOUNS | PREPOSITIONS | SUBORDINATE | STOPS | DATES | FILLERS
    | SPEECH | _SAYING | _COMMON
)  # fmt: skip

_SHORTEST_STEM = 4
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "er",
            "ed", "es", "s", "y", "e")  # fmt: skip


# By what a term begins that is no word.
SENSE, NAME = "~", "@"


def terms_of(text: str, names: Iterable[str]) -> frozenset[str]:
    """Return the terms of a text that mentions entities with these names."""
    found = {NAME + GOVERNMENT_AT.get(name, name) for name in names}
    found.update(*map(_terms_of_word, _WORD.findall(fold(text))))
    return frozenset(found)


@lru_cache(maxsize=65_536)
def _terms_of_word(word: str) -> tuple[str, ...]:
    senses = (SENSE + SENSE_OF[word],) if word in SENSE_OF else ()
    return senses if word in _SILENT or len(word) == 1 else (_stem(word), *senses)


def _stem(word: str) -> str:
    """Return a word without the ending that it shares with others of its kind."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
