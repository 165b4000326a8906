"""The shortest text that makes one screen of another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nkreader.tui.driver.abilities import Abilities
from nkreader.tui.driver.grid import Grid, Row, differs, sure_width
from nkreader.tui.driver.looks import Look, blank_of
from nkreader.tui.driver.moves import Place
from nkreader.tui.driver.pen import Pen
from nkreader.tui.driver.shifts import Shift, find_shift

# Cells between two stretches that are written again sooner than passed over.
_GAP = 4

Stretches = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Strokes:
    """What is to be sent, and the terminal's cursor and look after it."""

    text: str
    place: Place | None
    look: Look | None


def difference(
    old: Grid,
    new: Grid,
    rows: Iterable[int],
    abilities: Abilities,
    at: Strokes = Strokes("", None, None),
) -> Strokes:
    """Return what makes ``new`` of ``old``, which differ in no other rows than these."""
    changed = [(y, found) for y in sorted(rows) if (found := differs(old[y], new[y]))]
    if not changed:
        return Strokes("", at.place, at.look)
    plain = _draw(new, changed, Pen(abilities, at.place, at.look))
    shift = find_shift(old, new, changed) if abilities.scrolls else None
    if shift is None:
        return plain
    moved = _scroll(old, new, changed, shift, Pen(abilities, at.place, at.look))
    return min(plain, moved, key=lambda strokes: len(strokes.text))


def _scroll(
    old: Grid, new: Grid, changed: Sequence[tuple[int, Stretches]], shift: Shift, pen: Pen
) -> Strokes:
    """Let the terminal move rows, then write what is not yet right."""
    pen.scroll(shift.top, shift.bottom, shift.rows)
    old = shift.apply(old)
    rows = {y for y, _ in changed} | set(range(shift.top, shift.bottom + 1))
    return _draw(new, [(y, differs(old[y], new[y])) for y in sorted(rows)], pen)


def _draw(new: Grid, changed: Sequence[tuple[int, Stretches]], pen: Pen) -> Strokes:
    for y, stretches in changed:
        row = new[y]
        for start, end in _joined(row, stretches):
            pen.draw(row, start, end, y)
    return Strokes(pen.written, pen.place, pen.look)


def _joined(row: Row, stretches: Stretches) -> Stretches:
    """Join stretches where writing what is between is as short as passing over it."""
    out = stretches[:1]
    for start, end in stretches[1:]:
        first, last = out[-1]
        if start - last <= _GAP and _is_cheap(row, last, start):
            out[-1] = (first, end)
        else:
            out.append((start, end))
    return out


def _is_cheap(row: Row, start: int, end: int) -> bool:
    """Tell whether cells take a byte each and no other look than the cell before them."""
    look = row.looks[start - 1]
    blank = blank_of(look)
    return all(
        cell.isascii() and sure_width(cell) == 1 and seen == (blank if cell == " " else look)
        for cell, seen in zip(row.text[start:end], row.looks[start:end], strict=True)
    )
