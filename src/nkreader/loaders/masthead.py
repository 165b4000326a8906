"""What a news text says of itself beneath its headline: byline, date, publisher, address."""

import re
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from nkreader.loaders.dates import DATE, read_moment
from nkreader.loaders.lines import inked_lines, paragraphs
from nkreader.model.span import Span
from nkreader.text.regex import regex
from nkreader.text.spaces import one_spaced

# Beneath the headline, these many paragraphs may be something else than prose.
_DEPTH = 6
_LONGEST = 160
_PROSE = 60
_LONGEST_FRONT = 20_000

_BYLINE = regex(r"(?:By|BY|Written by|Text:)\s[^\W\d_a-z].{1,80}")
_DATED = regex(
    r"(?:(?:first )?(?:published|posted|updated|date|last (?:updated|modified))"
    r"(?: (?:on|at))?\s?:?\s{0,3})?"
    rf"(?:[a-z]{{3,9}}day,?\s)?(?P<date>{DATE.pattern})(?P<time>[\sT,|at-]{{0,6}}\d\d?:\d\d.{{0,20}})?",
    re.IGNORECASE,
)
_PUBLISHER = regex(r"(?:publisher|published by|source)\s?:\s{0,3}([^\s:/].{0,80})", re.IGNORECASE)
_ADDRESS = regex(r"(?:(?:url|link|source|address)\s?:\s{0,3})?(https?://\S+)", re.IGNORECASE)
_FIELD = regex(r"([A-Za-z_-]{2,20}):[ \t]*(.{1,500})")


class Masthead(Struct, frozen=True):
    """What was found, null where the text names none, and the lines that say it."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    lines: tuple[Span, ...] = ()


def masthead(text: str, start: int) -> Masthead:
    """Return what the short lines at ``start``, beneath a headline, say."""
    found = Masthead()
    prose = 0
    end = min(len(text), start + _DEPTH * 4 * _LONGEST)
    for paragraph in islice(paragraphs(text, start, end), _DEPTH):
        for line in paragraph:
            before, found = found, _with_line(found, text, line)
            # A standfirst may stand above the byline; where prose goes on, nothing is said.
            prose += found is before and line.end - line.start >= _PROSE
            if prose > 1:
                return found
    return found


def closing_publisher(text: str, start: int) -> tuple[str, Span] | None:
    """Return the publisher that the last line names as its source, and that line."""
    tail = max(start, len(text) - 2 * _LONGEST)
    last = [line for paragraph in paragraphs(text, tail) for line in paragraph][-1:]
    match = _PUBLISHER.fullmatch(text, *last[0]) if last else None
    return (one_spaced(match[1]), last[0]) if match and last[0].start > tail else None


def front_matter(text: str) -> tuple[Masthead, int]:
    """Return what the block between ``---`` at the top of Markdown says, and where it ends."""
    every = inked_lines(text, 0, _LONGEST_FRONT)
    first = next(every, None)
    found = Masthead()
    if not first or first.of(text) != "---":
        return found, 0
    for line in every:
        written = line.of(text)
        if written in ("---", "..."):
            return replace(found, lines=(Span(first.start, line.end),)), line.end
        field = _FIELD.match(written)
        if field:
            found = _with_field(found, field[1].lower(), field[2].strip().strip("\"'"))
    return Masthead(), 0


def _with_line(found: Masthead, text: str, line: Span) -> Masthead:
    if line.end - line.start > _LONGEST:
        return found
    kept = (*found.lines, line)
    if _BYLINE.fullmatch(text, *line) and text[line.end - 1] not in ".?!":
        return replace(found, lines=kept)
    dated = _DATED.fullmatch(text, *line)
    if dated:
        published = found.published or read_moment(dated["date"])
        return replace(found, published=published, lines=kept)
    address = _ADDRESS.fullmatch(text, *line)
    if address:
        return replace(found, url=found.url or address[1], lines=kept)
    publisher = _PUBLISHER.fullmatch(text, *line)
    if publisher:
        named = found.publisher or one_spaced(publisher[1])
        return replace(found, publisher=named, lines=kept)
    return found


def _with_field(found: Masthead, name: str, value: str) -> Masthead:
    if name == "title":
        return replace(found, title=value)
    if name in ("publisher", "site", "site_name", "publication"):
        return replace(found, publisher=value)
    if name in ("date", "published", "pubdate"):
        return replace(found, published=read_moment(value))
    if name in ("url", "source", "link") and value.startswith(("http://", "https://")):
        return replace(found, url=value)
    return found
