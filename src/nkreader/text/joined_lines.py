"""Several lines as one to be typed on: a sign stands where one ends, and ends it again."""

from nkreader.text.display import inert_line
from nkreader.text.spaces import one_spaced

_END = "↵"


def joined_lines(text: str) -> str:
    """Return ``text`` as one inert line; see ``display.inert_line``."""
    return one_spaced(f" {_END} ".join(map(inert_line, text.split("\n"))))


def parted_lines(line: str) -> str:
    """Return what was typed as the lines that it stands for, without blanks around them."""
    return "\n".join(map(one_spaced, line.split(_END))).strip()
