"""What a page of HTML states of itself: title, site, date and address, the surest of each."""

from collections.abc import Iterator

from msgspec import Struct, field

from nkreader.loaders.tags import Piece, PieceKind, attributes, pieces
from nkreader.text.regex import regex
from nkreader.text.spaces import one_spaced

# Metadata and headline stand in the first part of a page.
_LONGEST = 400_000

# A meta tag's names for each field, the surer first; all are surer than anything else.
_NAMES = {
    "title": ("og:title", "twitter:title"),
    "publisher": ("og:site_name", "application-name", "publisher", "dc.publisher"),
    "published": ("article:published_time", "datepublished", "date", "pubdate", "dc.date"),
    "url": ("og:url",),
}
_STATED = regex(r'"datePublished"\s{0,4}:\s{0,4}"([^"]{4,40})"')


class PageHead(Struct):
    """What a page states, null where it does not."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    _worth: dict[str, int] = field(default_factory=dict)

    def hear(self, name: str, value: str | None, worth: int) -> None:
        """Take a value for a field, if it is worth more than what is known."""
        value = one_spaced(value or "")
        if value and worth > self._worth.get(name, 0):
            self._worth[name] = worth
            setattr(self, name, value)


def page_head(html: str) -> PageHead:
    """Return what a page states of itself."""
    head = html[:_LONGEST]
    said = PageHead()
    inside = ""
    words: list[str] = []
    for piece in pieces(head):
        if piece.kind is PieceKind.TEXT:
            words.append(piece.value if inside else "")
        elif piece.kind is PieceKind.START:
            for name, value, worth in _stated(piece):
                said.hear(name, value, worth)
            if piece.name in ("title", "h1"):
                inside, words = piece.name, []
        elif piece.name == inside:
            said.hear("title", "".join(words), 2 if inside == "h1" else 1)
            inside = ""
    stated = _STATED.search(head)
    said.hear("published", stated[1] if stated else None, 2)
    return said


def _stated(piece: Piece) -> Iterator[tuple[str, str | None, int]]:
    """Yield what one tag states: a field, its value, and how much that is worth."""
    if piece.name not in ("meta", "link", "time"):
        return
    has = attributes(piece)
    if piece.name == "time":
        yield "published", has.get("datetime"), 1
    elif piece.name == "link":
        if has.get("rel", "").lower() == "canonical":
            yield "url", has.get("href"), 20
    else:
        called = (has.get("property") or has.get("name") or has.get("itemprop") or "").lower()
        for name, names in _NAMES.items():
            if called in names:
                yield name, has.get("content"), 10 - names.index(called)
