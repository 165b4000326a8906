"""One row as one line of JSON: how it is written, and what it says. Pure."""

import json
from collections.abc import Iterable
from typing import NoReturn

from nkreader.text.json_escape import escaped
from nkreader.text.regex import regex

# How a line begins that was written here: its key, its id and its source need no parsing.
HEAD = regex(rb'\n,?"([0-9]{1,18})":\{"id": "([^"\\]+)", "source": "([^"\\]+)", ')

_FOLLOWS = b"\n,"  # a line with this before it follows another

Head = tuple[bytes, bytes, bytes]
Lines = bytes | memoryview
"""A line, or several of which each follows another."""


def written(key: str, document: object) -> bytes:
    """Return the line that says so, with the break before it, as one that follows another."""
    return _FOLLOWS + f'"{_key(key)}":{encode(document)}'.encode()


def field(name: str, value: str) -> bytes:
    """Return how a field stands in a line."""
    return f"{encode(name)}: {encode(value)}".encode()


def parted(line: bytes) -> tuple[str, object]:
    """Return the key and the document of a line; one that says nothing else, as its text."""
    text = line.decode("utf-8", "replace").lstrip("\n,")
    key, _, said = text.partition(":")
    try:
        return str(json.loads(key)), decode(said)
    except (ValueError, RecursionError):
        return key.strip('"'), text


def documents(lines: Iterable[Lines]) -> dict[str, object]:
    """Return what lines say, by key; raise ValueError where one says nothing."""
    try:
        found: dict[str, object] = decode(together(lines).decode("utf-8"))
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    return found


def together(lines: Iterable[Lines]) -> bytes:
    """Return lines as one object."""
    each = iter(lines)
    first = memoryview(next(each, b""))
    start = len(_FOLLOWS) if first[: len(_FOLLOWS)] == _FOLLOWS else 0
    return b"".join((b"{", first[start:], *each, b"}"))


def joinable(lines: Iterable[bytes]) -> list[bytes]:
    """Return lines as a table has them: with a comma before each but the first."""
    return [_continued(line) if at else begun(line) for at, line in enumerate(lines)]


def begun(lines: bytes) -> bytes:
    """Return lines that followed others as those that a table begins with."""
    return b"\n" + lines[len(_FOLLOWS) :] if lines.startswith(_FOLLOWS) else lines


def encode(value: object) -> str:
    """Return a value as JSON, on one line."""
    return escaped(_encode(value))


def refuse_constant(constant: str) -> NoReturn:
    """Raise ValueError for what Python takes for JSON and JSON does not know: NaN, Infinity."""
    raise ValueError(f"{constant} is no JSON")


def _continued(line: bytes) -> bytes:
    return line if line.startswith(_FOLLOWS) else _FOLLOWS + line[1:]


def _key(key: str) -> str:
    return key if key.isalnum() and key.isascii() else encode(key)[1:-1]


# json.dumps and json.loads build one of these at every call that has options.
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
decode = json.JSONDecoder(parse_constant=refuse_constant).decode
