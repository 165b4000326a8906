"""A passage with where it stands, as one would quote it."""

import re
from collections.abc import Iterable

from nkreader.analysis.attributing.attribution import said_at, section_at
from nkreader.model.annotation import Annotation
from nkreader.model.source import Source, SourceRef
from nkreader.model.span import Span
from nkreader.text.display import inert_line
from nkreader.text.quotable import readable

# A straight mark opens where a word may begin behind it, else it closes.
_OPENS = re.compile(r"(?:(?<=[\s(\[‘“„—–-])|^)\"(?=\S)")
_SINGLE = str.maketrans('“”„"', "‘’‚’")


def citation(source: Source, path: str, span: Span) -> str:
    """Return the quote and its source: title, publisher, date, address, place.

    One line, and nothing in it that steers a terminal: it will be pasted somewhere.
    """
    section = section_at(source, span.start)
    title = section.title if section and section.title else source.title
    url = (section.url if section else None) or (source.urls[0] if source.urls else None)
    parts = [
        _quoted(title) if title else None,
        source.publisher,
        said_at(source, span),
        url,
        f"{path} {span.start}:{span.end}",
    ]
    return _line(readable(source, span), parts)


def citation_as_tagged(annotation: Annotation, ref: SourceRef | None) -> str:
    """Return an annotation's quote and its source as they were when it was tagged.

    For a passage that is no longer in the text; ``ref`` is None where nobody knows the source.
    """
    title = annotation.section or (ref.title if ref else None)
    parts = [
        _quoted(title) if title else None,
        ref.publisher if ref else None,
        annotation.said_at or (ref.published if ref else None),
        ref.url if ref else None,
        f"{ref.path if ref else annotation.source} {annotation.start}:{annotation.end} as tagged",
    ]
    return _line(annotation.text, parts)


def _line(quote: str, parts: Iterable[str | None]) -> str:
    told = ", ".join(inert_line(part) for part in parts if part)
    return f"{_quoted(inert_line(quote))} — {told}"


def _quoted(words: str) -> str:
    """Return words between quotation marks, those inside them being single ones."""
    return f"“{_OPENS.sub('‘', words).translate(_SINGLE)}”"
