"""The schema accepts what is exported, and nothing that is broken."""

import copy
import json
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import pytest
from exporters_sample import SAMPLE
from jsonschema import Draft202012Validator

from nkreader.exporters.formats import format_named
from nkreader.exporters.native import ANNOTATION_FIELDS, SOURCE_FIELDS, schema
from nkreader.model.annotation import AnchorState, Certainty, Label, Relation, Status
from nkreader.model.entity import EntityType
from nkreader.model.source import Shape

SCHEMA = json.loads(schema())
DEFS = SCHEMA["$defs"]
DOCUMENT = Draft202012Validator(SCHEMA)
LINE = Draft202012Validator({"$defs": DEFS, "$ref": "#/$defs/line"})

Damage = Callable[[dict[str, Any]], object]


def document() -> dict[str, Any]:
    read: dict[str, Any] = json.loads("".join(format_named("json").write(SAMPLE)))
    return read


def lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in format_named("jsonl").write(SAMPLE)]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_what_is_exported_is_valid() -> None:
    DOCUMENT.validate(document())
    for line in lines():
        LINE.validate(line)


def test_fields_come_in_the_order_of_the_contract() -> None:
    read = document()
    assert list(read) == ["format", "version", "generated", "sources", "annotations"]
    assert tuple(read["sources"][0]) == SOURCE_FIELDS == tuple(DEFS["source"]["required"])
    assert tuple(read["annotations"][0]) == ANNOTATION_FIELDS
    assert tuple(DEFS["passage"]["required"]) == ANNOTATION_FIELDS


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (DEFS["label"]["enum"], Label),
        (DEFS["shape"]["enum"], Shape),
        (DEFS["link"]["properties"]["relation"]["enum"], Relation),
        (DEFS["mention"]["properties"]["type"]["enum"], EntityType),
        (DEFS["passage"]["properties"]["certainty"]["enum"][:-1], Certainty),
        (DEFS["passage"]["properties"]["status"]["enum"], Status),
        (DEFS["passage"]["properties"]["anchor"]["enum"], AnchorState),
    ],
)
def test_the_schema_knows_the_model_s_words(values: list[str], kind: type[StrEnum]) -> None:
    assert values == [member.value for member in kind]


DAMAGES: dict[str, Damage] = {
    "another format": lambda read: read.update(format="other"),
    "another version": lambda read: read.update(version=2),
    "no date": lambda read: read.update(generated="yesterday"),
    "no sources": lambda read: read.pop("sources"),
    "something else": lambda read: read.update(more=1),
    "a hash cut short": lambda read: read["sources"][0].update(sha256="12ab"),
    "an unknown shape": lambda read: read["sources"][0].update(shape="book"),
    "a title that is no text": lambda read: read["sources"][0].update(title=1),
    "a source twice": lambda read: read["sources"].append(copy.deepcopy(read["sources"][0])),
}

PASSAGE_DAMAGES: dict[str, Damage] = {
    "an unknown label": lambda one: one.update(label="rumour"),
    "a start before the text": lambda one: one.update(start=-1),
    "a start that is no number": lambda one: one.update(start="0"),
    "a start that is no whole number": lambda one: one.update(start=0.5),
    "a start that is true": lambda one: one.update(start=True),
    "an end at the beginning": lambda one: one.update(end=0),
    "no end": lambda one: one.pop("end"),
    "no quote": lambda one: one.update(quote=""),
    "a null quote": lambda one: one.update(quote=None),
    "a source that is a path": lambda one: one.update(source="seeds/a.txt"),
    "an unknown status": lambda one: one.update(status="done"),
    "an unknown anchor": lambda one: one.update(anchor=None),
    "an unknown certainty": lambda one: one.update(certainty="sure"),
    "tags in one": lambda one: one.update(tags="a, b"),
    "a link without a target": lambda one: one["links"].append({"relation": "denies"}),
    "an unknown relation": lambda one: one["links"].append({"relation": "x", "target": "a"}),
    "a mention of no type": lambda one: one["mentions"].append(
        {"start": 0, "end": 1, "name": "A", "type": "THING", "wikidata": None}
    ),
    "a wrong Wikidata id": lambda one: one["mentions"].append(
        {"start": 0, "end": 1, "name": "A", "type": "ORG", "wikidata": "7"}
    ),
    "a wrong time": lambda one: one.update(modified="18:00"),
    "another field": lambda one: one.update(colour="red"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_broken_document_is_refused(damage: Damage) -> None:
    read = document()
    damage(read)
    assert not DOCUMENT.is_valid(read)


@pytest.mark.parametrize("damage", PASSAGE_DAMAGES.values(), ids=PASSAGE_DAMAGES)
def test_a_broken_annotation_is_refused_in_a_document_and_in_a_line(damage: Damage) -> None:
    read, line = document(), lines()[0]
    damage(read["annotations"][0])
    damage(line)
    assert not DOCUMENT.is_valid(read)
    assert not LINE.is_valid(line)


def test_a_line_needs_its_source() -> None:
    line = lines()[0]
    del line["source_path"]
    assert not LINE.is_valid(line)
