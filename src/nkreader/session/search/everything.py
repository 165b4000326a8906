"""Searching everything there is: source by source, with what was written about each."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from threading import Lock

from msgspec import Struct

from nkreader.model.annotation import Annotation
from nkreader.model.errors import NkreaderError
from nkreader.model.source import SourceRef
from nkreader.model.span import Span
from nkreader.session.library import Entry, look
from nkreader.session.search.hit import Hit
from nkreader.session.search.in_annotations import Written, is_asked_for
from nkreader.session.search.in_source import in_source
from nkreader.session.search.shelf import Readable, Shelf
from nkreader.session.search.sieve import Sieve
from nkreader.session.search.sought import Sought
from nkreader.session.session import Session
from nkreader.session.tagged import Tagged
from nkreader.session.watch import Watch


class Looked(Struct, frozen=True):
    """What was found in one source: the one at ``index``, or one that is not in this run.

    ``cut`` if there is more in it; ``reason`` says why it cannot be read, where sources are
    searched: what is only asked of annotations says nothing of any.
    """

    index: int | None
    path: str
    title: str | None
    hits: tuple[Hit, ...]
    cut: bool = False
    reason: str | None = None


class Everything:
    """The sources of a run and all annotations, searched as often as one likes.

    What it keeps to be faster the next time is bounded and may be lost at any time. It is
    used by one thread at a time.
    """

    def __init__(self, session: Session, *, samples: bool = False) -> None:
        """Search a session; ``samples`` as in `Tagged`."""
        self._session = session
        self._samples = samples
        self._shelf = Shelf()
        self._sieve = Sieve(len(session.library.entries))
        self._written = Written()
        self._paths: dict[int, str] = {}
        self._on: dict[str, list[Annotation]] = {}
        self._refs: dict[str, SourceRef] = {}
        self.tagged: Tagged | None = None
        self._version: object = None
        self.turn = Lock()
        """Is held by the thread that searches."""

    def take_in(self) -> Tagged:
        """Take in what is tagged by now."""
        session = self._session
        version = session.everybody if self._samples else session.store.version
        if self.tagged is None or version != self._version:
            self._version = version
            self.tagged = tagged = Tagged(session, samples=self._samples)
            self._refs = tagged.refs
            self._on = {}
            for each in tagged.annotations:
                if each.source in tagged.refs:
                    self._on.setdefault(tagged.refs[each.source].path, []).append(each)
        return self.tagged

    def prepare(self) -> Iterator[None]:
        """Read sources for the searches to come, one a step, as long as there is room for more."""
        for entry in self._session.library.entries:
            if self._shelf.is_full:
                return
            if entry.reason is None and self._shelf.at_hand(entry, look(entry)) is None:
                with suppress(NkreaderError):
                    self._shelf.read(entry)
                yield

    def look(
        self, sought: Sought, *, most: int | None = None, watch: Watch[Entry] = iter
    ) -> Iterator[Looked]:
        """Search everything, one source a step; ``most`` is how many hits of one are wanted.

        What is about sources that are not in this run comes in the end.
        """
        self.take_in()
        self._shelf.begin()
        for index, entry in enumerate(watch(self._session.library.entries)):
            yield self._look_into(entry, index, self._path(index, entry), sought, most)
        for path in sorted(self._on.keys() - set(self._paths.values())):
            hits = self._in_annotations(path, sought, None)
            if hits:
                yield Looked(None, path, self._refs[hits[0].source].title, hits)

    def _path(self, index: int, entry: Entry) -> str:
        path = self._paths.get(index)
        if path is None:
            path = self._paths[index] = self._session.workspace.relative(entry.path)
        return path

    def _look_into(
        self, entry: Entry, index: int, path: str, sought: Sought, most: int | None
    ) -> Looked:
        text = reason = None
        try:
            text = self._text(entry, index, path, sought)
        except NkreaderError as error:
            reason = None if sought.query.of_annotations else str(error)
        found = [*islice(in_source(text, path, sought), most and most + 1)] if text else []
        cut = most is not None and len(found) > most
        hits = (*found[:most], *self._in_annotations(path, sought, text))
        return Looked(index, path, text.source.title if text else None, hits, cut, reason)

    def _text(self, entry: Entry, index: int, path: str, sought: Sought) -> Readable | None:
        """Return a source in which something may be found, None where nothing is.

        Raises NkreaderError where it cannot be read.
        """
        if not self._needs_text(path, sought):
            return None
        if entry.reason:
            raise NkreaderError(entry.reason)
        seen = look(entry)
        held = self._shelf.at_hand(entry, seen)
        if held is not None:
            return held
        passes = self._sieve.passes(index, entry.path, seen, sought.needs)
        return self._shelf.read(entry) if passes else None

    def _needs_text(self, path: str, sought: Sought) -> bool:
        if not sought.query.of_annotations:
            return bool(sought.term_count or sought.query.wanted.speakers)
        # Only its source says whom a passage means by a surname.
        on = self._on.get(path, ())
        return bool(sought.names) and any(
            is_asked_for(each, self._refs[each.source], sought) for each in on
        )

    def _in_annotations(self, path: str, sought: Sought, text: Readable | None) -> tuple[Hit, ...]:
        on: Sequence[Annotation] = self._on.get(path, ())
        mentions = text.mentions(sought) if text and on else ()
        return tuple(
            hit
            for each in on
            for hit in self._written.search(
                each, self._refs[each.source], sought, _within(mentions, each, text)
            )
        )


def _within(
    mentions: Sequence[Span], annotation: Annotation, text: Readable | None
) -> tuple[Span, ...]:
    """Return the mentions in a passage, if it still stands where it was tagged."""
    span = annotation.span
    if text is None or not text.source.text.startswith(annotation.quote, span.start):
        return ()
    return tuple(each for each in mentions if span.contains(each))
