"""The storage under TinyDB: rows, room for them, and TinyDB's own ways to ask and to write."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import Query, TinyDB
from tinydb.table import Document

from nkreader.store.rows import layout
from nkreader.store.rows.database import LineDatabase
from nkreader.store.rows.layout import ANNOTATIONS, ENTITIES, SOURCES, Row
from nkreader.store.rows.sealed_rows import body_of
from nkreader.store.rows.storage import LineStorage

KEYS = st.integers(1, 40).map(str)
VALUES = st.dictionaries(st.text(max_size=5), st.text(max_size=20) | st.integers(), max_size=3)
TABLES = st.sampled_from([SOURCES, ENTITIES, ANNOTATIONS, "their own"])


@given(st.dictionaries(TABLES, st.dictionaries(KEYS, VALUES, max_size=5)))
def test_what_is_laid_out_is_read_again_whole_or_salvaged(
    tables: dict[str, dict[str, object]],
) -> None:
    expected = layout.ordered(tables)
    pieces, regions = layout.rendered({name: body_of(rows) for name, rows in expected.items()})
    raw = b"".join(pieces)
    assert layout.parsed(raw) == layout.salvaged(raw) == expected
    assert layout.regions(raw, layout.parsed(raw)) == regions
    assert layout.lines(raw, regions) == sum(map(len, tables.values()))


@given(st.text(), st.text())
def test_whatever_a_text_holds_a_row_stays_one_line_without_controls(key: str, text: str) -> None:
    line = layout.encoded(Row(ANNOTATIONS, "1", {key: text}))
    assert json.loads(line[4:]) == {key: text}
    assert line.decode("utf-8").isprintable() or not any(
        char in line.decode("utf-8") for char in "\n\r\x1b\x7f\x9b\u2028\u202e"
    )


def test_a_lone_surrogate_comes_back(tmp_path: Path) -> None:
    database = LineDatabase(tmp_path / "x.json")
    database.put([Row(ANNOTATIONS, "1", {"path": "caf\udce9"})])
    assert LineStorage(tmp_path / "x.json").tables[ANNOTATIONS]["1"] == {"path": "caf\udce9"}


@pytest.mark.parametrize("table", [SOURCES, ANNOTATIONS])
def test_rows_are_added_without_touching_those_before(tmp_path: Path, table: str) -> None:
    path = tmp_path / "x.json"
    database = LineDatabase(path)
    database.put([Row(ANNOTATIONS, str(n), {"text": "x" * 1000}) for n in range(100, 200)])
    for number in range(1, 60):
        before = path.read_bytes()
        database.put([Row(table, str(number), {"number": number, "text": "y" * 150})])
        after = path.read_bytes()
        if len(after) - len(before) < 4000:  # else there was no room, and there is more now
            at = next(
                at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]
            )
            assert before[at:].lstrip(b" ").startswith((b"\n}", b"}"))
        assert json.loads(after) == database.lines.tables
    assert LineStorage(path).tables == database.lines.tables


def test_a_deleted_row_is_gone_for_good(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    database = LineDatabase(path)
    database.put([Row(ANNOTATIONS, "1", {"n": 1}), Row(ANNOTATIONS, "2", {"n": 2})])
    database.put([Row(ANNOTATIONS, "1", None)])
    again = LineStorage(path)
    assert again.tables[ANNOTATIONS] == {"2": {"n": 2}}
    assert not again.is_free(ANNOTATIONS, "1")
    assert again.dead == database.lines.dead == 2
    database.lines.compact()
    assert LineStorage(path).dead == 0
    assert json.loads(path.read_bytes())[ANNOTATIONS] == {"2": {"n": 2}}


def test_tinydb_asks_and_writes_as_ever(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    with LineDatabase(path) as database:
        table = database.table(ANNOTATIONS)
        assert table.insert({"label": "claim"}) == 1
        assert table.insert_multiple([{"label": "claim"}, {"label": "denial"}]) == [2, 3]
        assert table.insert(Document({"label": "evidence"}, doc_id=17)) == 17
        assert table.count(Query().label == "claim") == 2
        table.update({"note": "x"}, Query().label == "claim")
        table.upsert({"label": "denial", "note": "y"}, Query().label == "denial")
        table.remove(doc_ids=[1])
        assert [(row.doc_id, row["note"]) for row in table.search(Query().note.exists())] == [
            (2, "x"),
            (3, "y"),
        ]
        expected = table.all()
    with TinyDB(path) as plain:
        rows = [row for row in plain.table(ANNOTATIONS) if "deleted" not in row]
    assert rows == expected
    with LineDatabase(path) as database:
        assert database.table(ANNOTATIONS).all() == expected
