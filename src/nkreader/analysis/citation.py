"""A passage with where it stands, as one would quote it."""

from nkreader.analysis.attribution import said_at, section_at
from nkreader.model.source import Source
from nkreader.model.span import Span
from nkreader.text.display import inert_line
from nkreader.text.quotable import readable


def citation(source: Source, path: str, span: Span) -> str:
    """Return the quote and its source: title, publisher, date, address, place.

    One line, and nothing in it that steers a terminal: it will be pasted somewhere.
    """
    section = section_at(source, span.start)
    title = section.title if section and section.title else source.title
    url = (section.url if section else None) or (source.urls[0] if source.urls else None)
    parts = [
        f"“{title}”" if title else None,
        source.publisher,
        said_at(source, span),
        url,
        f"{path} {span.start}:{span.end}",
    ]
    quote = inert_line(readable(source, span))
    return f"“{quote}” — " + ", ".join(inert_line(part) for part in parts if part)
