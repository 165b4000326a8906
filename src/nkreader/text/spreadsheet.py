r"""Cells that are safe in a spreadsheet, and what was meant by them.

A cell that a spreadsheet would take for a formula gets an apostrophe in front, and so does one
that begins with apostrophes before such a character. Characters that steer a terminal are
their pictures, one for one. A list is one cell, its items separated by "; ": a semicolon
inside an item is written "\;", a backslash "\\".
"""

import re
from collections.abc import Iterable

from nkreader.text.display import picture

_FORMULA = r"'*[=+\-@\t\r\n＝＋－＠]"
GUARDED = re.compile("'" + _FORMULA)
STEERING = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)

_DANGEROUS = re.compile(_FORMULA)
_SURROGATE = re.compile("[\ud800-\udfff]")
_ITEM = re.compile(r"((?:[^\\;]|\\.|;(?! ))*)(?:; |\Z)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def steers(text: str) -> bool:
    """Tell whether a text holds what steers a terminal."""
    return not text.isprintable() and STEERING.search(text) is not None


def steerless(text: str) -> str:
    """Return a text as a cell has it: what steers a terminal, or fits no UTF-8, as a picture."""
    if text.isprintable():  # as most cells are, which is told many times faster
        return text
    return STEERING.sub(picture, _SURROGATE.sub("\ufffd", text))


def guarded(text: str) -> str:
    """Return a text as a cell that no spreadsheet calculates."""
    text = steerless(text)
    return "'" + text if _DANGEROUS.match(text) else text


def unguarded(cell: str) -> str:
    """Return the text that a guarded cell was made of, pictures as they are."""
    return cell[1:] if GUARDED.match(cell) else cell


def joined(items: Iterable[str]) -> str:
    """Return a list as one cell."""
    return "; ".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in items)


def parted(cell: str) -> tuple[str, ...]:
    """Return the items of a cell that is a list."""
    found: list[str] = []
    at = 0
    while at < len(cell):
        item = _ITEM.match(cell, at)
        if item is None or item.end() == at:
            found.append(cell[at:])  # a backslash at the end escapes nothing
            break
        found.append(_ESCAPED.sub(r"\1", item[1]))
        at = item.end()
    return tuple(found)
