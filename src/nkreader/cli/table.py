"""Results for people: tables and colour on a terminal, fields between tabs elsewhere."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct, field

from nkreader.cli import streams
from nkreader.cli.records import record_lines
from nkreader.model.annotation import AnchorState, Label
from nkreader.text.display import one_line

if TYPE_CHECKING:
    from rich.console import Console

Cell = str | int | None

LABEL_STYLES: Mapping[str, str] = {
    Label.CLAIM: "blue",
    Label.DENIAL: "red",
    Label.EVIDENCE: "green",
    Label.SPECULATION: "yellow",
}
ANCHOR_STYLES: Mapping[str, str] = {
    AnchorState.EXACT: "green",
    AnchorState.MOVED: "yellow",
    AnchorState.CHANGED: "yellow",
    AnchorState.ORPHAN: "red",
}


class Column(Struct, frozen=True):
    """A column of a table.

    ``style`` is of all cells, ``styles`` of those with a certain text. ``whole`` cells
    are not broken into lines, ``once`` blanks what repeats the cell above, ``piped``
    columns are for other programs only, a ``number`` stands at the right. What is ``under``
    is prose, and stands below the other cells of its row. The last five concern terminals.
    """

    name: str
    style: str = ""
    styles: Mapping[str, str] = field(default_factory=dict)
    whole: bool = False
    once: bool = False
    piped: bool = False
    number: bool = False
    under: bool = False


def print_table(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], none: str = "") -> None:
    """Print rows, a cell for each column; line breaks and controls in them are made harmless.

    Where there are no rows, stderr says ``none``.
    """
    shown = ([_shown(cell) for cell in row] for row in rows)
    first = next(shown, None)
    if first is None:
        if none:
            streams.tell(none)
        return
    texts = chain((first,), shown)
    if not streams.on_terminal():
        for row in texts:
            streams.write("\t".join(row) + "\n")
    elif any(column.under for column in columns):
        drawn = console()
        for line in record_lines(columns, list(texts), drawn):
            drawn.print(line, soft_wrap=True)  # it is no wider than the terminal
    else:
        _draw(columns, texts)


def print_facts(facts: Iterable[tuple[str, Cell]]) -> None:
    """Print names and values, one of each a line."""
    pairs = [(_shown(name), _shown(value)) for name, value in facts]
    width = max((len(name) for name, _ in pairs), default=0)
    if not streams.on_terminal():
        for name, value in pairs:
            streams.write(f"{name:{width}}  {value}".rstrip() + "\n")
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in pairs:
        table.add_row(Text(name, style="bold"), Text(value))
    console().print(table)


def console() -> "Console":
    """Return Rich's console on stdout; it takes nothing in a text for markup."""
    from rich.console import Console

    return Console(file=sys.stdout, markup=False, emoji=False, highlight=False)


def _draw(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    seen = [column for column in columns if not column.piped]
    for column in seen:
        table.add_column(
            column.name,
            no_wrap=column.whole,
            overflow="fold",
            justify="right" if column.number else "left",
        )
    above: Sequence[str] = ()
    for row in rows:
        cells = []
        for at, (column, text) in enumerate(zip(columns, row, strict=True)):
            if column.piped:
                continue
            repeats = column.once and above and above[at] == text
            style = column.styles.get(text, column.style)
            cells.append(Text("" if repeats else text, style=style))
        table.add_row(*cells)
        above = row
    if above:
        console().print(table)


def _shown(cell: Cell) -> str:
    return "" if cell is None else one_line(str(cell))
