"""What is exported as CAS is read by DKPro cassis: every passage covers its quote."""

import json
import warnings
from collections.abc import Callable
from typing import Any

import pytest
from cassis import Cas, load_cas_from_json, load_typesystem
from exporters_knotty import EXPORT, KNOTTY, KNOTTY_REF, PASSAGES
from exporters_sample import CLAIM, HARBOUR_REF, SAMPLE, WIRE_REF
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from nkreader.exporters.cas import BLANK, NAMES, UNWRITTEN, documents, losses
from nkreader.exporters.cas_types import LINK, MENTION, PASSAGE, layers
from nkreader.exporters.export import Export, ExportedAnnotation, no_text
from nkreader.exporters.formats import format_named
from nkreader.model.annotation import AnchorState, Label
from nkreader.model.source import SourceRef
from nkreader.model.span import Span

Damage = Callable[[dict[str, Any]], object]


def read(text: str) -> Cas:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # cassis keeps an offset outside the text, and warns
        return load_cas_from_json(text)


def written(export: Export, source: SourceRef = KNOTTY_REF) -> str:
    """Return the document of one source."""
    chunks = {file.name.rpartition("-")[2]: file.chunks for file in documents(export)}
    return "".join(chunks[f"{source.id}.json"])


def judge(text: str, export: Export) -> None:
    """Fail where a document does not say of every passage what the export does."""
    cas = read(text)
    here = {each.source for each in cas.select(PASSAGE)}
    expected = {
        one.annotation.id: one.annotation for one in export.annotations if one.source.sha256 in here
    }
    passages = {each.identifier: each for each in cas.select(PASSAGE)}
    assert passages.keys() == expected.keys()
    for key, passage in passages.items():
        assert passage.begin < passage.end
        assert passage.get_covered_text() == expected[key].quote.strip()
        assert Label(passage.label) is expected[key].label
    links = {(each.Governor.identifier, each.Dependent.identifier) for each in cas.select(LINK)}
    assert links == {
        (key, link.target)
        for key, one in expected.items()
        for link in one.links
        if link.target in expected
    }


def test_every_passage_covers_its_quote_after_an_emoji_too() -> None:
    judge(written(EXPORT), EXPORT)
    judge(written(SAMPLE, HARBOUR_REF), SAMPLE)


def test_offsets_are_utf16_units() -> None:
    encoded = KNOTTY.encode("utf-16-le")
    found = json.loads(written(EXPORT))["%FEATURE_STRUCTURES"]
    quotes = {one.id: one.quote for one in PASSAGES}
    for each in (one for one in found if one["%TYPE"] == PASSAGE):
        sliced = encoded[each["begin"] * 2 : each["end"] * 2].decode("utf-16-le")
        assert sliced == quotes[each["identifier"]].strip()


def test_the_text_is_the_source_s_own() -> None:
    cas = read(written(EXPORT))
    assert cas.sofa_string == KNOTTY
    assert {each.source for each in cas.select(PASSAGE)} == {KNOTTY_REF.sha256}


def test_no_passage_begins_or_ends_with_a_blank_and_each_says_where_it_stands() -> None:
    passages = read(written(EXPORT)).select(PASSAGE)
    assert all(each.get_covered_text() == each.get_covered_text().strip() for each in passages)
    spans = {one.id: f"{one.start}:{one.end}" for one in PASSAGES if one.quote != one.quote.strip()}
    assert {each.identifier: each.span for each in passages if each.span} == spans
    assert len(spans) == 2


def test_a_passage_of_blanks_is_left_out_and_counted() -> None:
    start = KNOTTY.index("\r\n\r\n")
    one = replace(PASSAGES[0], start=start, end=start + 4, quote="\r\n\r\n")
    exported = ExportedAnnotation(one, KNOTTY_REF, AnchorState.EXACT, one.span)
    export = replace(EXPORT, annotations=(*EXPORT.annotations[1:], exported))
    assert losses(export)[BLANK] == 1
    assert len(read(written(export)).select(PASSAGE)) == len(PASSAGES) - 1


def test_what_was_said_arrives() -> None:
    (each, _) = read(written(SAMPLE, HARBOUR_REF)).select(PASSAGE)
    assert (each.speaker, each.outlet, each.about) == (CLAIM.speaker, CLAIM.outlet, CLAIM.about)
    assert (each.certainty, each.status, each.said_at) == ("high", "accepted", CLAIM.said_at)
    assert tuple(each.tags.elements) == CLAIM.tags


