"""Finding the passage that somebody quotes."""

from collections.abc import Iterator, Sequence
from itertools import islice

from nkreader.model.errors import NkreaderError
from nkreader.model.span import Span
from nkreader.session.opened import Opened
from nkreader.text.search import search

# How many places of a quote are named where it stands more than once.
_NAMED = 5
# How many are counted.
_COUNTED = 1000


def passage(opened: Opened, quote: str) -> Span:
    """Return where a quote stands: as it is written, else as one would search for it.

    Raises NkreaderError where it stands nowhere, or more than once.
    """
    if not quote.strip():
        raise NkreaderError("the quote is empty")
    for places in (_occurrences(opened.source.text, quote), search(opened.prose, quote)):
        found = tuple(islice(places, _COUNTED))
        if len(found) == 1:
            return found[0]
        if found:
            raise NkreaderError(_ambiguous(opened, found))
    raise NkreaderError(f"the quote does not stand in {opened.path}")


def _occurrences(text: str, quote: str) -> Iterator[Span]:
    at = text.find(quote)
    while at >= 0:
        yield Span(at, at + len(quote))
        at = text.find(quote, at + 1)


def _ambiguous(opened: Opened, found: Sequence[Span]) -> str:
    places = ", ".join(f"{span.start}:{span.end}" for span in found[:_NAMED])
    more = ", …" if len(found) > _NAMED else ""
    count = f"{_COUNTED} times or more" if len(found) == _COUNTED else f"{len(found)} times"
    return f"the quote stands {count} in {opened.path}, at {places}{more}: name one with --span"
