"""A history as any program reads it: lines of JSON."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from soak.builds import Records


class Operation(NamedTuple):
    """What was done to one annotation, in the words in which it is acknowledged."""

    identity: str
    word: str


def operations(path: Path) -> list[Operation]:
    """Return what was done, oldest first."""
    return [
        Operation(side(change)["id"], line["operation"] if line["kind"] == "step" else line["kind"])
        for line in _lines(path)
        for change in line["changes"]
    ]


def replayed(path: Path) -> Records:
    """Return what must stand after all that was done, by id."""
    found: Records = {}
    for line in _lines(path):
        for change in line["changes"]:
            identity = side(change)["id"]
            found.pop(identity, None)
            if change["after"]:
                found[identity] = change["after"]
    return found


def side(change: dict[str, Any]) -> dict[str, Any]:
    """Return what stands after a change, or stood before it where nothing does."""
    return dict(change["after"] or change["before"])


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        with path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)
