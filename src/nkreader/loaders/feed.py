"""Feeds that were flattened to text: titles, addresses and dates run together on one line.

An article is known by its head: a title, an address, a date. Words that one language
uses for "read more" are not relied on.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from nkreader.loaders.channel import URL, Channel, find_channel
from nkreader.loaders.dates import STAMP, read_stamp
from nkreader.loaders.lines import BLANK_LINE
from nkreader.loaders.news import besides
from nkreader.loaders.parts import Parts, body_of, outside
from nkreader.model.source import Section, Shape
from nkreader.model.span import Span, merged
from nkreader.text.regex import regex
from nkreader.text.spaces import one_spaced, trimmed

# A dump shows the head of an article on its first page.
_FIRST_PAGE = 20_000
# Between an article's address and its date, or its date and its second address.
_LONGEST_GAP = 300
_LONGEST_TITLE = 500
_LONGEST_SUMMARY = 20_000

_GLUED_DAY = regex(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?$")
_SENTENCE_END = regex(r"[.!?…]\s")
_QUOTED = regex(r"[“\"«„](.{1,600})[”\"»“]")
_TEASER_END = regex(r"(?:\[?(?:…|\.{3})\]?|[»→])$")


class _Head(Struct, frozen=True):
    """Where an article's title, what is beneath it and its text begin and end."""

    title: Span
    url: str
    published: str | None
    addresses: Span
    summary: Span
    content: int


def read(text: str) -> Parts | None:
    """Return the parts of a flattened feed; None for a text with no heads of articles."""
    if not STAMP.search(text, 0, _FIRST_PAGE):
        return None
    channel = find_channel(text)
    heads = _heads(text, channel.span.end if channel else 0)
    if not heads or (len(heads) == 1 and not channel and "]]>" not in text):
        return None
    return _assemble(text, channel, heads)


def _assemble(text: str, channel: Channel | None, heads: Sequence[_Head]) -> Parts:
    boilerplate: list[Span] = [channel.span] if channel else []
    standalone: list[Span] = []
    sections: list[Section] = []
    for index, head in enumerate(heads):
        end = heads[index + 1].title.start if index + 1 < len(heads) else len(text)
        found = besides(text, head.summary.start, end)
        waste = merged((_beneath(text, head, end, found.boilerplate), *found.boilerplate))
        body = body_of(text, Span(waste[0].end, end), waste)
        sections.append(
            Section(
                span=Span(head.title.start, end),
                body=body,
                title=one_spaced(head.title.of(text)) or None,
                url=head.url,
                published=head.published,
            )
        )
        boilerplate += waste
        standalone += [head.title, *(span for span in found.standalone if body.contains(span))]
    urls = [channel.url] if channel and channel.url else []
    urls += [head.url for head in heads]
    every_waste = merged(boilerplate)
    return Parts(
        text=text,
        shape=Shape.FEED,
        title=channel.title if channel else None,
        publisher=channel.publisher if channel else None,
        published=channel.published if channel else None,
        urls=tuple(dict.fromkeys(urls)),
        sections=tuple(sections),
        boilerplate=every_waste,
        standalone=outside(standalone, every_waste),
    )


def _heads(text: str, start: int) -> list[_Head]:
    heads: list[_Head] = []
    free = start
    for stamp in STAMP.finditer(text, start):
        if stamp.start() < free:
            continue
        head = _head(text, free, stamp)
        if head:
            heads.append(head)
            free = head.content
    return heads


def _head(text: str, free: int, stamp: re.Match[str]) -> _Head | None:
    """Return the head whose date is ``stamp``; ``free`` is where the one before it ends."""
    low = max(free, stamp.start() - _LONGEST_GAP - 2000)
    at = text.rfind("http", low, stamp.start())
    address = URL.match(text, at, stamp.start()) if at >= 0 else None
    if not address:
        return None
    url = _GLUED_DAY.sub("", address[0])
    gap = text[address.end() : stamp.start()]
    if len(gap) > _LONGEST_GAP or BLANK_LINE.search(gap):
        return None
    title = _title_before(text, max(free, address.start() - 2 * _LONGEST_TITLE), address.start())
    if title.start == title.end:
        return None
    line_end = _line_end(text, stamp.end())
    cdata = text.find("]]>", stamp.end(), line_end)
    line_end = cdata if cdata >= 0 else line_end
    after = _after_second_address(text, stamp.end(), line_end, url)
    summary = trimmed(text, after, line_end)
    quoted = _QUOTED.search(text, summary.start, min(summary.end, summary.start + 1200))
    if quoted and title.of(text).endswith(quoted[1]):
        # The repeated title tells where it begins when the line runs on from something else.
        title = Span(title.end - len(quoted[1]), title.end)
    return _Head(
        title=title,
        url=url,
        published=read_stamp(stamp[0]),
        addresses=Span(address.start(), after),
        summary=summary,
        content=summary.end,
    )


def _after_second_address(text: str, at: int, end: int, url: str) -> int:
    """Return the end of the address after the date, ``at`` where only a summary follows."""
    second = URL.search(text, at, min(end, at + _LONGEST_GAP))
    if not second or second[0].split("/")[2] != url.split("/")[2]:
        return at
    return at if _SENTENCE_END.search(text, at, second.start()) else second.end()


def _title_before(text: str, low: int, end: int) -> Span:
    """Return the title that ends before an address, on its line or alone on the line above."""
    cdata = text.rfind("]]>", low, end)
    low = cdata + 3 if cdata >= 0 else low
    line = max(text.rfind("\n", low, end), text.rfind("\r", low, end), low - 1) + 1
    title = trimmed(text, line, end)
    if title.start == title.end and line > low:
        above = trimmed(text, low, line)
        inner = max(text.rfind("\n", *above), text.rfind("\r", *above), above.start - 1) + 1
        title = trimmed(text, inner, above.end)
    return title


def _beneath(text: str, head: _Head, end: int, waste: Sequence[Span]) -> Span:
    """Return the boilerplate beneath a title: addresses, date, and a summary that is a teaser."""
    summary = head.summary.of(text)
    content = body_of(text, Span(head.summary.end, end), merged(waste))
    if summary and content.start < content.end:
        quoted = _QUOTED.search(summary[:1200])
        teaser = quoted and one_spaced(quoted[1]) == one_spaced(head.title.of(text))
        same = text.startswith(summary[:40], content.start)
        if teaser or same or _TEASER_END.search(summary):
            return Span(head.addresses.start, head.summary.end)
    return head.addresses


def _line_end(text: str, at: int) -> int:
    limit = min(len(text), at + _LONGEST_SUMMARY)
    ends = [end for end in (text.find("\n", at, limit), text.find("\r", at, limit)) if end >= 0]
    return min(ends, default=limit)
