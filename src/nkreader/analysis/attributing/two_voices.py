"""Who of two speaks in an interview whose turns are not marked: the host, or the one guest.

Both must have been introduced by name. Hosts ask, and go on with `Okay` or `Now`; guests
answer, and begin with `Indeed` or `Yeah, so`. A few sentences further on nothing is proposed.
"""

import re
from collections.abc import Iterable, Sequence
from enum import Enum, auto

from nkreader.model.entity import Mention
from nkreader.model.span import Span, clipped

_OPENING = 3_000  # code points in which both are introduced
_BEFORE = 1_200
_FURTHER = 4  # sentences after a sign for which it still holds
_NAME = r"((?:[A-Z][\w’'-]+[ \n]){1,3}?[A-Z][\w’'-]+)(?=[ \n][a-z]|[,.])"
_HOST = re.compile(rf"\bI(?:'|’)?\s?a?m your host,?[ \n]{_NAME}")
_GUEST = re.compile(rf"\bjoined(?:[ \n]\w+){{0,5}}?[ \n]by[ \n]{_NAME}")

_HOSTS = re.compile(
    r"(?:all\s+right|okay|right|well,? okay|well,? thank you)\b"
    r"|hello\b|.*\byour host\b|.*\bwelcome to\b"
    r"|.*\b(?:ask you|let's start|my question|our listeners|tell us)\b",
    re.I | re.S,
)
_GUESTS = re.compile(r"(?:indeed|absolutely)\b|(?:yeah|yes),?\s+(?:so|i mean)\b", re.I)
# Said by the guest, after which either may speak.
_GREETS = re.compile(r"thank(?:s| you) for having\b", re.I)
_SHORT_YES = re.compile(r"(?:yeah|yes)\.", re.I)
# An interjection answers: the other may have begun to speak. After a question so may `I mean`.
_INTERJECTION = re.compile(r"(?:ah|gosh|h?mm*|no|now|oh|well|yeah|yes)\b", re.I)
_GOES_ON = re.compile(r"(?:i mean|but|or|and|meanwhile|however)\b", re.I)


class _Voice(Enum):
    HOST = auto()
    GUEST = auto()


def voice_at(
    prose: str,
    span: Span,
    body: Span,
    mentions: Sequence[Mention],
    sentences: Iterable[Span],
) -> str | None:
    """Return the name of who speaks at a passage, None where that is not known.

    ``body`` is the section's; names are the entities' where ``mentions`` know them, and
    ``sentences`` are those before the passage and its own.
    """
    opening = (body.start, min(body.start + _OPENING, body.end))
    host, guests = _HOST.search(prose, *opening), list(_GUEST.finditer(prose, *opening))
    if host is None or len(guests) != 1:
        return None
    voice = _voice(prose, span, body, sentences)
    if voice is None:
        return None
    return _name(prose, Span(*(host if voice is _Voice.HOST else guests[0]).span(1)), mentions)


def _voice(prose: str, span: Span, body: Span, sentences: Iterable[Span]) -> _Voice | None:
    start = max(body.start, span.start - _BEFORE)
    around = clipped(sentences, Span(start, span.end))
    found = [each.of(prose) for each in around if each.start <= span.start]
    for at in range(len(found) - 1, max(len(found) - 2 - _FURTHER, -1), -1):
        sentence, before = found[at], found[at - 1] if at else ""
        passage = at == len(found) - 1
        if _GUESTS.match(sentence) or (passage and _GREETS.match(sentence)):
            return _Voice.GUEST
        if _HOSTS.match(sentence) or (passage and sentence.endswith("?")):
            return _Voice.HOST
        if _SHORT_YES.match(before) and sentence.startswith("So"):
            return _Voice.GUEST
        if _INTERJECTION.match(sentence) or _GREETS.match(sentence) or sentence.endswith("?"):
            return None
        if before.endswith("?"):
            return None if _GOES_ON.match(sentence) else _Voice.GUEST
    return None


def _name(prose: str, span: Span, mentions: Sequence[Mention]) -> str:
    known = (mention.entity.name for mention in mentions if mention.span == span)
    return next(known, " ".join(span.of(prose).split()))
