"""A text with line feeds for all its line ends, and where the offsets of the one are in the other.

Also without what other programs take for a line end, or cannot write in UTF-8: each such
character is another one there, so no offset changes by it.
"""

import re
from bisect import bisect_left, bisect_right

_PAIR = re.compile("\r\n")
# What Python's splitlines and old readers of files end a line at, besides LF and CR.
_LINE_LIKE = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class LineFeeds:
    """A text whose lines end in LF, and how its code points lie to those it was made of."""

    def __init__(self, text: str) -> None:
        """Take the text as it is."""
        self._pairs = [found.start() for found in _PAIR.finditer(text)]
        self._made = [start - before for before, start in enumerate(self._pairs)]
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        self.text = _SURROGATE.sub("\ufffd", _LINE_LIKE.sub(" ", plain))

    def here(self, offset: int) -> int:
        """Return where an offset into what was there is in this text."""
        return offset - bisect_left(self._pairs, offset)

    def there(self, offset: int) -> int:
        """Return where an offset into this text was; at a line end, before all of it."""
        return offset + bisect_right(self._made, offset - 1)
