"""Files as the tools themselves write them, which say nothing of nkreader."""

import json

from importers_databases import file_of

from nkreader.importers.formats import format_of
from nkreader.importers.incoming import Incoming
from nkreader.model.annotation import Label, Link, Relation, Status
from nkreader.model.span import Span

TEXT = "🛰 It sailed.\r\nNobody saw it. 🚢 It did."


def read(name: str, text: str, expected: str, beside: dict[str, str] | None = None) -> Incoming:
    file = file_of(name, text, *(file_of(key, data) for key, data in (beside or {}).items()))
    known = format_of(file)
    assert known.name == expected
    return known.read(file)


def test_doccano_writes_lists_for_sequence_labelling_in_utf16_units() -> None:
    line = {"id": 7, "text": TEXT, "label": [[3, 13, "Claim"], [15, 29, "denial"]], "Comments": []}
    found = read("admin.jsonl", json.dumps(line), "doccano")
    assert [(one.label, one.quote) for one in found.annotations] == [
        (Label.CLAIM, "It sailed."),
        (Label.DENIAL, "Nobody saw it."),
    ]
    assert found.sources[0].text == TEXT
    assert found.annotations[0].id is None


def test_doccano_writes_numbers_of_its_own_for_relations() -> None:
    line = {
        "id": 7,
        "text": TEXT,
        "entities": [
            {"id": 501, "label": "claim", "start_offset": 3, "end_offset": 13},
            {"id": 502, "label": "denial", "start_offset": 15, "end_offset": 29},
        ],
        "relations": [{"id": 9, "from_id": 502, "to_id": 501, "type": "denies"}],
    }
    claim, denial = read("all.jsonl", json.dumps(line), "doccano").annotations
    assert denial.links == (Link(Relation.DENIES, claim.key),)


def _task(start: int, end: int, text: str, **more: object) -> dict[str, object]:
    value = {"start": start, "end": end, "text": text, "labels": ["Denial"]}
    region = {
        "id": "Dx_aB91ISN",
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "origin": "manual",
        "value": value,
    }
    note = region | {"from_name": "note", "type": "textarea", "value": value | {"text": ["so"]}}
    made = {"id": 3, "completed_by": {"email": "mina@desk.example"}, "result": [region, note]}
    return {"id": 1, "data": {"text": TEXT}, "annotations": [made | more], "predictions": []}


def test_label_studio_writes_line_ends_as_backslash_n_and_who_it_was() -> None:
    assert TEXT[2:20] == "It sailed.\r\nNobody"
    task = _task(2, 20, "It sailed.\\n\\nNobody")
    (one,) = read("project-1.json", json.dumps([task]), "labelstudio").annotations
    assert (one.label, one.span, one.note) == (Label.DENIAL, Span(2, 20), "so")
    assert one.annotator == "mina@desk.example"
    assert one.quote == TEXT[2:20]


def test_label_studio_of_old_counts_utf16_units() -> None:
    start = TEXT.index("It did")
    task = _task(start + 2, start + 8, "It did")
    (one,) = read("old.json", json.dumps([task]), "labelstudio").annotations
    assert one.span == Span(start, start + 6)


def test_label_studio_predictions_are_suggested_and_what_was_cancelled_is_not_there() -> None:
    task = _task(2, 11, "It sailed", was_cancelled=True)
    assert not read("a.json", json.dumps([task]), "labelstudio").annotations
    predicted = task | {"annotations": [], "predictions": task["annotations"]}
    predicted["predictions"][0].pop("was_cancelled")  # type: ignore[index]
    (one,) = read("a.json", json.dumps([predicted]), "labelstudio").annotations
    assert one.status is Status.SUGGESTED


def test_prodigy_writes_answers_and_relations_by_token() -> None:
    words = [("🛰", 0), ("It", 2), ("sailed", 5), (".", 11), ("\r\n", 12), ("Nobody", 14)]
    tokens = [
        {"text": word, "start": start, "end": start + len(word), "id": number}
        for number, (word, start) in enumerate(words)
    ]
    spans = [
        {"start": 2, "end": 11, "token_start": 1, "token_end": 2, "label": "CLAIM"},
        {"start": 14, "end": 20, "token_start": 5, "token_end": 5, "label": "DENIAL"},
    ]
    task = {
        "text": TEXT,
        "tokens": tokens,
        "spans": spans,
        "relations": [{"head": 5, "child": 2, "label": "denies"}],
        "_input_hash": 1,
        "_task_hash": 2,
    }
    lines = [task | {"answer": answer} for answer in ("accept", "reject", "ignore")]
    found = read("db-out.jsonl", "\n".join(map(json.dumps, [*lines, task])), "spacy").annotations
    states = [Status.ACCEPTED] * 2 + [Status.REJECTED] * 2 + [Status.SUGGESTED] * 2
    assert [one.status for one in found] == states
    assert found[1].links == (Link(Relation.DENIES, found[0].key),)
    assert found[0].quote == "It sailed"


def test_brat_writes_fragments_relations_and_notes() -> None:
    text = TEXT.replace("\r\n", "\n")
    ann = (
        "T1\tClaim 2 12\tIt sailed.\n"
        "T2\tDenial 13 19;24 27\tNobody it.\n"
        "T3\tPERSON 13 19\tNobody\n"
        "R1\tdenies Arg1:T2 Arg2:T1\t\n"
        "A1\tCertainty T1 High\n"
        "M1\tNegated T1\n"
        "#1\tAnnotatorNotes T1\tone\n"
        "#2\tAnnotatorNotes T1\ttwo\n"
        "#3\tAnnotatorNotes R1\tof the relation\n"
        "*\tEquiv T1 T2\n"
    )
    found = read("doc.ann", ann, "brat", {"doc.txt": text})
    claim, denial = found.annotations
    assert (claim.note, claim.certainty) == ("one\ntwo", "high")
    assert denial.links == (Link(Relation.DENIES, claim.key),)
    assert (denial.span, denial.quote) == (Span(13, 27), "Nobody saw it.")
