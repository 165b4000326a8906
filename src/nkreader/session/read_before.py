"""The source that was open, as it was read: believed for a file that holds its text."""

from collections.abc import Iterator
from itertools import chain

from msgspec import json
from msgspec.structs import replace

from nkreader.model.source import Source
from nkreader.model.span import Span

# In bytes: of a larger one, reading it anew takes less than a start would by carrying it.
_LARGEST = 1 << 17


def packed(source: Source) -> bytes:
    """Return a source as bytes, without its path; none if it is too large or no JSON."""
    if source.is_beginning or source.length > _LARGEST:
        return b""
    try:
        data = json.encode(replace(source, path=""))
    except UnicodeEncodeError:  # half a character, of which some files are full
        return b""
    return data if len(data) <= _LARGEST else b""


def unpacked(data: bytes) -> Source | None:
    """Return the source that was packed, None where none was.

    Raises ValueError or RecursionError for what is no source.
    """
    if not data:
        return None
    source = json.decode(data, type=Source)
    if source.is_beginning or not all(_lies_in(source.length, each) for each in _spans(source)):
        raise ValueError("no source as it was read")
    return source


def _lies_in(length: int, span: Span) -> bool:
    return 0 <= span.start <= span.end <= length


def _spans(source: Source) -> Iterator[Span]:
    return chain(
        chain.from_iterable((each.span, each.body) for each in source.sections),
        chain.from_iterable((each.span, each.covers) for each in source.timecodes),
        chain.from_iterable((each.span, each.mark) for each in source.turns),
        source.boilerplate,
        source.standalone,
    )
