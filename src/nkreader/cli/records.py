"""Rows with a quote on a terminal: the fields on a line, and the quote below, as wide as it is."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from nkreader.cli.table import Column

_GAP = "  "


def record_lines(
    columns: "Sequence[Column]", rows: Sequence[Sequence[str]], console: "Console"
) -> "Iterator[Text]":
    """Yield the lines of rows, after the names of the columns, none wider than the terminal.

    Cells of columns that show ``once`` stand above the rows that have them alike, those of
    columns ``under`` each below its row. The others are aligned if all rows have room for that.
    """
    from rich.text import Text

    cells = [[_styled(*each) for each in zip(columns, row, strict=True)] for row in rows]
    names = [Text(each.name, "bold") for each in columns]
    heads = [at for at, each in enumerate(columns) if each.once]
    texts = [at for at, each in enumerate(columns) if each.under]
    fields = [at for at, each in enumerate(columns) if not (each.once or each.under or each.piped)]
    widths = [max(row[at].cell_len for row in (names, *cells)) for at in fields]
    if sum(widths) + len(_GAP) * (len(fields) - 1) > console.width:
        widths = [0] * len(fields)
    above = [names[at] for at in heads]
    for row in (names, *cells):
        head = [row[at] for at in heads]
        if head != above:
            yield Text()
            yield from _wrapped(Text(_GAP).join(head), console)
        above = head
        yield from _wrapped(_beside([row[at] for at in fields], widths), console)
        for at in texts:
            if row[at]:
                yield from _wrapped(row[at], console, indent=len(_GAP))


def _styled(column: "Column", text: str) -> "Text":
    from rich.text import Text

    return Text(text, column.styles.get(text, column.style))


def _beside(cells: "Sequence[Text]", widths: Sequence[int]) -> "Text":
    """Return cells in a line, each at least so wide; one without text or width is left out."""
    from rich.text import Text

    line = Text()
    for cell, width in zip(cells, widths, strict=True):
        if cell or width:
            line.append_text(cell).append(" " * (width - cell.cell_len) + _GAP)
    return line


def _wrapped(text: "Text", console: "Console", indent: int = 0) -> "Iterator[Text]":
    """Yield a text in lines; only a word that is wider than a line is broken."""
    text.rstrip()
    for line in text.wrap(console, console.width - indent, overflow="fold"):
        line.rstrip()
        line.pad_left(indent)
        yield line
