"""The shortest text that makes one screen of another."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from msgspec import Struct

from nkreader.tui.driver.abilities import Abilities
from nkreader.tui.driver.grid import Grid, Row, differs, sure_width
from nkreader.tui.driver.looks import Look, blank_of
from nkreader.tui.driver.pen import NOTHING_KNOWN, Held, Pen
from nkreader.tui.driver.shifts import Shift, find_shift

# Cells between two stretches that are written again sooner than passed over.
_GAP = 4
# What a move of the cursor costs, and what scrolling does, in bytes.
_MOVE = 6
_SCROLLING = 16

Stretches = list[tuple[int, int]]
Changed = Sequence[tuple[int, Stretches]]


class Strokes(Struct, frozen=True):
    """What is to be sent, and what the terminal has set after it."""

    text: str
    held: Held


class Piece(Struct, frozen=True):
    """Cells ``start`` to ``end`` of a row, which have one look."""

    y: int
    start: int
    end: int
    look: Look


def difference(
    old: Grid,
    new: Grid,
    rows: Iterable[int],
    abilities: Abilities,
    held: Held = NOTHING_KNOWN,
) -> Strokes:
    """Return what makes ``new`` of ``old``, which differ in no other rows than these.

    Rows are scrolled first if less is to be written then; from cell to cell in order,
    or look by look, whichever is shorter.
    """
    changed = [(y, found) for y in sorted(rows) if (found := differs(old[y], new[y]))]
    if not changed:
        return Strokes("", held)
    pen = Pen(abilities, held)
    shift = find_shift(old, new, changed) if abilities.scrolls else None
    if shift is not None:
        left = _left_to_do(old, new, changed, shift)
        if _weight(left) + _SCROLLING < _weight(changed):
            pen.scroll(shift.top, shift.bottom, shift.rows)
            changed = left
    return min(_ways(old, new, changed, pen), key=lambda strokes: len(strokes.text))


def _weight(changed: Changed) -> int:
    """Return about how many bytes it takes to write what has changed."""
    return sum(end - start + _MOVE for _, stretches in changed for start, end in stretches)


def _left_to_do(
    old: Grid, new: Grid, changed: Changed, shift: Shift
) -> list[tuple[int, Stretches]]:
    """Return what has changed after rows were scrolled."""
    old = shift.apply(old)
    rows = {y for y, _ in changed} | set(range(shift.top, shift.bottom + 1))
    return [(y, found) for y in sorted(rows) if (found := differs(old[y], new[y]))]


def _ways(old: Grid, new: Grid, changed: Changed, pen: Pen) -> Iterator[Strokes]:
    """Yield the ways of writing what has changed, each going on from what is written."""
    pieces = [
        piece
        for y, stretches in changed
        for start, end in _joined(new[y], stretches)
        for piece in _pieces(new[y], y, start, end)
    ]
    looks = list(dict.fromkeys(piece.look for piece in pieces))
    orders = [pieces]
    if len(looks) < len(pieces):
        orders.append(sorted(pieces, key=lambda piece: looks.index(piece.look)))
    for order in orders:
        with_it = pen.copy()
        mark = next(filter(partial(_begins_mark, old), pairwise(order)), (None, None))[1]
        for piece in order:
            if piece is mark:
                # What is marked now is unmarked next: from here on, and in this look.
                with_it.move(piece.start, piece.y)
                with_it.save()
            with_it.draw(new[piece.y], piece.start, piece.end, piece.y, piece.look)
        yield Strokes(with_it.written, with_it.held)


def _begins_mark(old: Grid, pieces: tuple[Piece, Piece]) -> bool:
    """Tell whether the second piece is where the background of the first was, and is no more."""
    before, piece = pieces
    was = old[piece.y].looks[piece.start].background
    return before.look.background == was != piece.look.background


def _pieces(row: Row, y: int, start: int, end: int) -> Iterator[Piece]:
    """Cut a stretch where the look has to change; blanks go with what is before them."""
    begun, look = start, row.looks[start]
    for x in range(start + 1, end):
        seen = row.looks[x]
        if seen is look or seen == look or (row.text[x] == " " and seen == blank_of(look)):
            continue
        if all(cell == " " for cell in row.text[begun:x]) and look == blank_of(seen):
            look = seen
            continue
        yield Piece(y, begun, x, look)
        begun, look = x, seen
    yield Piece(y, begun, end, look)


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
