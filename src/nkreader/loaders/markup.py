"""The paragraphs of HTML, without what surrounds an article. No tree is built: depth is free."""

from collections.abc import Sequence

from msgspec import Struct, field

from nkreader.loaders.tags import Piece, PieceKind, pieces
from nkreader.text.spaces import one_spaced

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
CAPTIONS = frozenset(("figcaption", "caption"))

_BLOCK_NAMES = """
    address article aside blockquote body center dd details div dl dt fieldset figure footer form
    header hr html li main nav ol p pre section summary table tbody td tfoot th thead title tr ul
"""
_BLOCKS = HEADINGS | CAPTIONS | frozenset(_BLOCK_NAMES.split())
_NEVER_NAMES = "button head iframe math noscript script select style svg template textarea title"
_NEVER = frozenset(_NEVER_NAMES.split())
_AROUND = frozenset(("nav", "header", "footer", "aside", "form"))
# Stands for a line break until the words of a paragraph are put together.
_BREAK = "\v"


class Block(Struct, frozen=True):
    """A paragraph; ``name`` is the tag that began it, ``p`` where none did."""

    name: str
    text: str


def blocks(html: str) -> tuple[Block, ...]:
    """Return the paragraphs of a page, or of a part of one.

    Navigation and its like are left out, unless nothing else is there: some pages are
    one single form.
    """
    every = tuple(pieces(html))
    has_article = any(piece.name == "article" for piece in every)
    for skipped, wanted in (
        (_NEVER | _AROUND, has_article),
        (_NEVER | _AROUND, False),
        (_NEVER, False),
    ):
        found = _Reading(skipped, articles_only=wanted).read(every)
        if found:
            return found
    return ()


class _Reading(Struct):
    """One way through the pieces of a page: the paragraph being read, and where in the page."""

    skipped: frozenset[str]
    articles_only: bool
    found: list[Block] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    name: str = "p"
    skipping: str = ""
    skipped_depth: int = 0
    articles: int = 0

    def read(self, every: Sequence[Piece]) -> tuple[Block, ...]:
        for piece in every:
            if self.skipping:
                self._skip(piece)
            elif piece.kind is PieceKind.TEXT:
                self.words.append(piece.value.replace(_BREAK, " "))
            elif piece.name == "br":
                self.words.append(_BREAK)
            elif piece.kind is PieceKind.START and self._is_skipped(piece.name):
                self._flush("p")
                self.skipping, self.skipped_depth = piece.name, 1
            elif piece.name in _BLOCKS:
                self._flush(piece.name if piece.kind is PieceKind.START else "p")
                self._count(piece)
        self._flush("p")
        return tuple(self.found)

    def _is_skipped(self, name: str) -> bool:
        # An article's own header holds its headline.
        return name in self.skipped and not (name == "header" and self.articles)

    def _skip(self, piece: Piece) -> None:
        if piece.name == self.skipping:
            self.skipped_depth += 1 if piece.kind is PieceKind.START else -1
            if self.skipped_depth <= 0:
                self.skipping = ""

    def _count(self, piece: Piece) -> None:
        if piece.name == "article":
            self.articles = max(self.articles + (1 if piece.kind is PieceKind.START else -1), 0)

    def _flush(self, following: str) -> None:
        """End the paragraph; ``following`` is the tag that begins the next."""
        parts = "".join(self.words).split(_BREAK)
        text = "\n".join(line for part in parts if (line := one_spaced(part)))
        if text and (self.articles or not self.articles_only):
            self.found.append(Block(self.name, text))
        self.words.clear()
        self.name = following
