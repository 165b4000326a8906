"""spaCy: a document of the exported tokens is the text, and every passage a span of it."""

import json
from typing import Any

import pytest
import spacy
from exporters_knotty import EXPORT
from exporters_sample import SAMPLE
from spacy.tokens import Doc, DocBin

from nkreader.exporters.export import Export
from nkreader.exporters.formats import format_named

LINES = [
    json.loads(line)
    for export in (SAMPLE, EXPORT)
    for line in "".join(format_named("spacy").write(export)).splitlines()
]


def document(line: dict[str, Any]) -> Doc:
    tokens = line["tokens"]
    words, spaces = [each["text"] for each in tokens], [each["ws"] for each in tokens]
    return Doc(spacy.blank("en").vocab, words=words, spaces=spaces)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["meta"]["source"])
def test_every_passage_is_a_span_of_the_document(line: dict[str, Any]) -> None:
    doc = document(line)
    assert doc.text == line["text"]
    for each in line["spans"]:
        span = doc.char_span(each["start"], each["end"], label=each["label"])
        assert span is not None
        assert (span.start, span.end - 1) == (each["token_start"], each["token_end"])
        assert span.text == line["text"][each["start"] : each["end"]]


def test_spans_that_overlap_are_kept_as_a_group_and_come_back() -> None:
    line = next(line for line in LINES if "Knotty" in line["meta"]["source"])
    doc = document(line)
    doc.spans["sc"] = [
        doc.char_span(each["start"], each["end"], label=each["label"]) for each in line["spans"]
    ]
    data = DocBin(docs=[doc]).to_bytes()
    (back,) = DocBin().from_bytes(data).get_docs(doc.vocab)
    places = [(span.start_char, span.end_char, span.label_) for span in back.spans["sc"]]
    assert places == [(each["start"], each["end"], each["label"]) for each in line["spans"]]


def test_a_place_that_is_wrong_is_no_span() -> None:
    line = next(line for line in LINES if "Knotty" in line["meta"]["source"])
    doc = document(line)
    one = next(each for each in line["spans"] if each["end"] - each["start"] > 5)
    assert doc.char_span(one["start"] + 1, one["end"]) is None
    assert doc.char_span(one["start"], len(line["text"]) + 5) is None


def test_nothing_is_no_document() -> None:
    assert "".join(format_named("spacy").write(Export())) == ""
