"""What a search has found so far, as rows: those of a source under its name."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from nkreader.reading import cells
from nkreader.session.search.everything import Looked
from nkreader.session.search.hit import Field, Hit
from nkreader.text.display import one_line, visible
from nkreader.tui.panes.rows import Line, Piece, Row, Rows

_BLANKS = re.compile(r"\s+")
_INDENT = "  "
# Cells for the word that tells in what a hit stands, where there are so many to spare.
_KIND = 8
_WIDE = 60
# A word of no more code points is left out rather than cut.
_LONG = 12


class Results:
    """Hits by key, in the order in which they were found."""

    def __init__(self) -> None:
        """Begin with none."""
        self.keys: list[str] = []
        self.sources = 0
        self.cut = False
        """Whether there is more in any of the sources."""
        self._hits: list[tuple[Looked, Hit]] = []
        self._firsts: list[int] = []
        self._at: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.keys)

    def take_in(self, found: Iterable[Looked]) -> None:
        """Take in what was found in further sources."""
        for looked in found:
            self._firsts.append(len(self.keys))
            self.cut |= looked.cut
            for hit in looked.hits:
                self._hits.append((looked, hit))
                key = str(len(self.keys))
                self._at[key] = len(self.keys)
                self.keys.append(key)
        self.sources = len(self._firsts)

    def hit(self, key: str) -> tuple[Looked, Hit]:
        """Return a hit and the source it is in."""
        return self._hits[self._at[key]]

    def beside(self, key: str, step: int) -> str:
        """Return the first hit of the source after (-1: before) that of a hit; there is one."""
        at = bisect_right(self._firsts, self._at[key]) - 1 + step
        return self.keys[self._firsts[max(0, min(at, len(self._firsts) - 1))]]

    def rows(self, width: int) -> Rows:
        """Return the rows in ``width`` cells; the first of a source is under its name."""
        return Rows(self.keys.copy(), lambda at: self._row(at, width), self._at.get)

    def line_of(self, at: int) -> int:
        """Return the line on which a row begins."""
        return at + bisect_left(self._firsts, at)

    def row_at(self, y: int) -> tuple[int, int]:
        """Return the row on a line, and which of its lines that is."""
        at = bisect_right(range(len(self.keys) + 1), y, key=self.line_of) - 1
        return at, y - self.line_of(at)

    def _row(self, at: int, width: int) -> Row:
        looked, hit = self._hits[at]
        line = _line(hit, width)
        k = bisect_left(self._firsts, at)
        is_first = k < len(self._firsts) and self._firsts[k] == at
        return Row(self.keys[at], (_heading(looked, width), line) if is_first else (line,))


def _heading(looked: Looked, width: int) -> Line:
    count = f" {len(looked.hits)}{'+' if looked.cut else ''}"
    told = one_line(f"{looked.title} · {looked.path}" if looked.title else looked.path)
    away = "" if looked.index is not None else " · not open here"
    return (
        (cells.cut(told, max(width - cells.width(count + away), 1)), "strong"),
        (count + away, "faint"),
    )


def _line(hit: Hit, width: int) -> Line:
    """Return a hit in its context, what was searched for in view."""
    kind = "" if hit.field is Field.TEXT else hit.field.value
    kind = f"{kind:<{_KIND}}" if width >= _WIDE else f"{kind} " if kind else ""
    room = max(width - len(_INDENT) - len(kind), 1)
    before, after = _flat(hit.before), _flat(hit.after)
    marked = [*_marked(hit)]
    taken = sum(cells.width(text) for text, _ in marked)
    spare = max(room - taken, 0)
    # What comes before has a third of the room, and what there is too little after to take.
    before = _cut_before(before, max(spare // 3, spare - cells.width(after)))
    return ((_INDENT, ""), (kind, "faint"), (before, ""), *marked, (after, ""))


def _marked(hit: Hit) -> Iterable[Piece]:
    """Yield the quote in pieces, each place of a term in the style of a hit."""
    at = hit.span.start
    for mark in sorted(hit.marks):
        start = max(mark.start, at)
        if start < mark.end:
            yield _flat(hit.quote[at - hit.span.start : start - hit.span.start]), ""
            yield _flat(hit.quote[start - hit.span.start : mark.end - hit.span.start]), "hit"
            at = mark.end


def _cut_before(text: str, columns: int) -> str:
    """Return the end of a text, its beginning an ellipsis where it is too wide."""
    if cells.width(text) <= columns:
        return text
    at = cells.offset_at(text, cells.width(text) - columns + 1)
    word = text.find(" ", at, at + _LONG)
    return "…" + text[word if word >= 0 else at :] if columns > 0 else ""


def _flat(text: str) -> str:
    """Return foreign text on one line as it is shown, each run of blanks as one."""
    return visible(_BLANKS.sub(" ", text))
