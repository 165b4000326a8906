"""The list of sources: what each is, how far it is read, what is tagged in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, overload

from nkreader.model.source import Section
from nkreader.session.library import Entry
from nkreader.text.fold import fold
from nkreader.tui.panes.rows import Line, Row, RowList, Rows


@dataclass(frozen=True, slots=True)
class Summary:
    """What the list says of a source; ``read`` is a share between 0 and 1."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    tags: int = 0
    read: float = 0.0
    problem: str | None = None


class SourcesPane(RowList):
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


class SourceRows(Rows):
    """The rows of the list: sources, and after the open one its sections."""

    def __init__(
        self,
        entries: Sequence[Entry],
        summaries: Mapping[int, Summary],
        *,
        opened: int,
        sections: Sequence[Section],
        starts: Sequence[int] = (),
        filter_text: str = "",
    ) -> None:
        """Leave out what does not hold ``filter_text``.

        ``starts`` is where the annotations on the open source begin.
        """
        self._entries = entries
        self._summaries = summaries
        self._opened = opened
        self._starts = starts
        wanted = fold(filter_text)
        every = range(len(entries))
        self._sources = [k for k in every if wanted in self._folded(k)] if wanted else every
        self._sections = [
            (section_key(opened, k), section)
            for k, section in enumerate(sections)
            if len(sections) > 1 and wanted in fold(section.title or "")
        ]
        self._above = bisect_right(self._sources, opened)

    @property
    def source_count(self) -> int:
        """How many sources are among the rows."""
        return len(self._sources)

    def __len__(self) -> int:
        return len(self._sources) + len(self._sections)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return [self[k] for k in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        further = at - self._above
        if 0 <= further < len(self._sections):
            key, section = self._sections[further]
            return Row(key, _section_lines(section, self._starts))
        index = self._sources[at if further < 0 else at - len(self._sections)]
        summary = self._summaries.get(index, Summary())
        lines = _source_lines(self._entries[index], summary, opened=index == self._opened)
        return Row(source_key(index), lines)

    def position(self, key: str | None) -> int | None:
        """Return where the row of ``key`` is, None where there is none."""
        keys = [each for each, _ in self._sections]
        if key in keys:
            return self._above + keys.index(key)
        if not key or not key.isdecimal():
            return None
        index = int(key)
        at = bisect_left(self._sources, index)
        if at == len(self._sources) or self._sources[at] != index:
            return None
        return at if at < self._above else at + len(self._sections)

    def _folded(self, index: int) -> str:
        summary = self._summaries.get(index, Summary())
        name = self._entries[index].name
        return fold(f"{name} {summary.title or ''} {summary.publisher or ''}")


def _source_lines(entry: Entry, summary: Summary, *, opened: bool) -> tuple[Line, ...]:
    title = summary.title or entry.path.name
    head: Line = (("▸ " if opened else "  ", "strong"), (title, "strong" if opened else ""))
    problem = summary.problem or entry.reason
    if problem:
        return head, (("  " + problem, "wrong"),)
    facts = [
        summary.publisher or (entry.path.name if summary.title else ""),
        (summary.published or "")[:10],
        f"{summary.read:.0%} read" if summary.read else "",
        f"{summary.tags} tagged" if summary.tags else "",
    ]
    # What matters while one works comes first: narrow panes cut the end.
    facts = facts[2:] + facts[:2]
    return head, (("  " + " · ".join(fact for fact in facts if fact), "faint"),)


def _section_lines(section: Section, starts: Sequence[int]) -> tuple[Line, ...]:
    tags = sum(section.span.start <= start < section.span.end for start in starts)
    facts = [f"{tags} tagged" if tags else "", (section.published or "")[:10]]
    said = " · ".join(fact for fact in facts if fact)
    return ((f"    {section.title or 'untitled'}", ""),), ((f"    {said}", "faint"),)
