"""Databases that are none, or of which a part is none."""

import json
from collections.abc import Callable
from typing import Any

from harness.store_samples import annotation, records, review, source, verdict
from nkreader.model.record import source_to_record
from nkreader.model.review_record import review_to_record, verdict_to_record

Tables = dict[str, Any]


def malformed() -> dict[str, bytes]:
    """Return the bytes of each kind by its name; of those with rows, at least one is good."""
    kinds = {name: _written(change) for name, change in _CHANGES.items()}
    rows = {f"a row with {name}": _row_with(fields) for name, fields in _FIELDS.items()}
    judged = {
        f"in {table} {name}": _row_with(fields, table, "1")
        for table, kinds in _JUDGED.items()
        for name, fields in kinds.items()
    }
    return {**_FILES, **kinds, **rows, **judged}


def _whole() -> Tables:
    rows = records({f"a{number}": annotation(number) for number in range(3)})
    return {
        "meta": {"1": {"program": "nkreader", "schema": 1, "annotator": "ann"}},
        "sources": {str(n): source_to_record(source(n)) for n in range(3)},
        "entities": {},
        "annotations": {str(n): row for n, row in enumerate(rows.values(), 1)},
        "verdicts": {"1": verdict_to_record(verdict(1)), "2": verdict_to_record(verdict(2))},
        "reviews": {"1": review_to_record(review()), "2": review_to_record(review(id="r2"))},
    }


def _written(change: Callable[[Tables], object]) -> bytes:
    tables = _whole()
    change(tables)
    return json.dumps(tables).encode()


def _row_with(fields: dict[str, Any], table: str = "annotations", key: str = "2") -> bytes:
    return _written(lambda tables: tables[table][key].update(fields))


def _link(target: object, relation: object = "repeats") -> dict[str, object]:
    return {"relation": relation, "target": target}


def _tie(tables: Tables, *pairs: tuple[int, str]) -> None:
    """Tie annotations, each by the number of its row, to others by id."""
    for number, target in pairs:
        tables["annotations"][str(number)].setdefault("links", []).append(_link(target))


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
    "links in a circle": lambda t: _tie(t, (1, "a1"), (2, "a2"), (3, "a0")),
    "links to itself": lambda t: _tie(t, (1, "a0"), (1, "a0"), (1, "a0")),
    "links to nowhere": lambda t: _tie(t, (1, "nowhere"), (2, "nowhere"), (3, "b1")),
    "10,000 links on one": lambda t: _tie(t, *((1, f"a{k % 3}") for k in range(10_000))),
    "10,000 links to nowhere": lambda t: _tie(t, *((1, f"x{k}") for k in range(10_000))),
    "verdicts that are a list": lambda t: t.update(verdicts=[]),
    "a verdict that is text": lambda t: t["verdicts"].update({"1": "rejected"}),
    "an empty verdict": lambda t: t["verdicts"].update({"1": {}}),
    "two verdicts on one": lambda t: t["verdicts"]["2"].update(on="b1"),
    "a verdict on one's own": lambda t: t["verdicts"]["2"].update(on="a1"),
    "reviews that are null": lambda t: t.update(reviews=None),
    "a review that is a number": lambda t: t["reviews"].update({"1": 7}),
    "an empty review": lambda t: t["reviews"].update({"1": {}}),
    "two reviews of an id": lambda t: t["reviews"]["2"].update(id="r1"),
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
    "links that are text": {"links": "a1"},
    "a link of an unknown relation": {"links": [_link("a1", "loves")]},
    "a link to a number": {"links": [_link(7)]},
    "escape codes in a link": {"links": [_link("\x1b]0;x\x07")]},
}

_POSITION: dict[str, Any] = {"path": "seeds/1.txt", "start": 0, "end": 7, "annotation": "b1"}

_JUDGED: dict[str, dict[str, dict[str, Any]]] = {
    "verdicts": {
        "a number for what it is on": {"on": 7},
        "escape codes in what it is on": {"on": "\x1b]0;x\x07"},
        "a status that is none": {"status": "perhaps"},
        "a label that is a list": {"label": ["claim"]},
        "a note that is an object": {"note": {}},
        "links that are an object": {"links": {"a1": "denies"}},
        "a link to itself": {"links": [_link("b1")]},
        "a moment that is a number": {"modified": 0},
        "a moment that is none": {"modified": "\x1b[2J yesterday", "created": ""},
    },
    "reviews": {
        "a position that is text": {"position": "the third"},
        "a position without a path": {"position": {**_POSITION, "path": None}},
        "a position before the text": {"position": {**_POSITION, "start": -1}},
        "a position of texts": {"position": {**_POSITION, "start": "0", "end": "7"}},
        "a position beyond all texts": {"position": {**_POSITION, "start": 9**9, "end": 9**12}},
        "a position that ends first": {"position": {**_POSITION, "start": 9, "end": 1}},
        "a position of escape codes": {"position": {**_POSITION, "path": "\x1b[2J/../\x9b"}},
        "a queue that is text": {"queue": "all"},
        "a queue of an unknown material": {"queue": {"material": "dreams", "query": ""}},
        "a queue that cannot be read": {"queue": {"material": "annotations", "query": 'label:x "'}},
        "a total that is endless": {"total": float("inf")},
        "more done than there is": {"done": 10**15, "total": 1},
        "seconds without end": {"seconds": 10**300},
        "tallies of nothing": {"tallies": [None]},
        "a tally of an unknown action": {
            "tallies": [{"action": "eat", "label": "claim", "count": 1}]
        },
        "a tally below nothing": {"tallies": [{"action": "skip", "label": "claim", "count": -1}]},
        "a beginning that is none": {"started": "\x1b[31m"},
        "an end that is a list": {"ended": []},
    },
}
