"""Results as JSON: an item of a list, or a field of an object, on each line."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from nkreader.cli import streams

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def print_object(value: Mapping[str, object]) -> None:
    """Print one object."""
    from nkreader.exporters.native import dumps

    fields = (dumps({name: field})[1:-1] for name, field in value.items())
    _print(_between("{", fields, "}"))


def print_list(values: Iterable[Mapping[str, object]]) -> None:
    """Print a list of objects."""
    from nkreader.exporters.native import dumps

    _print(_between("[", map(dumps, values), "]"))


def print_line(value: Mapping[str, object]) -> None:
    """Print one object on a line of its own, at once."""
    from nkreader.exporters.native import dumps

    _print((dumps(dict(value)), "\n"))
    streams.flush()


def ascii_only(text: str) -> str:
    """Return a JSON text that says the same in ASCII."""
    return _NOT_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], text)


def _between(opening: str, items: Iterable[str], closing: str) -> Iterator[str]:
    yield opening
    before = "\n"
    for item in items:
        yield before + item
        before = ",\n"
    yield f"\n{closing}\n" if before != "\n" else f"{closing}\n"


def _print(chunks: Iterable[str]) -> None:
    whole = streams.takes_unicode()
    for chunk in chunks:
        streams.write(chunk if whole else ascii_only(chunk))
