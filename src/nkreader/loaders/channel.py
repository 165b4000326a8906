"""The header of a feed that was flattened to text: the channel's title, address and date."""

import re

from msgspec import Struct

from nkreader.loaders.dates import STAMP, read_stamp
from nkreader.loaders.lines import BLANK_LINE
from nkreader.model.span import Span
from nkreader.text.regex import regex
from nkreader.text.spaces import one_spaced, trimmed

# The header is one short stretch at the top.
_LONGEST = 4000

URL = regex(r"https?://[^\s<>\"“”«»]{1,2000}")
_LANGUAGE = r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?"
_LANGUAGE_AFTER = regex(rf"\s{{1,3}}{_LANGUAGE}(?=\s)")
_RHYTHM = regex(
    rf"(?:\b{_LANGUAGE}\s{{1,3}})?\b(?:hourly|daily|weekly|monthly|yearly)\s{{1,3}}\d{{1,3}}(?=\s|\Z)"
)
_GENERATOR = regex(r"https?://(?:www\.)?wordpress\.(?:org|com)/\S{0,100}")
_IMAGE = regex(
    r"\s{0,3}https?://\S{1,500}\.(?:png|jpe?g|gif|ico|webp|svg)\S{0,200}"
    r"\s{1,3}[^\r\n]{1,200}?\s{1,3}https?://\S{1,500}(?:\s{1,3}\d{1,4}\s{1,3}\d{1,4}(?=\s))?"
)
_CDATA_END = regex(r"]]>")
_BARE_SITE = regex(r"https?://[^/\s]+/?(?:feed/?|rss/?)?")
_JOINT = regex(r"\s[–—|»:-]{1,2}\s")


class Channel(Struct, frozen=True):
    """What the header says; ``span`` ends where the first article's title may begin."""

    span: Span
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None


def find_channel(text: str) -> Channel | None:
    """Return the header that a flattened feed begins with, None if it begins otherwise."""
    start = trimmed(text, 0, len(text)).start
    limit = min(len(text), start + _LONGEST)
    first = URL.search(text, start, limit)
    if not first or "]]>" in text[start : first.start()]:
        return None
    end = _end(text, first, limit)
    if end is None:
        return None
    stamp = STAMP.search(text, first.end(), end)
    title = one_spaced(text[start : first.start()]) or None
    return Channel(
        span=Span(start, end),
        title=title,
        publisher=publisher_of(title),
        url=first[0],
        published=read_stamp(stamp[0]) if stamp else None,
    )


def publisher_of(title: str | None) -> str | None:
    """Return the site that a channel's title names, last where a topic stands before it."""
    return _JOINT.split(title)[-1] if title else None


def _end(text: str, first: re.Match[str], limit: int) -> int | None:
    """Return where the header ends: after its rhythm, its generator and its picture."""
    for after in (_CDATA_END, BLANK_LINE):
        met = after.search(text, first.end(), limit)
        limit = met.start() if met else limit
    marks = [
        match.end()
        for pattern in (_RHYTHM, _GENERATOR)
        if (match := pattern.search(text, first.end(), limit))
    ]
    if marks:
        end = max(marks)
    else:
        # A plain header: the site's own address, then the date of the feed.
        stamp = STAMP.search(text, first.end(), limit)
        if not stamp or not _BARE_SITE.fullmatch(first[0]):
            return None
        language = _LANGUAGE_AFTER.match(text, stamp.end(), limit)
        end = language.end() if language else stamp.end()
    picture = _IMAGE.match(text, end, limit)
    return picture.end() if picture else end
