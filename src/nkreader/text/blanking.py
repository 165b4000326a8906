"""Blanking: stretches of a text written over, so that all else keeps its offset."""

from collections.abc import Iterable

from nkreader.model.span import Span


def blanked(text: str, spans: Iterable[Span], fill: str = " ") -> str:
    """Return ``text`` with every character of ``spans`` replaced by ``fill``, one code point.

    The spans are in text order and do not overlap.
    """
    pieces: list[str] = []
    at = 0
    for span in spans:
        pieces += (text[at : span.start], fill * (span.end - span.start))
        at = span.end
    return "".join((*pieces, text[at:])) if pieces else text
