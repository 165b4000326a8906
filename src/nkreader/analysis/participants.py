"""Who takes part in a conversation, and whom somebody addresses in it.

A participant was introduced: `in moscow, jane roe, editor of a paper`. Addressed is who is
called: `jane, what do you say?`, `professor roe, please`.
"""

import re
from collections.abc import Iterator, Sequence

from nkreader.analysis.vocabulary import ARTICLES, DETERMINERS, STOPS, TITLES
from nkreader.model.entity import EntityType, Mention
from nkreader.model.span import Span

# How a person of the gazetteer is introduced, by what stands before or after the name.
_INTRODUCES = re.compile(
    r"\b(?:joined(?:\s+\w+){0,3}\s+by|bring\s+in|started\s+with|speak(?:ing)?\s+(?:to|with)"
    r"|in\s+\w+(?:\s+\w+)?,)\s+\Z",
    re.I,
)
_INTRODUCED = re.compile(
    r",\s+(?:analyst|author|chief|correspondent|director|editor|expert|fellow|former|head"
    r"|journalist|president|professor|researcher|senior|vice)\b",
    re.I,
)
# How anybody else is.
_STRANGER = re.compile(
    r"\bin\s+(?P<place>\w+),\s+(?:(?:dr|mr|mrs|ms|professor)\.?\s+)?"
    r"(?P<name>[^\W\d_][\w’'-]+\s+[^\W\d_][\w’'-]+)(?=,\s+(?:an?|the)\b|\s+of\b)",
    re.I,
)
_PLACE = re.compile(r"\bin\s+(\w+),\s+\Z", re.I)
_BEFORE = 40  # code points before a name that may introduce or address
# What stands before a name that is called out, and what after it.
_CALLS = re.compile(
    r"(?:\A|[,.?!:;]|\b(?:it's|now|okay|so|that|thanks|well|yes|you))\s*"
    r"(?:(?:dr|mr|mrs|ms)\.?\s+|professor\s+)?\Z",
    re.I,
)
_CALLED = re.compile(r"\s*(?:[,.?!;]|\Z)")
_HANDS_OVER = re.compile(r"\b(?:back\s+to|bring\s+in|give|go\s+to|over\s+to|turn\s+to)\s+\Z", re.I)
_GUEST_IN = re.compile(r"\bguest\s+in\s+(\w+)", re.I)


class Participants:
    """The people introduced in a conversation, by what they may be called."""

    def __init__(self, prose: str, opening: Span, mentions: Sequence[Mention]) -> None:
        """Find them among the mentions, and by how they are introduced in the ``opening``."""
        self._names: dict[str, str | None] = {}
        self._places: dict[str, str] = {}
        self._introductions: list[Span] = []
        known = [*_known(prose, mentions), *_strangers(prose, opening)]
        for at, name, place in known:
            if any(at.overlaps(each) for each in self._introductions):
                continue
            self._introductions.append(at)
            words = at.of(prose).lower().split()
            for called in (words[0], words[-1], " ".join(words)):
                self._call(called, name)
            if place:
                self._places[place.lower()] = name
        longest = sorted(self._names, key=len, reverse=True)
        names = "|".join(r"\s+".join(map(re.escape, each.split())) for each in longest)
        self._pattern = re.compile(rf"(?<![\w’'-])(?:{names})\b", re.I) if names else None

    def addressed(self, prose: str, span: Span) -> str | None:
        """Return the full name of who is called last in a stretch, None where nobody is."""
        found: str | None = None
        guest = _GUEST_IN.search(prose, *span)
        if guest:
            found = self._places.get(guest[1].lower())
        for match in self._pattern.finditer(prose, *span) if self._pattern else ():
            before = prose[max(span.start, match.start() - _BEFORE) : match.start()]
            called = _CALLS.search(before) and _CALLED.match(prose, match.end())
            if _HANDS_OVER.search(before) or (called and not self._introduces(match)):
                found = self._names[" ".join(match[0].lower().split())]
        return found

    def _introduces(self, match: re.Match[str]) -> bool:
        return any(each.overlaps(Span(*match.span())) for each in self._introductions)

    def _call(self, called: str, name: str) -> None:
        if self._names.setdefault(called, name) != name:
            self._names[called] = None  # two are called so


def _known(prose: str, mentions: Sequence[Mention]) -> Iterator[tuple[Span, str, str | None]]:
    """Yield the people of the gazetteer that are introduced: where, who, and in what place."""
    for mention in mentions:
        words = mention.span.of(prose).split()
        if mention.entity.type is not EntityType.PERSON or len(words) < 2:
            continue
        before = prose[max(0, mention.span.start - _BEFORE) : mention.span.start]
        if _INTRODUCES.search(before) or _INTRODUCED.match(prose, mention.span.end):
            place = _PLACE.search(before)
            yield mention.span, mention.entity.name, place and place[1]


def _strangers(prose: str, opening: Span) -> Iterator[tuple[Span, str, str | None]]:
    for match in _STRANGER.finditer(prose, *opening):
        words = match["name"].split()
        if not any(word.lower() in STOPS | ARTICLES | DETERMINERS | TITLES for word in words):
            yield Span(*match.span("name")), " ".join(words), match["place"]
