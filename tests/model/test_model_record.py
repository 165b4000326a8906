"""Records: what goes out comes back, and what is wrong is named."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkreader.model.annotation import Annotation, Certainty, Label, Link, Relation, Status
from nkreader.model.entity import Entity, EntityType, fault_of
from nkreader.model.errors import NkreaderError
from nkreader.model.record import (
    entity_from_record,
    entity_to_record,
    from_record,
    source_from_record,
    source_to_record,
    to_record,
)
from nkreader.model.source import Shape, SourceRef

TEXT = st.text(max_size=30)
MAYBE = st.none() | TEXT
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
IDS = st.from_regex(r"[A-Za-z0-9_.:-]{1,64}", fullmatch=True)
LINKS = st.builds(Link, relation=st.sampled_from(Relation), target=IDS)
ANNOTATIONS = st.builds(
    lambda start, length, **rest: Annotation(start=start, end=start + length, **rest),
    start=st.integers(0, 2**40),
    length=st.integers(0, 10**6),
    id=IDS,
    source=IDS,
    quote=TEXT,
    label=st.sampled_from(Label),
    annotator=TEXT,
    created=TEXT,
    modified=TEXT,
    prefix=TEXT,
    suffix=TEXT,
    text=TEXT,
    section=MAYBE,
    speaker=MAYBE,
    via=MAYBE,
    outlet=MAYBE,
    about=MAYBE,
    certainty=st.none() | st.sampled_from(Certainty),
    note=MAYBE,
    tags=TEXTS,
    status=st.sampled_from(Status),
    links=st.lists(LINKS, max_size=3).map(tuple),
    said_at=MAYBE,
)
SOURCES = st.builds(
    SourceRef,
    id=IDS,
    path=TEXT,
    sha256=TEXT,
    length=st.integers(0, 10**9),
    shape=st.sampled_from(Shape).map(lambda shape: shape.value),
    title=MAYBE,
    publisher=MAYBE,
    published=MAYBE,
    url=MAYBE,
)
# Text around a letter: of any text, too much names nothing.
_AROUND = st.text(st.characters(exclude_categories=["C"]), max_size=15)
NAMES = st.builds("{}{}{}".format, _AROUND, st.characters(categories=["L", "Nd"]), _AROUND).filter(
    lambda text: fault_of(text) is None
)
ENTITIES = st.builds(
    Entity,
    name=NAMES,
    type=st.sampled_from(EntityType),
    aliases=st.lists(NAMES, max_size=3).map(tuple),
    cased=st.lists(NAMES, max_size=3).map(tuple),
    wikidata=MAYBE,
)
ONE = Annotation(
    id="a1",
    source="0123456789ab",
    start=4,
    end=9,
    quote="short",
    label=Label.CLAIM,
    annotator="me",
    created="2025-01-01T00:00:00Z",
    modified="2025-01-01T00:00:00Z",
)


def through_json(record: dict[str, object]) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(json.dumps(record))
    return result


@given(ANNOTATIONS)
def test_an_annotation_comes_back(annotation: Annotation) -> None:
    assert from_record(through_json(to_record(annotation))) == annotation


@given(SOURCES)
def test_a_source_comes_back(source: SourceRef) -> None:
    assert source_from_record(through_json(source_to_record(source))) == source


@given(ENTITIES)
def test_an_entity_comes_back(entity: Entity) -> None:
    assert entity_from_record(through_json(entity_to_record(entity))) == entity


def test_a_record_has_every_field_of_the_native_format_but_what_is_derived() -> None:
    assert " ".join(to_record(ONE)) == (
        "id source section start end quote prefix suffix text label speaker via outlet about "
        "certainty note tags status links said_at annotator created modified"
    )


def test_what_need_not_be_said_may_be_missing() -> None:
    needed = "id source start end quote label annotator created modified"
    record = {field: value for field, value in to_record(ONE).items() if field in needed.split()}
    assert from_record(record) == ONE


def test_unknown_fields_are_passed_over() -> None:
    assert from_record({**to_record(ONE), "colour": ["red"]}) == ONE


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", ""),
        ("id", "a b"),
        ("id", "a" * 65),
        ("id", "a\n"),
        ("id", "ä"),
        ("id", 1),
        ("source", "../x"),
        ("source", None),
        ("start", -1),
        ("start", True),
        ("start", 1.0),
        ("start", "1"),
        ("start", None),
        ("start", 10),
        ("end", 2**53),
        ("end", None),
        ("end", 3),
        ("quote", None),
        ("quote", ["x"]),
        ("quote", "x" * 10_000_001),
        ("label", "Claim"),
        ("label", ["claim"]),
        ("label", None),
        ("annotator", 7),
        ("created", None),
        ("modified", {}),
        ("prefix", None),
        ("section", 3),
        ("note", False),
        ("certainty", "sure"),
        ("status", None),
        ("status", "done"),
        ("tags", "one"),
        ("tags", [1]),
        ("tags", None),
        ("tags", ["x"] * 10_001),
        ("links", {}),
        ("links", ["a2"]),
        ("links", [{"relation": "likes", "target": "a2"}]),
        ("links", [{"relation": "denies", "target": ""}]),
    ],
)
def test_what_is_wrong_is_named(field: str, value: object) -> None:
    named = {"links": "links|relation|target", "start": "start|end"}.get(field, field)
    with pytest.raises(NkreaderError, match=f"field '({named})'"):
        from_record({**to_record(ONE), field: value})


@pytest.mark.parametrize(
    ("field", "value"),
    [("id", 1), ("path", None), ("sha256", None), ("length", -1), ("shape", "poem"), ("url", 1)],
)
def test_what_is_wrong_with_a_source_is_named(field: str, value: object) -> None:
    good = source_to_record(SourceRef("0123456789ab", "seeds/a.txt", "0" * 64, 10, "plain"))
    with pytest.raises(NkreaderError, match=f"field '{field}'"):
        source_from_record({**good, field: value})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("name", 1),
        ("name", "x" * 201),
        ("type", "PLACE"),
        ("aliases", "x"),
        ("aliases", [""]),
        ("aliases", ["Kae\0song"]),
        ("cased", [None]),
        ("cased", ["-"]),
    ],
)
def test_what_is_wrong_with_an_entity_is_named(field: str, value: object) -> None:
    good = entity_to_record(Entity("Kaesong", EntityType.GPE))
    with pytest.raises(NkreaderError, match=f"field '{field}'"):
        entity_from_record({**good, field: value})
