"""Files of other tools that are broken, or made to do harm: refused in one line that says where."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from exporters_knotty import EXPORT
from exporters_sample import written
from importers_databases import file_of, folder_of

from nkreader.exporters.formats import format_named as out_named
from nkreader.importers.formats import format_named
from nkreader.importers.guards.place import IncomingError
from nkreader.importers.incoming import Incoming

Damage = Callable[[Any], object]


def read(name: str, files: dict[str, bytes]) -> Incoming:
    made = tuple(file_of(key, data) for key, data in files.items())
    return format_named(name).read(folder_of("out", *made) if len(made) > 1 else made[0])


def refused(name: str, files: dict[str, bytes]) -> str:
    with pytest.raises(IncomingError) as caught:
        read(name, files)
    told = str(caught.value)
    assert told.startswith("nothing was imported: ")
    assert "\n" not in told
    assert len(told) < 500
    return told


def given(name: str) -> dict[str, bytes]:
    made = written(out_named(name), EXPORT)
    return {key.rpartition("/")[2] or key: text.encode() for key, text in made.items()}


def _result(read: Any, number: int = 0) -> Any:
    return read[0]["annotations"][0]["result"][number]


def _relation(read: Any) -> Any:
    results = (each for task in read for each in task["annotations"][0]["result"])
    return next(each for each in results if each["type"] == "relation")


def _line(read: Any, name: str) -> Any:
    return next(line[name] for line in read if line["relations"])


DAMAGES: dict[str, dict[str, Damage]] = {
    "doccano": {
        "an unknown label": lambda read: _line(read, "entities")[0].update(label="rumour"),
        "an unknown relation": lambda read: _line(read, "relations")[0].update(type="x"),
        "an end before its start": lambda read: _line(read, "entities")[0].update(start_offset=99),
        "an end past the text": lambda read: _line(read, "entities")[0].update(end_offset=10_000),
        "the middle of a character": lambda read: _line(read, "entities")[0].update(end_offset=1),
        "a huge offset": lambda read: _line(read, "entities")[0].update(end_offset=2**60),
        "an offset that is text": lambda read: _line(read, "entities")[0].update(end_offset="9"),
        "a missing target": lambda read: _line(read, "relations")[0].update(to_id=99),
        "no text": lambda read: read[0].pop("text"),
        "entities that are none": lambda read: read[0].update(entities=[3]),
        "entities in one": lambda read: read[0].update(entities={"a": 1}),
        "the id of another": lambda read: read[0]["nkreader"]["entities"][0].update(id="../../x"),
        "another hash": lambda read: read[0]["nkreader"]["source"].update(sha256="12"),
    },
    "labelstudio": {
        "an unknown label": lambda read: _result(read)["value"].update(labels=["rumour"]),
        "two labels": lambda read: _result(read)["value"].update(labels=["claim", "denial"]),
        "an unknown relation": lambda read: _relation(read).update(labels=["x"]),
        "an end before its start": lambda read: _result(read)["value"].update(start=99, end=1),
        "an end past the text": lambda read: _result(read)["value"].update(end=10_000),
        "a wrong quote": lambda read: _result(read)["value"].update(text="something else"),
        "a missing target": lambda read: _relation(read).update(to_id="none"),
        "an unknown status": lambda read: _result(read, 1)["value"].update(choices=["done"]),
        "no data": lambda read: read[0].pop("data"),
        "data that is text": lambda read: read[0].update(data="text"),
        "no id": lambda read: _result(read).pop("id"),
        "an id twice": lambda read: _result(read, 2).update(_result(read) | {"id": "a10"}),
        "a result that is none": lambda read: read[0]["annotations"][0].update(result=[None]),
    },
    "spacy": {
        "an unknown label": lambda read: read[0]["spans"][0].update(label="rumour"),
        "an unknown relation": lambda read: _line(read, "relations")[0].update(label="x"),
        "an end before its start": lambda read: read[0]["spans"][0].update(start=99),
        "an end past the text": lambda read: read[0]["spans"][0].update(end=10_000),
        "an end between tokens": lambda read: read[0]["spans"][0].update(
            end=read[0]["spans"][0]["end"] - 1
        ),
        "tokens that are not there": lambda read: read[0]["spans"][0].update(token_end=9_999),
        "a missing target": lambda read: _line(read, "relations")[0]["child_span"].update(start=1),
        "spans in one": lambda read: read[0].update(spans="all"),
        "no text": lambda read: read[0].update(text=None),
    },
}


@pytest.mark.parametrize(
    ("name", "damage"),
    [(name, damage) for name, damages in DAMAGES.items() for damage in damages],
)
def test_what_is_broken_is_refused(name: str, damage: str) -> None:
    ((key, data),) = given(name).items()
    whole = name == "labelstudio"
    values = json.loads(data) if whole else [json.loads(line) for line in data.splitlines()]
    DAMAGES[name][damage](values)
    broken = json.dumps(values) if whole else "\n".join(map(json.dumps, values))
    assert ".json" in refused(name, {key: broken.encode()})


@pytest.mark.parametrize("name", ["doccano", "labelstudio", "spacy"])
@pytest.mark.parametrize(
    "data",
    [
        b"{", b"[", b"nothing", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 100_000, b"null", b'"x"',
        b'[{"data": {"text": "a"}, "annotations": [' + b"9" * 1_000_000 + b"]}]",
        b'{"text": "a", "tokens": [], "spans": [{"start": 1' + b"0" * 1_000_000 + b"}]}",
        b'{"text": "a", "entities": [{"start_offset": NaN}]}',
    ],
    ids=lambda data: data[:6].hex(),
)  # fmt: skip
def test_what_is_no_file_of_the_format_is_refused(name: str, data: bytes) -> None:
    refused(name, {"x.json": data})


@pytest.mark.parametrize("name", ["doccano", "labelstudio", "spacy", "brat"])
def test_a_file_that_is_cut_short_is_refused(name: str) -> None:
    files = given(name)
    for key, data in files.items():
        if not key.endswith((".txt", ".conf")):
            files[key] = data[: len(data) * 2 // 3]
    if name != "brat":  # a document of lines may end anywhere between them
        refused(name, files)
    else:
        key = next(key for key in files if key.startswith("knotty") and key.endswith(".ann"))
        refused(name, files | {key: files[key].rpartition(b"\t")[0] + b" "})


BRAT: dict[str, tuple[bytes, bytes]] = {
    "an unknown label": (b"\tclaim ", b"\trumour "),
    "an unknown relation": (b"\tdenies ", b"\tangers "),
    "a missing target": (b"Arg2:T", b"Arg2:T9"),
    "no target": (b" Arg2:T", b" Theme:T"),
    "a note on nothing": (b"AnnotatorNotes T1", b"AnnotatorNotes T99"),
    "a wrong quote": ("“ferry”".encode(), "“boat”".encode()),
    "another start": (b"T1\tclaim 0", b"T1\tclaim 1"),
    "an end before its start": (b"T1\tclaim 0 3", b"T1\tclaim 3 0"),
    "an end past the text": (b"T1\tclaim 0 3", b"T1\tclaim 0 9999"),
    "a number of a million digits": (b"T1\tclaim 0 3", b"T1\tclaim 0 " + b"9" * 1_000_000),
    "a number that is none": (b"T1\tclaim 0 3", "T1\tclaim 0 ³".encode()),
    "half a line": (b"T1\tclaim 0 3\t", b"T1\tclaim 0"),
    "a key twice": (b"T2\t", b"T1\t"),
    "an unknown status": (b"accepted", b"done"),
    "no hash": (b"source T1\t", b"source T1\t../"),
    "what is no UTF-8": (b"claim", b"cl\xffaim"),
}


@pytest.mark.parametrize(("old", "new"), BRAT.values(), ids=BRAT)
def test_what_is_broken_in_brat_is_refused(old: bytes, new: bytes) -> None:
    files = given("brat")
    key = next(key for key in files if key.startswith("knotty") and key.endswith(".ann"))
    assert old in files[key]
    assert key in refused("brat", files | {key: files[key].replace(old, new)})


def test_a_document_without_its_text_is_refused() -> None:
    files = given("brat")
    assert ".txt" in refused("brat", {k: v for k, v in files.items() if not k.endswith(".txt")})


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    assert "no .ann" in refused("brat", {"a.txt": b"a", "b.txt": b"b"})
