"""Composing a text out of paragraphs, so that the offsets of each are known."""

from collections.abc import Iterable

from msgspec import Struct, field

from nkreader.loaders.markup import CAPTIONS, HEADINGS, Block
from nkreader.model.span import Span

_GAP = "\n\n"


class Composition(Struct):
    """Paragraphs put one after the other, a blank line between each two."""

    length: int = 0
    standalone: list[Span] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)

    @property
    def next(self) -> int:
        """Where the next paragraph will begin."""
        return self.length + (len(_GAP) if self._pieces else 0)

    @property
    def text(self) -> str:
        """The text so far."""
        return _GAP.join(self._pieces)

    def add(self, paragraph: str, *, alone: bool = False) -> Span:
        """Put a paragraph at the end and return where it stands.

        ``alone`` makes it a sentence of its own.
        """
        span = Span(self.next, self.next + len(paragraph))
        self._pieces.append(paragraph)
        self.length = span.end
        if alone:
            self.standalone.append(span)
        return span

    def add_blocks(self, blocks: Iterable[Block]) -> None:
        """Put the paragraphs of HTML at the end."""
        for block in blocks:
            self.add(block.text, alone=block.name in HEADINGS | CAPTIONS)
