"""A CAS that anybody may have written: taken in, or refused in one line that says where."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from importers_databases import file_of, folder_of

from nkreader.importers.cas import read, recognises
from nkreader.importers.file import ImportFile
from nkreader.importers.guards.place import IncomingError
from nkreader.model.annotation import Label, Link, Relation
from nkreader.model.span import Span

TEXT = "🛰 No ferry left.\r\nIt sailed."
SHA256 = "0" * 64

Structures = list[dict[str, Any]]
Damage = Callable[[Structures], object]


def sofa(text: str = TEXT) -> dict[str, Any]:
    return {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": text}


def structures() -> Structures:
    passage = {"%TYPE": "nkreader.Passage", "@sofa": 1, "source": SHA256}
    return [
        sofa(),
        passage | {"%ID": 2, "begin": 3, "end": 17, "label": "denial", "identifier": "a1"},
        passage | {"%ID": 3, "begin": 19, "end": 29, "label": "claim", "identifier": "a2"}
        | {"@tags": 4, "speaker": "Min", "certainty": "high", "status": "suggested"},
        {"%ID": 4, "%TYPE": "uima.cas.StringArray", "%ELEMENTS": ["b", None, "a"]},
        {"%ID": 5, "%TYPE": "nkreader.Link", "@sofa": 1, "begin": 19, "end": 29}
        | {"@Governor": 2, "@Dependent": 3, "relation": "denies"},
    ]  # fmt: skip


def cas(found: object) -> ImportFile:
    return file_of("one.json", json.dumps({"%TYPES": {}, "%FEATURE_STRUCTURES": found}))


def test_a_document_says_passages_tags_links_and_its_hash() -> None:
    taken = read(cas(structures()))
    (source,) = taken.sources
    assert (source.sha256, source.text) == (SHA256, TEXT)
    denial, claim = taken.annotations
    assert (denial.id, denial.label, denial.span) == ("a1", Label.DENIAL, Span(2, 16))
    assert denial.quote == "No ferry left."
    assert denial.links == (Link(Relation.DENIES, "a2"),)
    assert (claim.quote, claim.tags, claim.speaker) == ("It sailed.", ("b", "a"), "Min")


def test_order_is_of_no_matter_and_structures_may_be_named_by_their_numbers() -> None:
    found = structures()
    by_number = {str(each.pop("%ID")): each for each in found[::-1]}
    assert len(read(cas(by_number)).annotations) == 2
    assert len(read(cas(structures()[::-1])).annotations) == 2


def test_of_another_layer_what_has_a_label_is_taken_and_all_else_passed_over() -> None:
    layer = {"%TYPE": "webanno.custom.Statement", "@sofa": 1, "begin": 3, "end": 5}
    word = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
    taken = read(
        cas(
            [
                sofa(),
                layer | {"%ID": 2, "value": "Evidence", "identifier": "http://kb.example/1"},
                layer | {"%ID": 3, "value": "rumour"},
                {"%ID": 4, "%TYPE": word, "@sofa": 1, "begin": 0, "end": 99},
                {"%ID": 5, "%TYPE": "webanno.custom.Relation", "@Governor": 2, "@Dependent": 3},
            ]
        )
    )
    (each,) = taken.annotations
    assert (each.label, each.quote, each.id, each.tags) == (Label.EVIDENCE, "No", None, None)
    assert taken.sources[0].sha256 is None


def test_what_a_person_made_there_links_to_what_came_from_here() -> None:
    found = structures()
    del found[1]["identifier"]
    new, old = read(cas(found)).annotations
    assert (new.id, new.links) == (None, (Link(Relation.DENIES, "a2"),))
    assert old.key == old.id == "a2"


def test_a_folder_is_all_its_documents() -> None:
    one, other = cas(structures()), file_of("two.json", cas([sofa("x")]).data)
    folder = folder_of("out.cas", one, other)
    assert recognises(folder)
    assert len(read(folder).sources) == 2
    assert not recognises(folder_of("other", one, file_of("a.json", "{}")))


def test_links_out_of_a_document_are_listed_and_those_inside_are_relations() -> None:
    found = structures()
    found[1]["@links"] = 6
    listed = ["supports a9", "concerns a2", "denies a2"]
    found.append({"%ID": 6, "%TYPE": "uima.cas.StringArray", "%ELEMENTS": listed})
    denial = read(cas(found)).annotations[0]
    assert denial.links == (Link(Relation.SUPPORTS, "a9"), Link(Relation.DENIES, "a2"))


@pytest.mark.parametrize(
    ("told", "span"),
    [
        ("16:28", Span(16, 28)),  # blanks before it
        ("18:28", Span(18, 28)),
        ("17:28", Span(17, 28)),
        ("2:28", Span(18, 28)),  # somebody has set it anew
        ("16:99", Span(18, 28)),
        ("1" * 5000 + ":28", Span(18, 28)),
        ("28:16", Span(18, 28)),
        (7, Span(18, 28)),
    ],
)
def test_a_passage_stands_where_it_says_if_there_are_but_blanks_around(
    told: object, span: Span
) -> None:
    found = structures()
    found[2]["span"] = told
    assert read(cas(found)).annotations[1].span == span


DAMAGES: dict[str, Damage] = {
    "an unknown label": lambda found: found[1].update(label="rumour"),
    "no label": lambda found: found[1].pop("label"),
    "a label that is no text": lambda found: found[1].update(label=["claim"]),
    "an unknown relation": lambda found: found[4].update(relation="x"),
    "an unknown certainty": lambda found: found[2].update(certainty="sure"),
    "an unknown status": lambda found: found[2].update(status="x"),
    "an end before its start": lambda found: found[1].update(end=2),
    "nothing in it": lambda found: found[1].update(end=3),
    "a start before the text": lambda found: found[1].update(begin=-1),
    "an end past the text": lambda found: found[1].update(end=30),
    "half an emoji": lambda found: found[1].update(begin=1),
    "a start that is text": lambda found: found[1].update(begin="3"),
    "a start that is true": lambda found: found[1].update(begin=True),
    "a start that is no whole number": lambda found: found[1].update(begin=3.5),
    "a start beyond all numbers": lambda found: found[1].update(begin=10**30),
    "no end": lambda found: found[1].pop("end"),
    "an id twice": lambda found: found[2].update({"%ID": 2}),
    "an id that is text": lambda found: found[2].update({"%ID": "2"}),
    "no id": lambda found: found[2].pop("%ID"),
    "a text that is missing": lambda found: found[1].update({"@sofa": 9}),
    "a text that is a passage": lambda found: found[1].update({"@sofa": 3}),
    "a text that is a number": lambda found: found[0].update(sofaString=1),
    "no text": lambda found: found.pop(0),
    "a type that is no text": lambda found: found[1].update({"%TYPE": 1}),
    "no type": lambda found: found[1].pop("%TYPE"),
    "tags that are missing": lambda found: found.pop(3),
    "tags that are a text": lambda found: found[3].update({"%ELEMENTS": "a, b"}),
    "tags that are numbers": lambda found: found[3].update({"%ELEMENTS": [1]}),
    "a link to nothing": lambda found: found[4].update({"@Dependent": 9}),
    "a link to a text": lambda found: found[4].update({"@Dependent": 1}),
    "a link from nothing": lambda found: found[4].pop("@Governor"),
    "an id that none can be": lambda found: found[1].update(identifier="a b"),
    "two hashes of one text": lambda found: found[1].update(source="1" * 64),
    "a listed link that is none": lambda found: found[1].update({"@links": 4}),
    "a note that is a list": lambda found: found[1].update(note=["x"]),
    "something that is no structure": lambda found: found.append(7),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_broken_document_is_refused_in_one_line_that_says_where(damage: Damage) -> None:
    found = structures()
    damage(found)
    with pytest.raises(IncomingError) as refusal:
        read(cas(found))
    message = str(refusal.value)
    assert message.startswith("nothing was imported: one.json")
    assert "\n" not in message
    assert len(message) < 400


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"%TYPES": {}}',
        '{"%FEATURE_STRUCTURES": 7}',
        '{"%FEATURE_STRUCTURES": {"x": {"%TYPE": "uima.cas.Sofa"}}}',
        '{"%FEATURE_STRUCTURES": {"' + "9" * 5000 + '": {"%TYPE": "uima.cas.Sofa"}}}',
        '{"%TYPES": ' + "[" * 100_000,
        '{"%FEATURE_STRUCTURES": [{"%ID": ' + "1" * 1_000_000 + "}]}",
        '{"%FEATURE_STRUCTURES": [{"%ID": NaN}]}',
        json.dumps({"%FEATURE_STRUCTURES": structures()})[:-40],
        b'{"%FEATURE_STRUCTURES": [{"%ID": 1, "%TYPE": "\xff"}]}',
    ],
    ids=range(11),
)
def test_what_is_no_document_is_refused(text: str | bytes) -> None:
    with pytest.raises(IncomingError) as refusal:
        read(file_of("one.json", text))
    assert "\n" not in str(refusal.value)
