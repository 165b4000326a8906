r"""The text as it is drawn, made where it is asked for.

It has the length of the source's text, so an offset is an offset. Lines end with ``\n``,
and only with that; where prose runs on over a line end stands a space.
"""

from collections import OrderedDict
from collections.abc import Iterator

from nkreader.model.span import Span
from nkreader.text.display import visible
from nkreader.text.regex import regex

_LINE_END = regex(r"[\r\n]")
# Code points that are made at once, and how many such pieces are kept: some screens full.
_PIECE = 1 << 15
_KEPT = 64
# What a code point is shown as may depend on so many before and after it.
_BESIDE = 4


class Shown:
    """What is shown of a text; ``prose`` tells which line ends are ends."""

    def __init__(self, text: str, prose: str, *, piece: int = _PIECE) -> None:
        """Take both, of one length; nothing is made yet."""
        self._text = text
        self._prose = prose
        self._piece = piece
        self._made: OrderedDict[int, str] = OrderedDict()

    def __len__(self) -> int:
        return len(self._text)

    def of(self, span: Span) -> str:
        """Return what is drawn of a span."""
        return "".join(
            made[max(span.start - at, 0) : max(span.end - at, 0)]
            for at, made in self._pieces(span.start, span.end)
        )

    def line_end(self, start: int, end: int) -> int:
        """Return where the first line that ends between two offsets ends, -1 where none does."""
        for found in _LINE_END.finditer(self._text, start, end):
            if self._is_end(found.start()):
                return found.start()
        return -1

    def space_before(self, start: int, end: int) -> int:
        """Return where the last space between two offsets is, -1 where none is."""
        return self._text.rfind(" ", start, end)

    def _is_end(self, at: int) -> bool:
        """Tell whether the return or line feed at an offset ends a line that is drawn."""
        if self._text[at] == "\n":
            return self._prose[at] == "\n"
        return not self._text.startswith("\n", at + 1)

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Yield the pieces that hold ``start`` to ``end``, each with where it begins."""
        for at in range(start - start % self._piece, min(end, len(self._text)), self._piece):
            yield at, self._at(at)

    def _at(self, at: int) -> str:
        made = self._made.get(at)
        if made is None:
            made = self._made[at] = self._make(at, min(at + self._piece, len(self._text)))
            if len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return made

    def _make(self, start: int, end: int) -> str:
        first = max(start - _BESIDE, 0)
        drawn = visible(self._text[first : end + _BESIDE], newlines=True)
        characters = list(drawn[start - first : end - first])
        for found in _LINE_END.finditer(self._text, start, end):
            at = found.start()
            characters[at - start] = "\n" if self._is_end(at) else " "
        return "".join(characters)
