"""Who takes part in a conversation, and whom somebody addresses in it.

A participant is a person of the gazetteer who was introduced: `in moscow, jane roe, editor
of`. Addressed is whoever is called by the forename: `jane, what do you say?`.
"""

import re
from collections.abc import Sequence

from nkreader.model.entity import EntityType, Mention
from nkreader.model.span import Span

_INTRODUCES = re.compile(
    r"\b(?:joined(?: \w+){0,3} by|bring in|started with|speak(?:ing)? (?:to|with)"
    r"|in \w+(?: \w+)?,)\s$",
    re.I,
)
_INTRODUCED = re.compile(
    r",\s(?:analyst|author|chief|correspondent|director|editor|expert|fellow|former|head"
    r"|journalist|president|professor|researcher|senior|vice)\b",
    re.I,
)
_BEFORE = 40  # code points before a name that may introduce or address
# What stands before a forename that is called out, and what after it.
_CALLS = re.compile(r"(?:\A|[,.?!:;]|\b(?:it's|now|okay|so|that|thanks|well|yes|you))\s*\Z", re.I)
_CALLED = re.compile(r"\s*(?:[,.?!;]|\Z)")
_HANDS_OVER = re.compile(r"\b(?:back to|bring in|give|go to|over to|turn to)\s\Z", re.I)
_GUEST_IN = re.compile(r"\bguest in (\w+)", re.I)


class Participants:
    """The people introduced in a stretch of a transcript, by what they may be called."""

    def __init__(self, prose: str, mentions: Sequence[Mention]) -> None:
        """Find them among the mentions."""
        self._names: dict[str, str | None] = {}
        self._places: dict[str, str] = {}
        for mention in mentions:
            words = mention.span.of(prose).split()
            before = prose[max(0, mention.span.start - _BEFORE) : mention.span.start]
            introduces = _INTRODUCES.search(before)
            if (
                mention.entity.type is not EntityType.PERSON
                or len(words) < 2
                or not (introduces or _INTRODUCED.match(prose, mention.span.end))
            ):
                continue
            self._add(words[0].lower(), mention.entity.name)
            place = re.search(r"\bin (\w+), \Z", before, re.I)
            if place:
                self._places[place[1].lower()] = mention.entity.name
        names = "|".join(map(re.escape, self._names))
        self._pattern = re.compile(rf"(?<![\w’'-])({names})\b", re.I) if names else None

    def addressed(self, prose: str, span: Span) -> str | None:
        """Return the full name of who is called last in a stretch, None where nobody is."""
        found: str | None = None
        guest = _GUEST_IN.search(prose, *span)
        if guest:
            found = self._places.get(guest[1].lower())
        for match in self._pattern.finditer(prose, *span) if self._pattern else ():
            before = prose[max(span.start, match.start() - _BEFORE) : match.start()]
            called = _CALLS.search(before) and _CALLED.match(prose, match.end())
            if called or _HANDS_OVER.search(before):
                found = self._names[match[1].lower()]
        return found

    def _add(self, forename: str, name: str) -> None:
        known = self._names.setdefault(forename, name)
        if known != name:
            self._names[forename] = None  # two are called so
