"""Short names: who is named in full once is called by one name afterwards.

Knows which parts of a person's name may stand for it, and where such a part is more
likely a word, or part of another's name.
"""

import re
from typing import NamedTuple

from nkreader.model.entity import Entity, EntityType
from nkreader.text.fold import fold
from nkreader.text.wordlists import BEFORE_A_FAMILY_NAME, COMMON, KOREAN_FAMILY_NAMES

# The letters a short name has at least; of three names and more the last is often no
# family name but a syllable, as in Choe Son Hui.
_LEAST = 3
_LEAST_OF_MANY = 5
_NAME_AFTER = re.compile(r"^ [A-Z][\w’'-]+")
_NAME_BEFORE = re.compile(r"\b([A-Z][\w-]*)(\.?) $")
_ARTICLE = re.compile(r"\b(?:the|an?|this|that|every|no) $", re.IGNORECASE)
_SENTENCE_OPENS = re.compile(r"(?:^|[.!?]['’”\"]?) ?$")
_PERSON_ACTS = re.compile(
    r"^(?:['’,]| (?:\w+ed|said|says|told|tells|is|was|has|had|and|also|will|would|then|who|thinks"
    r"|wrote|writes|notes|argues|spoke|met)\b)"
)


class ShortName(NamedTuple):
    """One part of a person's name, as written; `first` if it opens the name.

    `is_word` if it is a common word as well.
    """

    written: str
    first: bool
    is_word: bool

    def stands_between(self, before: str, after: str) -> bool:
        """Tell whether what is written so, between `before` and `after`, can be the short name."""
        if self.first and _NAME_AFTER.search(after):
            return False
        if self.is_word and not _is_no_word(before, after):
            return False
        return (self.first and not self.is_word) or not _ends_in_other_name(before)


def _is_no_word(before: str, after: str) -> bool:
    """Tell whether what could be a word with a capital is none: "Park said", but "the Park"."""
    title = _NAME_BEFORE.search(before)
    if title is not None and title[1].lower() in BEFORE_A_FAMILY_NAME:
        return _ARTICLE.search(before) is None
    if _SENTENCE_OPENS.search(before):
        return _PERSON_ACTS.search(after) is not None
    return _ARTICLE.search(before) is None


def _ends_in_other_name(before: str) -> bool:
    """Tell whether another name comes directly before, and no title: "Alana" before "Hill"."""
    other = _NAME_BEFORE.search(before)
    return other is not None and not other[2] and other[1].lower() not in BEFORE_A_FAMILY_NAME


def short_names(entity: Entity) -> tuple[ShortName, ...]:
    """Return the parts that may stand for a person once the full name was given."""
    if entity.type is not EntityType.PERSON:
        return ()
    out: dict[ShortName, None] = {}
    for name in (entity.name, *entity.aliases):
        words = name.split()
        if len(words) < 2:
            continue
        if len(words[0]) >= _LEAST and not _is_lost(words[0]):
            out[_part(words[0], first=True)] = None
        if len(words[-1]) >= (_LEAST if len(words) == 2 else _LEAST_OF_MANY):
            out[_part(words[-1], first=False)] = None
    return tuple(out)


def _part(written: str, *, first: bool) -> ShortName:
    return ShortName(written, first, is_word=fold(written) in COMMON)


def _is_lost(given: str) -> bool:
    """Tell whether a given name is too much of a word to be followed ("Mark my words")."""
    word = fold(given)
    return word in COMMON and word not in KOREAN_FAMILY_NAMES
