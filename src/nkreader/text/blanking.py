"""Blanking: stretches of a text written over, so that all else keeps its offset."""

from collections.abc import Iterable

from nkreader.model.span import Span

_MANY = 1 << 10  # pieces that are joined at once


def blanked(text: str, spans: Iterable[Span], fill: str = " ") -> str:
    """Return ``text`` with every character of ``spans`` replaced by ``fill``, one code point.

    The spans are in text order and do not overlap.
    """
    covered = tuple(spans)
    if not covered:
        return text
    out, at = "", 0
    pieces: list[str] = []
    for span in (*covered, Span(len(text), len(text))):
        pieces += (text[at : span.start], fill * (span.end - span.start))
        at = span.end
        if len(pieces) > _MANY or at == len(text):
            # Joined now and then: a list of all pieces would hold a long text a second time.
            out += "".join(pieces)
            pieces.clear()
    return out
