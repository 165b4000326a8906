"""What is decoded straight from its row is what a look at every field would have found."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from harness.store_samples import annotation, source
from nkreader.model.annotation import Annotation, Certainty, Link, Relation, Status
from nkreader.model.errors import NkreaderError
from nkreader.model.fields import LONGEST_LIST, LONGEST_TEXT
from nkreader.model.record import source_to_record, to_record
from nkreader.store.rows.layout import ANNOTATIONS, ENTITIES, SOURCES
from nkreader.store.rows.line import documents, written
from nkreader.store.rows.reading import value_of
from nkreader.store.rows.straight import converted, straight

LINE = written("7", to_record(annotation(3)))
FULL = replace(
    annotation(4),
    section="Überschrift 😀",
    certainty=Certainty.LOW,
    tags=("a", "\x00b"),
    status=Status.REJECTED,
    links=(Link(Relation.DENIES, "a1"), Link(Relation.CONCERNS, "a.b:c-d_e")),
    said_at="2024-01-01",
    end=annotation(4).start,
)

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=4,
)
nearly = st.sampled_from(
    [0, -1, 1.0, 2**53 - 1, 2**53, 2**70, True, None, "", "a" * 64, "a" * 65, "a\n", "ä", "claim",
     "Claim", "rejected", "low", [], ["a"], [1], [None], [{"relation": "denies", "target": "a1"}],
     [{"relation": "denies"}], [{"relation": "denies", "target": "a 1"}], [["denies", "a1"]],
     "captions", "captions\n", "Captions", "captions|feed", "\ud800"]
)  # fmt: skip
fields = st.sampled_from([*to_record(FULL), "of somebody else"])


def closely(lines: list[bytes]) -> Mapping[str, object] | None:
    """Return what a look at every field finds, None where it finds that a line says nothing."""
    try:
        rows = documents(lines).items()
        return {key: value_of("annotations", key, document) for key, document in rows}
    except (ValueError, NkreaderError):
        return None


def taken(lines: list[bytes]) -> Mapping[str, Annotation] | None:
    try:
        return straight(lines)
    except ValueError:
        return None


def closely_in(table: str, rows: Mapping[str, object]) -> Mapping[str, object] | None:
    try:
        return {key: value_of(table, key, document) for key, document in rows.items()}
    except NkreaderError:
        return None


def converted_in(table: str, rows: Mapping[str, object]) -> Mapping[str, object] | None:
    try:
        return converted(table, rows)
    except ValueError:
        return None


def test_what_is_written_here_is_taken_straight() -> None:
    each = {"7": annotation(3), "18": FULL, "3": annotation(5)}
    assert straight(written(key, to_record(one)) for key, one in each.items()) == each
    assert straight([]) == {}


@given(st.dictionaries(fields, anything | nearly, max_size=3), st.sets(fields, max_size=1))
def test_nothing_is_taken_that_a_closer_look_would_refuse_or_read_otherwise(
    changes: dict[str, object], left_out: set[str]
) -> None:
    record = {**to_record(FULL), **changes}
    lines = [written("18", {key: record[key] for key in record if key not in left_out})]
    found = taken(lines)
    assert found is None or found == closely(lines)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"7"', b'"07"'),
        (b'"7"', b'"x"'),
        (b'"7"', b'"\\u0037"'),
        (b'{"id"', b'null,"8":{"id"'),
        (b'{"id"', b'[{"id"'),
        (b'"claim"', b'"claim", "label": "denial"'),
        (b'"claim"', b'"claim", "x": NaN'),
        (b'"claim"', b'"claim", "x": 01'),
        (b'"claim"', b'"claim", "x": ' + b"[" * 100_000 + b"]" * 100_000),
        (b'"claim"', b'"claim", "note": "\\ud800"'),
        (b'"claim"', b'"claim", "note": "\\u0000\\ud83d\\ude00"'),
        (b'"claim"', b'"claim", "note": "a\tb"'),
        (b'"claim"', b'"claim", "note": "\xff"'),
        (b'"claim"', b'"claim", "note": "\xed\xa0\x80"'),
        (b'"start": ', b'"start": 0'),
        (b'"start": ', b'"start": 9007199254740991, "x": '),
        (b'"end": ', b'"end": 0, "x": '),
        (b'"tags": []', b'"tags": [' + b'"t",' * LONGEST_LIST + b'"t"]'),
        (b'"links": []', b'"links": [{"relation": "denies", "target": "' + b"a" * 65 + b'"}]'),
    ],
)
def test_what_is_unusual_is_taken_only_as_it_is_meant(old: bytes, new: bytes) -> None:
    assert old in LINE
    lines = [LINE.replace(old, new, 1), written("8", to_record(FULL))]
    found = taken(lines)
    assert found is None or found == closely(lines)


def test_rows_of_which_there_may_be_many_are_converted_together() -> None:
    made = {"7": annotation(3), "18": FULL}
    assert converted(ANNOTATIONS, {key: to_record(one) for key, one in made.items()}) == made
    known = {str(number): source(number) for number in range(3)}
    assert converted(SOURCES, {key: source_to_record(one) for key, one in known.items()}) == known
    with pytest.raises(ValueError, match="field by field"):
        converted(ENTITIES, {})


@pytest.mark.parametrize(
    ("table", "record"), [(ANNOTATIONS, to_record(FULL)), (SOURCES, source_to_record(source(1)))]
)
@given(st.data())
def test_nothing_is_converted_that_a_closer_look_would_refuse_or_read_otherwise(
    table: str, record: dict[str, object], data: st.DataObject
) -> None:
    field = st.sampled_from([*record, "of somebody else"])
    changes = data.draw(st.dictionaries(field, anything | nearly, max_size=3))
    left_out = data.draw(st.sets(field, max_size=1))
    said = {**record, **changes}
    key = data.draw(st.sampled_from(["18", "018", "x", "-1", "1" * 19]))
    rows = {key: {name: said[name] for name in said if name not in left_out}}
    found = converted_in(table, rows)
    assert found is None or found == closely_in(table, rows)


def test_a_text_that_is_too_long_is_not_converted() -> None:
    long = {**source_to_record(source(1)), "title": "a" * (LONGEST_TEXT + 1)}
    assert converted_in(SOURCES, {"18": long}) is None


@pytest.mark.parametrize("row", [None, [], "x", 3, {}, {"deleted": "18"}])
def test_a_row_that_says_nothing_is_not_converted(row: object) -> None:
    for table in (ANNOTATIONS, SOURCES):
        assert converted_in(table, {"18": row}) is None
