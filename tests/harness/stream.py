"""What reached a terminal, and what of it the program should never have sent.

An allow-list: a control is the program's own, or it is foreign. Knows nothing of how the
program makes text harmless.
"""

import base64
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

# What Textual and Rich send, and what a driver may that draws only what has changed.
_COLOUR = r"\x1b\[[0-9;:]{0,60}m"
_MODES = r"\x1b\[\?(?:7|25|1000|1002|1003|1004|1006|1015|1016|1049|2004|2026|2031|2048)[hl]"
_QUERIES = r"\x1b\[\?(?:2026|2048|2031)\$p|\x1b\[c|\x1b\[>[0-9]{0,2}u|\x1b\[<u|\x1b\[\?u"
_CURSOR = r"\x1b\[[0-9]{0,4}(?:;[0-9]{0,4})?H|\x1b\[[0-9]{0,4}[ABCDEFGd]"
_CHANGES = r"\x1b\[[0-9]{0,4}[JKLMPSTX@]|\x1b\[[0-9]{0,4};?[0-9]{0,4}r"
_POINTER = r"\x1b\]22;[a-z-]{0,20}(?:\x07|\x1b\\)"

SCREEN = re.compile("|".join((_COLOUR, _MODES, _QUERIES, _CURSOR, _CHANGES, _POINTER, r"\r?\n|\r")))
# What belongs to the character before, which is of no Latin word.
_BELONGS = (
    "(?<=[^\x00-\u024f])[\u200d\ufe00-\ufe0f\u180b-\u180d\u180f\U000e0100-\U000e01ef]"
    "|(?<=[0-9#*\u00a9\u00ae])\ufe0f"
)
TABLE = re.compile(rf"{_COLOUR}|\r?\n|\r\x1b\[K|\r(?=[#.])|{_BELONGS}")
PLAIN = re.compile(rf"[\n\t]|{_BELONGS}")

_COPIED = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/]*={0,2})(?:\x07|\x1b\\)")
# Of what Unicode calls format characters: signs that are seen, and the one that parts of
# words and emoji are shown by.
_SEEN = frozenset(
    "\u200c\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_AROUND = 30


def foreign(output: bytes, allowed: re.Pattern[str] = SCREEN) -> list[str]:
    """Return a line for each control or unseen character of ``output`` that is not allowed."""
    text = output.decode("utf-8", "surrogateescape")
    rest = allowed.sub("", text)
    return [
        f"U+{ord(found[0]):04X} in {rest[max(0, found.start() - _AROUND) :][: 2 * _AROUND]!r}"
        for found in _harmful().finditer(rest)
    ]


def without_copies(output: bytes) -> tuple[bytes, list[bytes]]:
    """Return ``output`` without what it put on the clipboard, and what that was."""
    text = output.decode("utf-8", "surrogateescape")
    copied = [base64.b64decode(each) for each in _COPIED.findall(text)]
    return _COPIED.sub("", text).encode("utf-8", "surrogateescape"), copied


@cache
def _harmful() -> re.Pattern[str]:
    """Return what finds controls, reversals, and what has neither width nor meaning."""
    codes = range(sys.maxunicode + 1)
    bad = [code for code in codes if unicodedata.category(chr(code)) in _UNSEEN]
    bad += [*range(0xFE00, 0xFE10), 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0]
    bad += [*range(0xE0000, 0xE1000), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF]
    return re.compile(f"[{''.join(_ranges(code for code in bad if chr(code) not in _SEEN))}]")


def _ranges(codes: Iterable[int]) -> Iterator[str]:
    """Yield the ranges that make up the codes, as a character class writes them."""
    chosen = sorted(set(codes))
    for _, run in groupby(enumerate(chosen), lambda pair: pair[1] - pair[0]):
        along = [code for _, code in run]
        yield rf"\U{along[0]:08x}-\U{along[-1]:08x}"
