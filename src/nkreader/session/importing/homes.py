"""Where the sources of an import are today: by their content, by name and by what stands there.

A source is known by the SHA-256 of its file. One that is told without, or in another version,
is looked for among the sources of the run: by path, address or title, and by the text that
the import carries, or the passages in it. What fits two sources alike is at home in neither.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice
from pathlib import PurePath

from msgspec import Struct

from nkreader.importers.incoming import IncomingAnnotation
from nkreader.model.annotation import Annotation
from nkreader.model.errors import NkreaderError
from nkreader.model.source import SourceRef
from nkreader.model.span import Span
from nkreader.session.importing.told import Told
from nkreader.session.library import Entry
from nkreader.session.opened import Opened
from nkreader.session.session import Session
from nkreader.session.tagged import Tagged
from nkreader.text.anchor import locate
from nkreader.text.line_feeds import LineFeeds

# How many sources of a run are looked through for one that nothing names.
_LOOKED_AT = 500
# How many passages are tried to tell one source from another.
_TRIED = 50
# A quote of fewer code points tells nothing without what is around it.
_TELLING = 8


class Home(Struct, frozen=True):
    """Where the annotations on a source of an import belong.

    ``opened`` is today's file, None where there is none. ``is_same``: it has the content that
    was tagged; ``is_version``: it had, and has another now. ``shift`` is how many code points
    of it, a line end counted as one, stand before the text that the import carries, None
    where it is not there as a whole.
    """

    opened: Opened | None = None
    is_same: bool = False
    is_version: bool = False
    shift: int | None = None


class Homes:
    """The sources of a run and of its databases, to look for those of an import in."""

    def __init__(self, session: Session) -> None:
        """Look at the databases; sources are opened when they are needed."""
        self._session = session
        self._tagged = Tagged(session)
        self._feeds: dict[str, LineFeeds] = {}
        self._named_files: dict[tuple[str | None, str | None], Entry | None] = {}

    def home(self, told: Told) -> Home:
        """Return where a source is today."""
        entry = self._entry(told)
        opened = self._open(entry) if entry else None
        if opened is not None and opened.source.sha256 == told.ref.sha256:
            shift = self._shift(told, opened) if told.feeds else None
            return Home(opened, is_same=True, shift=shift)
        if opened is not None and told.source.sha256 and not told.feeds:
            return Home(opened, is_version=True)
        named = [opened] if opened else self._named(told)
        return self._fitting(told, named) or Home()

    def is_gone(self, ref: SourceRef) -> bool:
        """Tell whether there is nothing today where the file of a source lay."""
        return self._tagged.is_gone(ref)

    def feeds(self, opened: Opened) -> LineFeeds:
        """Return the text of a source with line feeds."""
        key = opened.source.sha256
        if key not in self._feeds:
            self._feeds[key] = LineFeeds(opened.source.text)
        return self._feeds[key]

    def place(self, told: Told, each: IncomingAnnotation, opened: Opened) -> Span | None:
        """Return where a passage stands in a source by its quote and what is around it.

        None where its quote is not there, or could be meant in two places.
        """
        span = _located(opened.source.text, told.passage(each, line_feeds=False))
        if span is not None:
            return span
        feeds = self.feeds(opened)
        span = _located(feeds.text, told.passage(each, line_feeds=True))
        return Span(*map(feeds.there, span)) if span else None

    def _entry(self, told: Told) -> Entry | None:
        """Return the file with the hash or path that is told; of many parts it is one."""
        named = told.source.sha256, told.source.path
        if named == (None, None):
            return None
        if named not in self._named_files:
            self._named_files[named] = self._tagged.entry(told.ref)
        return self._named_files[named]

    def _fitting(self, told: Told, named: Sequence[Opened]) -> Home | None:
        """Return the one source that a carried text or the passages fit, the named ones first."""
        for candidates in (named, self._all):
            if told.feeds and (found := self._carrying(told, candidates)):
                return found
        if len(named) == 1:
            return Home(named[0])
        return self._holding(told, named or self._all)

    def _carrying(self, told: Told, candidates: Iterable[Opened]) -> Home | None:
        shifts = ((opened, self._shift(told, opened)) for opened in candidates)
        found = [Home(opened, shift=shift) for opened, shift in shifts if shift is not None]
        return found[0] if len(found) == 1 else None

    def _holding(self, told: Told, candidates: Iterable[Opened]) -> Home | None:
        """Return the source that holds more of the passages than any other does."""
        tried = list(islice(told.on_it, _TRIED))
        counts = [
            (sum(self.place(told, each, opened) is not None for each in tried), opened)
            for opened in candidates
        ]
        most = max((count for count, _ in counts), default=0)
        best = [opened for count, opened in counts if count == most]
        return Home(best[0]) if most and len(best) == 1 else None

    def _shift(self, told: Told, opened: Opened) -> int | None:
        """Return where the one place is at which a carried text stands, None of none or more."""
        part = told.feeds.text if told.feeds else ""
        if not part.strip():
            return None
        whole = self.feeds(opened).text
        at = whole.find(part)
        return at if at >= 0 and whole.find(part, at + 1) < 0 else None

    def _named(self, told: Told) -> list[Opened]:
        """Return the sources of the run that may be meant: by name, else by address or title."""
        source = told.source
        names = {PurePath(each).name for each in (source.path, source.url) if each}
        found = [each for each in self._entries if each.path.name in names]
        if found:
            return [opened for opened in map(self._open, found) if opened]
        called = {each for each in (source.url, source.title) if each}
        return [opened for opened, names in self._called if called & names] if called else []

    @cached_property
    def _called(self) -> tuple[tuple[Opened, set[str | None]], ...]:
        """The sources of the run, each with its addresses and titles and those of its sections."""
        return tuple((opened, _names(opened)) for opened in self._all)

    @cached_property
    def _all(self) -> tuple[Opened, ...]:
        """All sources of the run, open; none of very many."""
        if len(self._entries) > _LOOKED_AT:
            return ()
        return tuple(opened for opened in map(self._open, self._entries) if opened)

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        return tuple(each for each in self._session.library.entries if not each.reason)

    def _open(self, entry: Entry) -> Opened | None:
        try:
            return self._session.open(entry)
        except NkreaderError:
            return None


def _located(text: str, passage: Annotation) -> Span | None:
    _, span = locate(text, passage)
    if span is None and not f"{passage.prefix}{passage.suffix}".strip():
        return _only_place(text, passage.quote)
    return span


def _only_place(text: str, quote: str) -> Span | None:
    """Return where a quote stands of which no more is told, None unless it stands once."""
    at = text.find(quote) if len(quote) >= _TELLING else -1
    return Span(at, at + len(quote)) if at >= 0 and text.find(quote, at + 1) < 0 else None


def _names(opened: Opened) -> set[str | None]:
    it = opened.source
    sections = (name for each in it.sections for name in (each.title, each.url))
    return {it.title, *it.urls, *sections}
