"""A passage as stretches that lie in one line each, for formats that know no other."""

import re

_LINE = re.compile(r"[^\n]+")

Fragments = tuple[tuple[int, int], ...]


def fragments(text: str, start: int, end: int) -> Fragments:
    """Return the stretches of a passage between line feeds, without blanks at their ends."""
    found = []
    for line in _LINE.finditer(text, start, end):
        words = line[0].strip()
        if words:
            at = line.start() + len(line[0]) - len(line[0].lstrip())
            found.append((at, at + len(words)))
    return tuple(found)


def joined(text: str, found: Fragments) -> str:
    """Return the words of the stretches with a blank between each two."""
    return " ".join(text[start:end] for start, end in found)
