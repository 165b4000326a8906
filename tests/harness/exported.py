"""The exported document as it can be compared whole: what differs from run to run is renamed.

An annotation's id becomes its place in the document (``1``, ``2`` …), wherever it stands; a
moment becomes ``now`` after it was held against the clock. All else is as it was written.
"""

import hashlib
import json
import subprocess
from collections.abc import Mapping
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from harness.terminal import command

_EXPECTED = Path(__file__).parents[1] / "sitting" / "expected"
_OF_THE_TEXT = ("title", "section", "quote", "prefix", "suffix", "text")
# No test that writes what is exported takes as long.
_LATELY = timedelta(minutes=10)


def expected(name: str) -> dict[str, Any]:
    """Return a kept document."""
    found: dict[str, Any] = json.loads((_EXPECTED / f"{name}.json").read_text(encoding="utf-8"))
    return found


def exported(folder: Path, env: Mapping[str, str]) -> dict[str, Any]:
    """Return what the installed command exports in a folder, ids and moments renamed."""
    ran = subprocess.run(
        [command(), "export", "--format", "json"],
        cwd=folder, env=env, capture_output=True, check=True,
    )  # fmt: skip
    document: dict[str, Any] = json.loads(ran.stdout)
    annotations = document["annotations"]
    names = {each["id"]: str(place) for place, each in enumerate(annotations, start=1)}
    assert document["generated"] == max(each["modified"] for each in annotations)
    document["generated"] = "now"
    for each in annotations:
        assert _is_lately(each["created"])
        assert each["created"] <= each["modified"]
        assert each["modified"] == each["created"] or _is_lately(each["modified"])
        each["created"] = each["modified"] = "now"
        each["id"] = names[each["id"]]
        for link in each["links"]:
            link["target"] = names[link["target"]]
    return document


def withheld(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document with hashes for all that is a source's own text."""
    held = deepcopy(document)
    for each in (*held["sources"], *held["annotations"]):
        for name in _OF_THE_TEXT:
            if each.get(name):
                each[name] = hashlib.sha256(each[name].encode()).hexdigest()[:12]
    return held


def _is_lately(moment: str) -> bool:
    return timedelta() <= datetime.now(UTC) - datetime.fromisoformat(moment) <= _LATELY
