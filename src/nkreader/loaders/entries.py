"""The entries of an RSS or Atom feed: XML to the fields that a channel and its entries have.

A document type is refused before anything is made of it: entities are how XML bites.
"""

from collections.abc import Mapping
from xml.parsers import expat

from msgspec import Struct, field

from nkreader.model.errors import NkreaderError
from nkreader.text.regex import regex

_PROLOG = regex(r"\s*<(?:\?xml|!--|!DOCTYPE|rss|feed|rdf:RDF)")
_ROOT = regex(r"<(?:rss|feed|rdf:RDF)[\s>]")
_LONGEST_PROLOG = 8000

_ENTRIES = ("item", "entry")
_CHANNELS = ("channel", "feed")
# Of several, the first that holds anything is an entry's text, or its date.
_BODIES = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "date", "updated", "lastBuildDate")
_ADDRESSES = ("link", "guid", "id")
_FIELDS = frozenset((*_BODIES, *_DATES, *_ADDRESSES, "title"))


class FeedEntry(Struct, frozen=True):
    """What a channel or one of its entries says: fields by their local names."""

    said: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The title, which may be HTML."""
        return self.said.get("title", "")

    @property
    def body(self) -> str:
        """The text, which may be HTML."""
        return next((self.said[name] for name in _BODIES if name in self.said), "")

    @property
    def date(self) -> str:
        """The date as it is written."""
        return next((self.said[name] for name in _DATES if name in self.said), "")

    @property
    def url(self) -> str | None:
        """The address on the web, None where there is none."""
        said = (self.said.get(name, "") for name in _ADDRESSES)
        return next((url for url in said if url.startswith(("http://", "https://"))), None)


class XmlFeed(Struct, frozen=True):
    """A channel, its entries, and the line at which the XML broke off, if it did."""

    channel: FeedEntry
    entries: tuple[FeedEntry, ...]
    broken_at: int | None = None


def read_xml(text: str) -> XmlFeed | None:
    """Return what an RSS or Atom feed holds; None for any other text.

    Raises NkreaderError for a feed that declares a document type.
    """
    if not _PROLOG.match(text) or not _ROOT.search(text, 0, _LONGEST_PROLOG):
        return None
    listener = _Listener()
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = listener.start
    parser.EndElementHandler = listener.end
    parser.CharacterDataHandler = listener.data
    broken_at: int | None = None
    try:
        parser.Parse(text.encode("utf-8"), True)
    except expat.ExpatError as error:
        broken_at = error.lineno
    return XmlFeed(listener.channel, tuple(listener.entries), broken_at)


def _refuse(*_: object) -> None:
    raise NkreaderError("its XML declares a document type, which nkreader does not read")


class _Listener(Struct):
    """Hears what the XML parser reads, and keeps the fields of the channel and each entry."""

    channel: FeedEntry = field(default_factory=FeedEntry)
    entries: list[FeedEntry] = field(default_factory=list)
    # Local names of the elements that are open.
    path: list[str] = field(default_factory=list)
    # The element whose text is being heard is the one at this depth, 0 for none.
    heard: int = 0
    written: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        name = name.rpartition(" ")[2]
        self.path.append(name)
        if self.heard:
            # XHTML inside an entry: kept as markup, for its paragraphs.
            self.written.append(f"<{name}>")
        elif name in _ENTRIES:
            self.entries.append(FeedEntry())
        elif name in _FIELDS and self._owner(len(self.path)):
            self.heard, self.written = len(self.path), []
            if name == "link" and attributes.get("rel", "alternate") == "alternate":
                self.written.append(attributes.get("href", ""))

    def data(self, text: str) -> None:
        if len(self.path) > self.heard > 0:
            text = text.replace("&", "&amp;").replace("<", "&lt;")
        if self.heard:
            self.written.append(text)

    def end(self, name: str) -> None:
        if self.heard == len(self.path):
            owner, value = self._owner(self.heard), "".join(self.written).strip()
            if owner and value:
                owner.said.setdefault(self.path[-1], value)
            self.heard = 0
        elif self.heard:
            self.written.append(f"</{name.rpartition(' ')[2]}>")
        self.path.pop()

    def _owner(self, depth: int) -> FeedEntry | None:
        """Return whose field the element at ``depth`` is: an entry's, the channel's, nobody's."""
        parent = self.path[depth - 2] if depth > 1 else ""
        if parent in _ENTRIES and self.entries:
            return self.entries[-1]
        return self.channel if parent in _CHANNELS else None
