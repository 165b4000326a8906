"""A text as most other tools hold it, every line end a line feed, and where things stand in it."""

import re
from bisect import bisect_left

from nkreader.model.span import Span

_RETURNS = re.compile(r"\r\n?")
_PAIR = "\r\n"


class LineFeeds:
    """A text with line feeds only; ``text`` is it. Offsets go to it and back.

    An offset between the two halves of a line end has none of its own there: it goes to the
    line feed, and comes back as the beginning of both.
    """

    def __init__(self, original: str) -> None:
        """Make it of a text with any line ends."""
        self.original = original
        self.text = original
        self._pairs: list[int] = []  # where line ends of two characters stand, and stood
        if "\r" in original:
            self.text = _RETURNS.sub("\n", original)
            self._pairs = list(_where(_PAIR, original))
        self._shrunk = [at - number for number, at in enumerate(self._pairs)]

    def into(self, span: Span) -> Span:
        """Return where a stretch of the original stands in the text with line feeds."""
        return Span(*(at - bisect_left(self._pairs, at) for at in span))

    def back(self, span: Span) -> Span:
        """Return where a stretch of the text with line feeds stands in the original."""
        return Span(*(at + bisect_left(self._shrunk, at) for at in span))


def _where(part: str, text: str) -> list[int]:
    return [found.start() for found in re.finditer(re.escape(part), text)]
