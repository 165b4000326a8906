"""Web Annotations of other programs: what they may look like, and what is made of them."""

import json
from typing import Any

import pytest
from importers_databases import file_of

from nkreader.importers.formats import format_of
from nkreader.importers.guards.place import IncomingError
from nkreader.importers.incoming import Incoming, IncomingAnnotation, derived_id
from nkreader.importers.webannotation import read
from nkreader.model.annotation import Label, Link, Relation
from nkreader.model.span import Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
QUOTE = {"type": "TextQuoteSelector", "exact": "None sailed", "prefix": ".\n", "suffix": ", he"}
POSITION = {"type": "TextPositionSelector", "start": 3, "end": 14}
PAGE = "https://wire.example/1"
CLAIM = {"type": "TextualBody", "purpose": "classifying", "value": "claim"}


def annotated(**fields: object) -> dict[str, Any]:
    """Return an annotation of another program."""
    made = {
        "@context": CONTEXT,
        "id": "https://notes.example/7",
        "type": "Annotation",
        "body": CLAIM,
        "target": {"source": PAGE, "selector": QUOTE},
    }
    return {key: value for key, value in (made | fields).items() if value is not None}


def said(document: object) -> Incoming:
    file = file_of("some.jsonld", json.dumps(document))
    assert format_of(file).name == "webannotation"
    return read(file)


def the_one(document: object) -> IncomingAnnotation:
    (one,) = said(document).annotations
    return one


def refusal(document: object) -> str:
    with pytest.raises(IncomingError) as caught:
        said(document)
    return str(caught.value)


@pytest.mark.parametrize(
    "document",
    [
        annotated(),
        [annotated()],
        {"@context": CONTEXT, "type": "AnnotationPage", "items": [annotated()]},
        {"@context": CONTEXT, "@graph": [annotated()]},
        {"@context": CONTEXT, "type": "AnnotationCollection", "first": {"items": [annotated()]}},
        annotated(body=[CLAIM], target=[{"source": PAGE, "selector": [QUOTE]}]),
        annotated(type=["Annotation", "oa:Annotation"]),
    ],
)
def test_one_annotation_may_stand_in_many_ways(document: object) -> None:
    one = the_one(document)
    assert (one.label, one.quote, one.prefix) == (Label.CLAIM, "None sailed", ".\n")
    assert one.id == derived_id("iri", "https://notes.example/7")
    assert said(document).sources[0].url == PAGE


def test_a_position_alone_and_both_selectors_are_understood() -> None:
    position = the_one(annotated(target={"source": PAGE, "selector": POSITION}))
    assert (position.span, position.quote) == (Span(3, 14), None)
    both = the_one(annotated(target={"source": PAGE, "selector": [QUOTE, POSITION]}))
    assert (both.span, both.quote) == (Span(3, 14), "None sailed")


@pytest.mark.parametrize(
    ("source", "known"),
    [
        ("file:///home/bob/some%20ship.txt", ("/home/bob/some ship.txt", None, None)),
        ("seeds/a.txt", ("seeds/a.txt", None, None)),
        ({"id": PAGE, "label": "A ship"}, (None, PAGE, "A ship")),
        ("urn:sha256:" + "0a" * 32, (None, None, None)),
    ],
)
def test_a_source_is_what_it_is_called(source: object, known: tuple[str | None, ...]) -> None:
    (told,) = said(annotated(target={"source": source, "selector": QUOTE})).sources
    assert (told.path, told.url, told.title) == known
    assert told.sha256 == ("0a" * 32 if str(source).startswith("urn") else None)


def test_bodies_say_label_tags_and_note_by_their_purpose() -> None:
    bodies = [
        {"type": "TextualBody", "purpose": "tagging", "value": "denial"},
        {"type": "TextualBody", "purpose": "tagging", "value": "sea"},
        {"type": "TextualBody", "purpose": "commenting", "value": "One."},
        {"type": "TextualBody", "value": "Two."},
        "https://other.example/",
        {"type": "SpecificResource", "purpose": "identifying", "source": "urn:x"},
        CLAIM,
    ]
    one = the_one(annotated(body=bodies, creator={"name": "Mina"}, created="2024-03-05T10:00:00Z"))
    assert (one.label, one.tags, one.note) == (Label.CLAIM, ("denial", "sea"), "One.\n\nTwo.")
    assert (one.annotator, one.created) == ("Mina", "2024-03-05T10:00:00Z")


def test_a_plain_word_is_the_label_where_the_motivation_says_so() -> None:
    one = the_one(annotated(body=None, bodyValue="Denial", motivation="classifying"))
    assert one.label is Label.DENIAL


def test_each_target_is_a_passage_of_its_own() -> None:
    targets = [{"source": PAGE, "selector": QUOTE}, {"source": PAGE, "selector": POSITION}]
    found = said(annotated(target=targets)).annotations
    assert len({each.id for each in found}) == 2


def test_an_annotation_that_links_is_a_link_wherever_it_stands() -> None:
    other = annotated(id="https://notes.example/8")
    link: dict[str, Any] = {
        "id": "https://notes.example/9",
        "type": "Annotation",
        "motivation": ["linking"],
        "body": [
            {"type": "TextualBody", "purpose": "classifying", "value": "denies"},
            {"type": "SpecificResource", "source": "https://notes.example/8"},
        ],
        "target": {"id": "https://notes.example/7"},
    }
    first, second = said([link, annotated(), other]).annotations
    assert first.links == (Link(Relation.DENIES, second.key),)
    assert "is not in the file" in refusal([{"@context": CONTEXT, **link}, other])
    wrong = {**link, "body": [{"value": "likes"}, link["body"][1]]}
    assert "is none of denies" in refusal([annotated(), wrong, other])


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"body": {**CLAIM, "value": "rumour"}}, "the label 'rumour' is none of"),
        ({"body": None}, "field 'body' says none of"),
        ({"body": 7}, "field 'body' is neither"),
        ({"target": None}, "field 'target' is missing"),
        ({"target": PAGE}, "has no TextQuoteSelector"),
        ({"target": {"selector": QUOTE}}, "does not name its source"),
        ({"target": {"source": PAGE, "selector": {"type": "XPathSelector"}}}, "has no TextQuote"),
        ({"target": {"source": PAGE, "selector": {**POSITION, "start": -1}}}, "field 'start'"),
        ({"target": {"source": PAGE, "selector": {**POSITION, "start": 20}}}, "ends before"),
        ({"created": "yesterday"}, "field 'created' is no date"),
        ({"type": "Note"}, "field 'type' is not Annotation"),
    ],
)
def test_what_is_wrong_is_named(fields: dict[str, object], why: str) -> None:
    line = refusal([annotated(), annotated(id="https://notes.example/8", **fields)])
    assert "[1]: " in line
    assert why in line


def test_pages_that_are_elsewhere_are_not_fetched() -> None:
    collection = {"@context": CONTEXT, "type": "AnnotationCollection", "first": "https://x.example"}
    assert "nothing is fetched" in refusal(collection)