def test_a_mention_is_a_named_entity_with_its_wikidata_address() -> None:
    named = read(written(SAMPLE, HARBOUR_REF)).select(MENTION)
    assert [(each.get_covered_text(), each.value, each.identifier) for each in named] == [
        ("Min\u00a0Seo-yeon", "PERSON", "http://www.wikidata.org/entity/Q1"),
        ("항만", "ORG", None),
    ]


def test_a_link_lies_where_its_target_does() -> None:
    for link in read(written(EXPORT)).select(LINK):
        assert (link.begin, link.end) == (link.Dependent.begin, link.Dependent.end)


def test_there_is_a_document_for_each_source_and_what_none_can_hold_is_counted() -> None:
    files = list(documents(SAMPLE))
    assert [each.name for each in files] == [
        "wire_1-f7444d1983d1.json",
        "harbour-fdcee0de7960.json",
    ]
    assert sum(len(read("".join(each.chunks)).select(PASSAGE)) for each in files) == 4
    assert format_named("cas").losses(SAMPLE) == {NAMES: 1}
    assert losses(replace(SAMPLE, text_of=no_text)) == {
        "annotation whose text is not at hand": 4,
        NAMES: 1,
        UNWRITTEN: 3,
    }


def test_a_passage_lists_its_links_wherever_they_lead() -> None:
    (each,) = (
        one for one in read(written(SAMPLE, WIRE_REF)).select(PASSAGE) if one.identifier == "a3"
    )
    assert each.links.elements == ["undermines a1"]


def test_the_layers_are_what_inception_takes_for_a_span_and_a_relation() -> None:
    text = layers()
    assert text.startswith("<?xml")
    types = load_typesystem(text)
    passage, link = types.get_type(PASSAGE), types.get_type(LINK)
    kinds = {feature.name: feature.rangeType.name for feature in passage.features}
    assert set(kinds.values()) == {"uima.cas.String", "uima.cas.StringArray"}
    ends = [each for each in link.features if each.rangeType.name == PASSAGE]
    assert [each.name for each in ends] == ["Governor", "Dependent"]
    for declared in (passage, link):
        embedded = read(written(EXPORT)).typesystem.get_type(declared.name)
        assert {each.name for each in declared.features} == {
            each.name for each in embedded.features
        }


def _first(kind: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda cas: next(
        each
        for each in cas["%FEATURE_STRUCTURES"]
        if each["%TYPE"] == kind and each.get("identifier") != "a1"
    )


DAMAGES: dict[str, Damage] = {
    "an unknown label": lambda cas: _first(PASSAGE)(cas).update(label="rumour"),
    "no label": lambda cas: _first(PASSAGE)(cas).pop("label"),
    "an end before its start": lambda cas: _first(PASSAGE)(cas).update(end=0),
    "an end past the text": lambda cas: _first(PASSAGE)(cas).update(end=10_000),
    "an end in a surrogate pair": lambda cas: _first(PASSAGE)(cas).update(begin=1),
    "a wrong quote": lambda cas: _first(PASSAGE)(cas).update(end=3),
    "a link to nothing": lambda cas: _first(LINK)(cas).update({"@Dependent": 999}),
    "a link from nothing": lambda cas: _first(LINK)(cas).update({"@Governor": 999}),
    "another text": lambda cas: _first("uima.cas.Sofa")(cas).update(sofaString=KNOTTY[1:]),
    "a type that is not declared": lambda cas: _first(PASSAGE)(cas).update({"%TYPE": "x.Y"}),
    "a member that is missing": lambda cas: cas["%VIEWS"]["_InitialView"]["%MEMBERS"].pop(),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_broken_document_is_found_out(damage: Damage) -> None:
    cas = json.loads(written(EXPORT))
    damage(cas)
    with pytest.raises(Exception):  # noqa: B017, PT011 - of cassis' own kinds, or an assertion
        judge(json.dumps(cas), EXPORT)


NASTY = st.lists(
    st.sampled_from(("🛰", "👩‍👩‍👧", "e\u0301", "항", "\u00a0", "  ", "“", "\r\n", "\n", '"', "a")),
    min_size=1,
).map("".join)


@settings(max_examples=40)
@given(NASTY, st.data())
def test_any_passage_of_any_text_is_covered(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())
    one = replace(PASSAGES[0], start=start, end=end, quote=text[start:end])
    exported = ExportedAnnotation(one, KNOTTY_REF, AnchorState.EXACT, Span(start, end))
    export = Export(annotations=(exported,), text_of=lambda _: text)
    (file,) = documents(export)
    judge("".join(file.chunks), export)


def test_a_document_comes_line_by_line() -> None:
    for file in documents(SAMPLE):
        assert sum(1 for _ in file.chunks) > 2
