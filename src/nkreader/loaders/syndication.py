"""RSS and Atom: an XML feed becomes one text, each entry a section."""

from msgspec import Struct

from nkreader.loaders.channel import publisher_of
from nkreader.loaders.composing import Composition
from nkreader.loaders.dates import read_moment
from nkreader.loaders.entries import FeedEntry, XmlFeed, read_xml
from nkreader.loaders.markup import blocks
from nkreader.loaders.news import besides
from nkreader.loaders.parts import Parts, body_of, outside
from nkreader.model.source import Section, Shape
from nkreader.model.span import Span, merged
from nkreader.text.spaces import one_spaced


class _Placed(Struct, frozen=True):
    """An entry and where it was put: from ``start``, its paragraphs from ``body`` on."""

    entry: FeedEntry
    title: str | None
    start: int
    body: int


def read(xml: str) -> Parts | None:
    """Return the parts of an RSS or Atom feed; None for any other text.

    Raises NkreaderError for a feed that declares a document type.
    """
    feed = read_xml(xml)
    if not feed or not feed.entries:
        return None
    made = Composition()
    placed = [place for entry in feed.entries if (place := _place(made, entry))]
    if not placed:
        return None
    text = made.text
    sections: list[Section] = []
    boilerplate: list[Span] = []
    standalone = set(made.standalone)
    for index, place in enumerate(placed):
        end = placed[index + 1].start if index + 1 < len(placed) else len(text)
        found = besides(text, place.body, end)
        boilerplate += found.boilerplate
        standalone.update(found.standalone)
        sections.append(
            Section(
                span=Span(place.start, end),
                body=body_of(text, Span(place.body, end), merged(found.boilerplate)),
                title=place.title,
                url=place.entry.url,
                published=read_moment(place.entry.date),
            )
        )
    return _parts(text, feed, sections, boilerplate, standalone)


def _parts(
    text: str,
    feed: XmlFeed,
    sections: list[Section],
    boilerplate: list[Span],
    standalone: set[Span],
) -> Parts:
    title = _words(feed.channel.title) or None
    urls = (feed.channel.url, *(section.url for section in sections))
    notice = f"The XML is broken at line {feed.broken_at}: what follows is not shown."
    return Parts(
        text=text,
        shape=Shape.FEED,
        title=title,
        publisher=publisher_of(title),
        published=read_moment(feed.channel.date),
        urls=tuple(dict.fromkeys(url for url in urls if url)),
        sections=tuple(sections),
        boilerplate=merged(boilerplate),
        standalone=outside(standalone, merged(boilerplate)),
        notices=(notice,) if feed.broken_at else (),
    )


def _place(made: Composition, entry: FeedEntry) -> _Placed | None:
    """Put an entry at the end of the text; None if there is nothing to put."""
    title, paragraphs = _words(entry.title), blocks(entry.body)
    start = made.next
    if title:
        made.add(title, alone=True)
    body = made.length if title else start
    made.add_blocks(paragraphs)
    return _Placed(entry, title or None, start, body) if title or paragraphs else None


def _words(html: str) -> str:
    return one_spaced(" ".join(block.text for block in blocks(html)))
