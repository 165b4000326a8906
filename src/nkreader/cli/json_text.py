"""Results as JSON: an item of a list, or a field of an object, on each line."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from nkreader.cli import streams

# Of a list that is gone through, so many items are one piece.
_AT_ONCE = 500
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def print_object(value: Mapping[str, object]) -> None:
    """Print one object; a field that is an iterator is a list, printed as it is gone through."""
    _print(_between("{", (_field(name, field) for name, field in value.items()), "}"))


def print_list(values: Iterable[Mapping[str, object]]) -> None:
    """Print a list of objects."""
    from nkreader.exporters.native import dumps

    _print(_between("[", ((dumps(value),) for value in values), "]"))


def print_line(value: Mapping[str, object]) -> None:
    """Print one object on a line of its own, at once."""
    from nkreader.exporters.native import dumps

    _print((dumps(dict(value)), "\n"))
    streams.flush()


def ascii_only(text: str) -> str:
    """Return a JSON text that says the same in ASCII."""
    return _NOT_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], text)


def _field(name: str, value: object) -> Iterator[str]:
    """Yield a field in pieces."""
    from nkreader.exporters.native import dumps

    yield f"{dumps(name)}: "
    if not isinstance(value, Iterator):
        yield dumps(value)
        return
    before = "["
    while some := list(islice(value, _AT_ONCE)):
        yield before + dumps(some)[1:-1]
        before = ", "
    yield "]" if before != "[" else "[]"


def _between(opening: str, items: Iterable[Iterable[str]], closing: str) -> Iterator[str]:
    yield opening
    before = "\n"
    for pieces in items:
        yield before
        yield from pieces
        before = ",\n"
    yield f"\n{closing}\n" if before != "\n" else f"{closing}\n"


def _print(chunks: Iterable[str]) -> None:
    whole = streams.takes_unicode()
    for chunk in chunks:
        streams.write(chunk if whole else ascii_only(chunk))
