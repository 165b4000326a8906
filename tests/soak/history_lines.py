"""A history as any program reads it: lines of JSON."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from soak.builds import Records


class Operation(NamedTuple):
    """What was done to one annotation or record, in the words in which it is acknowledged."""

    identity: str
    word: str


def operations(path: Path) -> list[Operation]:
    """Return what was done, oldest first: to work, or to a record of it where no work changed."""
    found = []
    for line in _lines(path):
        word = line["operation"] if line["kind"] == "step" else line["kind"]
        changes = [each for each in line["changes"] if each["of"] != "review"] or line["changes"]
        found += [Operation(each, word) for each in dict.fromkeys(map(identity, changes))]
    return found


def replayed(path: Path) -> Records:
    """Return what must stand after all that was done, by what it is known by."""
    found: Records = {}
    for line in _lines(path):
        for change in line["changes"]:
            found.pop(identity(change), None)
            if change["after"]:
                found[identity(change)] = change["after"]
    return found


def identity(change: dict[str, Any]) -> str:
    """Return the id of what is changed, the name of an entity, or what a verdict is on."""
    known_by = {"entity": "name", "verdict": "on"}.get(change["of"], "id")
    return str(side(change)[known_by])


def side(change: dict[str, Any]) -> dict[str, Any]:
    """Return what stands after a change, or stood before it where nothing does."""
    return dict(change["after"] or change["before"])


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        with path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)
