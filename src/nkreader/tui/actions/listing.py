"""The list of sources: what is known of each, gathered behind the text."""

from bisect import bisect_right
from functools import cached_property
from itertools import islice
from pathlib import Path

from textual.worker import get_current_worker

from nkreader.loaders import load, load_beginning
from nkreader.loaders.opening import size_of
from nkreader.model.errors import NkreaderError
from nkreader.session.anchoring import placed
from nkreader.session.counts import Counts
from nkreader.session.memory import Facts, facts_of
from nkreader.store.beside.places import Places
from nkreader.tui.actions.desk import Desk
from nkreader.tui.key_order import quiet_of
from nkreader.tui.panes.sources import Summary, first_from, section_key, source_rows, title_of

PLACES = "places.json"
# How many summaries are gathered before the list is drawn anew.
_BATCH = 50
# A source of more bytes than this is read while the screen goes on.
LARGE = 1 << 20


class Listing:
    """Tells of each source what it is, how far it was read and how much is tagged in it."""

    def __init__(self, desk: Desk) -> None:
        """Show all sources."""
        self._desk = desk
        self._counts = Counts(desk.session)
        self.filter_text = ""

    @cached_property
    def places(self) -> Places:
        """Where one was in each source."""
        return Places(self._desk.session.workspace.state / PLACES)

    @cached_property
    def facts(self) -> dict[int, Facts]:
        """What is known of sources; to begin with, what the sitting before has left."""
        memory, entries = self._desk.memory, self._desk.session.library.entries
        known = ((k, memory.facts_of(entry.path)) for k, entry in enumerate(entries))
        return {index: facts for index, facts in known if facts}

    @cached_property
    def summaries(self) -> dict[int, Summary]:
        """What the list says of sources."""
        return {index: self._summary_of(index) for index in self.facts}

    def show_counts(self) -> None:
        """Show how much is tagged in each source; a cursor that keys move stays."""
        if self._desk.opened is not None:
            self.show_sources()

    def show_sources(self, key: str | None = None) -> None:
        """Draw the list of sources anew, the cursor on ``key``.

        Without one it stays where keys have it, else where one reads, or on what comes first from
        there on.
        """
        desk, library = self._desk, self._desk.session.library
        rows = source_rows(
            library.entries,
            self.summaries,
            self.count_tags,
            opened=desk.index,
            sections=desk.opened.source.sections if desk.opened else (),
            placed=desk.placed,
            filter_text=self.filter_text,
        )
        desk.sources.is_filtered = bool(self.filter_text)
        none = "none fits the filter: f" if self.filter_text else ""
        if key is None and desk.has_keys(desk.sources):
            key = desk.sources.key
        fitting = (
            each for each in (key, self._section_here()) if each and rows.place(each) is not None
        )
        here = first_from(rows.keys, desk.index)
        desk.sources.show_rows(rows, next(fitting, here), empty=none)
        count = f"{len(library.entries)}"
        if self.filter_text:
            left = sum("/" not in key for key in rows.keys)
            count = f"{left} of {len(library.entries)} · {self.filter_text}"
        what = "Samples" if library.unasked else "Sources"
        desk.titles[desk.sources].say(f"{what} {count}", desk.sources.how_to_clear)

    def titles(self) -> list[str]:
        """Return what the list calls each source, in order."""
        entries = self._desk.session.library.entries
        return [title_of(each, self.summaries.get(k)) for k, each in enumerate(entries)]

    def follow_section(self) -> None:
        """Put the list's cursor on the section that is being read."""
        here = self._section_here()
        if here and not self._desk.has_keys(self._desk.sources):
            self._desk.sources.put_cursor(here)

    def _section_here(self) -> str | None:
        """Return the key of the section that is being read, if the source has several."""
        desk = self._desk
        sections = desk.opened.source.sections if desk.opened else ()
        start = desk.text.selection.span.start
        here = bisect_right(sections, start, key=lambda each: each.span.start) - 1
        return section_key(desk.index, here) if here >= 0 and len(sections) > 1 else None

    def gather_summaries(self) -> None:
        """Read the other sources behind, for their titles, while no key is pressed.

        Those that the list shows around the open one come first.
        """
        self._desk.behind("summaries", self._gather, exclusive=True)

    def _gather(self) -> None:
        worker = get_current_worker()
        desk, quiet = self._desk, quiet_of(self._desk.app)
        entries = desk.session.library.entries
        readable = (k for k in nearest_first(len(entries), desk.index) if not entries[k].reason)
        unknown = (k for k in readable if k not in self.summaries and k != desk.wanted)
        while batch := [*islice(unknown, _BATCH)]:
            found: dict[int, Facts | Summary] = {}
            for index in batch:
                quiet.wait()
                if worker.is_cancelled:
                    return
                found[index] = _look_into(entries[index].path)
            desk.app.call_from_thread(self._add_facts, found)

    def _add_facts(self, found: dict[int, Facts | Summary]) -> None:
        for index, known in found.items():
            if index in self.summaries:
                continue
            if isinstance(known, Facts):
                self.note_facts(index, known)
            else:
                self.summaries[index] = known
        self.show_sources()

    def note_facts(self, index: int, facts: Facts) -> None:
        """Note what is known of a source by now."""
        self.facts[index] = facts
        self.summaries[index] = self._summary_of(index)

    def _summary_of(self, index: int) -> Summary:
        """Return what the list says of a source of which the facts are known."""
        facts = self.facts[index]
        return Summary(
            title=facts.title,
            publisher=facts.publisher,
            published=facts.published,
            read=self.share_read(index),
        )

    def count_tags(self, index: int) -> int:
        """Return how much is tagged in a source, as far as it is known what it is."""
        desk, session = self._desk, self._desk.session
        if index == desk.index and desk.opened is not None and not desk.has_beginning:
            return len(placed(session, desk.opened))
        facts = self.facts.get(index)
        if facts is None:
            return 0
        path = session.workspace.relative(session.library.entries[index].path)
        return self._counts.on(path, facts.id)

    def share_read(self, index: int) -> float:
        """Return how far a source of which the facts are known was read, between 0 and 1."""
        facts = self.facts[index]
        place = self.places.get(facts.id)
        return min(place.read / facts.length, 1.0) if place and facts.length else 0.0


def nearest_first(count: int, here: int) -> list[int]:
    """Return the numbers below ``count``, those around ``here`` first."""
    return sorted(range(count), key=lambda k: abs(k - here))


def is_large(path: Path) -> bool:
    """Tell whether a file is too large to be read while a key waits."""
    return size_of(path) > LARGE


def _look_into(path: Path) -> Facts | Summary:
    """Return what is to be known of a source that nobody reads; of a large one, what it begins."""
    try:
        if not is_large(path):
            return facts_of(load(path))
        begun = load_beginning(path)
    except NkreaderError as error:
        return Summary(problem=reason_of(error))
    if begun is None:
        return Summary()
    source = begun.source
    return Summary(source.title, source.publisher, source.published)


def reason_of(error: NkreaderError) -> str:
    """Return why a file cannot be read, without its path."""
    return str(error.__cause__ or error)
