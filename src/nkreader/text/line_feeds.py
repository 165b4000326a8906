"""A text as most other tools hold it, every line end a line feed, and where things stand in it.

Also without what some programs take for a line end, or cannot write in UTF-8: each such
character is another one there, so no offset changes by it.
"""

import re
from bisect import bisect_left

from nkreader.model.span import Span

_PAIR = re.compile("\r\n")
_RETURN = re.compile("\r\n?")
# What Python's splitlines and old readers of files end a line at, besides LF and CR.
_LINE_LIKE = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class LineFeeds:
    """A text with line feeds only; ``text`` is it. Offsets go to it and back.

    An offset between the two halves of a line end has none of its own there: it goes to the
    line feed, and comes back as the beginning of both.
    """

    def __init__(self, original: str) -> None:
        """Make it of a text with any line ends."""
        self.original = original
        self._pairs = [found.start() for found in _PAIR.finditer(original)]
        self._shrunk = [at - before for before, at in enumerate(self._pairs)]
        plain = _RETURN.sub("\n", original) if "\r" in original else original
        self.text = _SURROGATE.sub("\ufffd", _LINE_LIKE.sub(" ", plain))

    def here(self, offset: int) -> int:
        """Return where an offset into the original is in the text with line feeds."""
        return offset - bisect_left(self._pairs, offset)

    def there(self, offset: int) -> int:
        """Return where an offset into the text with line feeds is in the original."""
        return offset + bisect_left(self._shrunk, offset)

    def into(self, span: Span) -> Span:
        """Return where a stretch of the original stands in the text with line feeds."""
        return Span(*map(self.here, span))

    def back(self, span: Span) -> Span:
        """Return where a stretch of the text with line feeds stands in the original."""
        return Span(*map(self.there, span))
