"""The list of sources: what each is, how far it is read, what is tagged in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from msgspec import Struct

from nkreader.model.source import Section
from nkreader.session.library import Entry
from nkreader.session.placed import NOTHING_PLACED, InTextOrder
from nkreader.text.fold import fold
from nkreader.tui.panes.filtered import FilteredList
from nkreader.tui.panes.rows import Keys, Line, Row, Rows


class Summary(Struct, frozen=True):
    """What the list says of a source; ``read`` is a share between 0 and 1."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    read: float = 0.0
    problem: str | None = None


_NOTHING = Summary()


class SourcesPane(FilteredList):
    """The sources in order; under the open one, its sections."""

    BINDING_GROUP_TITLE = "Sources"
    LINES: ClassVar[int] = 2
    EMPTY: ClassVar[str] = "no sources here"


def source_key(index: int) -> str:
    """Return the key of a source's row."""
    return str(index)


def section_key(index: int, section: int) -> str:
    """Return the key of the row of a section of a source."""
    return f"{index}/{section}"


def first_from(keys: Sequence[str], index: int) -> str | None:
    """Return the first key in the list from a source on, else its first; None if it has none."""
    at = bisect_left(keys, index, key=lambda key: int(key.partition("/")[0]))
    return keys[at if at < len(keys) else 0] if keys else None


def title_of(entry: Entry, summary: Summary | None) -> str:
    """Return what the list calls a source: its title, or as long as none is known its file."""
    return (summary and summary.title) or entry.path.name


def source_rows(
    entries: Sequence[Entry],
    summaries: Mapping[int, Summary],
    count_tags: Callable[[int], int],
    *,
    opened: int,
    sections: Sequence[Section],
    placed: InTextOrder = NOTHING_PLACED,
    filter_text: str = "",
) -> Rows:
    """Return the rows of the list; ``filter_text`` leaves out what does not hold it.

    Of those that are ``placed`` in the open source each section has a number. What is found out
    of a source later is shown when its row is drawn next; how much is tagged in it is counted then.
    """
    wanted = fold(filter_text)
    fitting: Sequence[int] = range(len(entries))
    if wanted:
        said = (_said_of(entry, summaries.get(k, _NOTHING)) for k, entry in enumerate(entries))
        fitting = [k for k, text in enumerate(said) if wanted in text]
    parts = [k for k, each in enumerate(sections) if wanted in fold(each.title or "")]
    keys = SourceKeys(fitting, opened, parts if len(sections) > 1 else ())

    def row(at: int) -> Row:
        index, section = keys.what(at)
        if section is not None:
            return Row(keys[at], _section_lines(sections[section], placed))
        summary = summaries.get(index, _NOTHING)
        tags = count_tags(index)
        return Row(keys[at], _source_lines(entries[index], summary, tags, opened=index == opened))

    return Rows(keys, row, keys.place)


class SourceKeys(Keys):
    """The keys of the list, and what each stands for."""

    def __init__(self, sources: Sequence[int], opened: int, sections: Sequence[int]) -> None:
        """Take the numbers of sources, in order, and of the open one's sections after it."""
        super().__init__(len(sources) + len(sections), self._key)
        self.sources = sources
        self._opened = opened
        self._sections = sections
        self._above = bisect_right(sources, opened)

    def what(self, at: int) -> tuple[int, int | None]:
        """Return the source of a row, and the section where it is one's."""
        further = at - self._above
        if 0 <= further < len(self._sections):
            return self._opened, self._sections[further]
        return self.sources[at if further < 0 else at - len(self._sections)], None

    def place(self, key: str) -> int | None:
        """Return where a key is, None where it is not."""
        source, _, section = key.partition("/")
        numbers, wanted = (self._sections, section) if section else (self.sources, source)
        if not wanted.isdecimal() or (section and source != str(self._opened)):
            return None
        at = bisect_left(numbers, int(wanted))
        if at == len(numbers) or numbers[at] != int(wanted):
            return None
        return at + self._above if section else at + len(self._sections) * (at >= self._above)

    def _key(self, at: int) -> str:
        index, section = self.what(at)
        return source_key(index) if section is None else section_key(index, section)


def _said_of(entry: Entry, summary: Summary) -> str:
    return fold(f"{entry.name} {summary.title or ''} {summary.publisher or ''}")


def _source_lines(entry: Entry, summary: Summary, tags: int, *, opened: bool) -> tuple[Line, ...]:
    title = title_of(entry, summary)
    head: Line = (("▸ " if opened else "  ", "strong"), (title, "strong" if opened else ""))
    problem = summary.problem or entry.reason
    if problem:
        return head, (("  " + problem, "wrong"),)
    facts = [
        summary.publisher or (entry.path.name if summary.title else ""),
        (summary.published or "")[:10],
        f"{summary.read:.0%} read" if summary.read else "",
        f"{tags} tagged" if tags else "",
    ]
    # What matters while one works comes first: narrow panes cut the end.
    facts = facts[2:] + facts[:2]
    return head, (("  " + " · ".join(fact for fact in facts if fact), "faint"),)


def _section_lines(section: Section, placed: InTextOrder) -> tuple[Line, ...]:
    first, last = map(placed.starting_before, section.span)
    tags = last - first
    facts = [f"{tags} tagged" if tags else "", (section.published or "")[:10]]
    said = " · ".join(fact for fact in facts if fact)
    return ((f"    {section.title or 'untitled'}", ""),), ((f"    {said}", "faint"),)
