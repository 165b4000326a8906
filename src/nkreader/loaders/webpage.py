"""Articles saved as HTML: what the page states of itself, and its paragraphs."""

from itertools import islice

from nkreader.loaders.composing import Composition
from nkreader.loaders.dates import read_moment
from nkreader.loaders.markup import blocks
from nkreader.loaders.news import besides
from nkreader.loaders.pagehead import page_head
from nkreader.loaders.parts import Parts, undivided
from nkreader.loaders.tags import PieceKind, pieces
from nkreader.model.source import Shape
from nkreader.text.spaces import one_spaced

_PAGES = frozenset(("html", "head", "body", "article", "main", "meta", "title"))
_FRAGMENTS = frozenset(("p", "div", "h1", "h2", "section"))
_FIRST_PAGE = 20_000
# A headline stands among the first paragraphs, or is not in the text.
_FIRST_BLOCKS = 6


def read(text: str) -> Parts | None:
    """Return the parts of a page of HTML; None for any other text."""
    if not _is_html(text):
        return None
    said = page_head(text)
    paragraphs = blocks(text)
    made = Composition()
    first = paragraphs[:_FIRST_BLOCKS]
    if said.title and not any(
        block.name == "h1" or one_spaced(block.text) == said.title for block in first
    ):
        made.add(said.title, alone=True)
    made.add_blocks(paragraphs)
    composed = made.text
    headline = [span for span in made.standalone if span.start == 0]
    found = besides(composed, headline[0].end if headline else 0, len(composed))
    return undivided(
        composed,
        Shape.ARTICLE,
        title=said.title,
        publisher=said.publisher,
        published=read_moment(said.published) if said.published else None,
        url=said.url,
        boilerplate=found.boilerplate,
        standalone={*made.standalone, *found.standalone},
        notices=() if composed else ("The page holds no text.",),
    )


def _is_html(text: str) -> bool:
    """Tell whether a text begins with a tag of a page, or is markup from end to end."""
    head = text[:_FIRST_PAGE].lstrip()
    if not head.startswith("<"):
        return False
    if head[:14].lower() == "<!doctype html":
        return True
    starts = (piece.name for piece in pieces(head) if piece.kind is PieceKind.START)
    first = next(islice(starts, 1), "")
    return first in _PAGES or (first in _FRAGMENTS and text[-_FIRST_PAGE:].rstrip().endswith(">"))
