"""Neighbours: what stands around a stretch of prose, and whether it is one with it.

Knows characters, not names.
"""

import re

# How much is looked at on either side, in code points.
_AROUND = 80
_CASE_WINDOW = 200
_ADDRESS_LENGTH = 500

_ADDRESS = re.compile(
    r"://|\bwww\.|@\w|\w\.(?:com|org|net|gov|edu|int|info|io|kr|kp|ru|ua|jp|cn|uk)\b"
)
_APOSTROPHES = frozenset("'’ʼ")
_IN_ADDRESS = frozenset("/.-_=&?%+#:~@")
_DIGITS = frozenset("0123456789")
_BEFORE = _APOSTROPHES | _IN_ADDRESS | _DIGITS
_LOOSE_DASH = re.compile(r"\s[-–‐‑]|[-–‐‑]\s")
_BLANK = re.compile(r"\s")


def is_within_something(prose: str, start: int, end: int) -> bool:
    """Tell whether a stretch hangs on a number or an apostrophe, or lies in an address."""
    before, after = prose[start - 1 : start], prose[end : end + 1]
    if before not in _BEFORE and after not in _IN_ADDRESS:
        return False
    if before in _DIGITS:
        return end - start < 3 or not prose[start].isupper()
    if before in _APOSTROPHES and prose[start - 2 : start - 1].isalnum():
        return True
    is_beside = before in _IN_ADDRESS or (
        after in _IN_ADDRESS and not prose[end + 1 : end + 2].isspace()
    )
    return is_beside and _is_in_address(prose, start, end)


def has_loose_dash(prose: str, start: int, end: int) -> bool:
    """Tell whether in a stretch a dash stands apart from a word, as between clauses."""
    return _LOOSE_DASH.search(prose, start, end) is not None


def is_caseless(prose: str, start: int, end: int) -> bool:
    """Tell whether what is around a stretch has letters of one case only, as captions have."""
    around = prose[max(0, start - _CASE_WINDOW) : start] + prose[end : end + _CASE_WINDOW]
    return around.islower() or around.isupper()


def text_before(prose: str, start: int) -> str:
    """Return what stands before `start` in its line, blanks folded."""
    return _folded(prose[max(0, start - _AROUND) : start].rpartition("\n")[2])


def text_after(prose: str, end: int) -> str:
    """Return what stands after `end` in its line, blanks folded."""
    return _folded(prose[end : end + _AROUND].partition("\n")[0])


def _folded(line: str) -> str:
    # Between two marks, so that a blank at either end stays one.
    return " ".join(f"|{line}|".split())[1:-1]


def _is_in_address(prose: str, start: int, end: int) -> bool:
    """Tell whether the run of characters without a blank that holds the stretch is an address."""
    if _BLANK.search(prose, start, end):
        return False
    left = max(0, start - _ADDRESS_LENGTH)
    left = max(left, prose.rfind(" ", left, start) + 1, prose.rfind("\n", left, start) + 1)
    right = _BLANK.search(prose, end, end + _ADDRESS_LENGTH)
    return (
        _ADDRESS.search(prose, left, right.start() if right else end + _ADDRESS_LENGTH) is not None
    )
