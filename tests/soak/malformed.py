"""Databases that are none, or of which a part is none."""

import json
from collections.abc import Callable
from typing import Any

from harness.store_samples import annotation, records, source
from nkreader.model.record import source_to_record

Tables = dict[str, Any]


def malformed() -> dict[str, bytes]:
    """Return the bytes of each kind by its name; of those with rows, at least one is good."""
    kinds = {name: _written(change) for name, change in _CHANGES.items()}
    rows = {f"a row with {name}": _row_with(fields) for name, fields in _FIELDS.items()}
    return {**_FILES, **kinds, **rows}


def _whole() -> Tables:
    rows = records({f"a{number}": annotation(number) for number in range(3)})
    return {
        "meta": {"1": {"program": "nkreader", "schema": 1, "annotator": "ann"}},
        "sources": {str(n): source_to_record(source(n)) for n in range(3)},
        "entities": {},
        "annotations": {str(n): row for n, row in enumerate(rows.values(), 1)},
    }


def _written(change: Callable[[Tables], object]) -> bytes:
    tables = _whole()
    change(tables)
    return json.dumps(tables).encode()


def _row_with(fields: dict[str, Any]) -> bytes:
    return _written(lambda tables: tables["annotations"]["2"].update(fields))


_PLAIN = _written(lambda _: None)
_META = b'{"meta": {"1": {"program": "nkreader", "schema": 1}}'

_FILES: dict[str, bytes] = {
    "a blank line": b"\n",
    "null": b"null",
    "a list": b"[]",
    "a number": b"7",
    "text": b"hello",
    "an empty object": b"{}",
    "cut short": _PLAIN[:-40],
    "trailing garbage": _PLAIN + b"x",
    "two in one": _PLAIN * 2,
    "deep nesting": b"[" * 60_000,
    "deeply nested rows": b'{"annotations":' + b'{"a":' * 60_000,
    "a huge number": _PLAIN.replace(b'"schema": 1', b'"schema": ' + b"1" * 5000),
    "no number": _PLAIN.replace(b'"schema": 1', b'"schema": NaN'),
    "a byte-order mark": b"\xef\xbb\xbf" + _PLAIN,
    "UTF-16": _PLAIN.decode().encode("utf-16"),
    "not UTF-8": _META + b', "x": {"1": {"y": "\xe4"}}}',
    "zeros": b"\0" * 200,
    "binary": bytes(range(256)),
    "a conflict of git": b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n",
}

_CHANGES: dict[str, Callable[[Tables], object]] = {
    "a table that is a list": lambda t: t.update(annotations=[]),
    "a table that is null": lambda t: t.update(annotations=None),
    "no schema": lambda t: t["meta"]["1"].pop("schema"),
    "a future schema": lambda t: t["meta"]["1"].update(schema=99),
    "another program's": lambda t: t["meta"]["1"].update(program="other"),
    "a key that is no number": lambda t: t["annotations"].update(x=t["annotations"].pop("2")),
    "a key with a blank": lambda t: t["annotations"].update({" 2": t["annotations"].pop("2")}),
    "a row that is a list": lambda t: t["annotations"].update({"2": []}),
    "a row that is null": lambda t: t["annotations"].update({"2": None}),
    "an empty row": lambda t: t["annotations"].update({"2": {}}),
    "a source that is text": lambda t: t["sources"].update({"2": "story"}),
    "an id twice": lambda t: t["annotations"]["2"].update(id="a0"),
}

_FIELDS: dict[str, dict[str, Any]] = {
    "its end before its start": {"start": 30, "end": 20},
    "a negative start": {"start": -5},
    "a start of text": {"start": "10"},
    "a start that is null": {"start": None},
    "a start that is true": {"start": True},
    "an end beyond all texts": {"end": 10**30},
    "an unknown label": {"label": "rumour"},
    "a quote that is a number": {"quote": 5},
    "half a surrogate": {"note": "\ud800"},
    "escape codes in its id": {"id": "\x1b]0;x\x07"},
    "links to nothing": {"links": [None]},
}
