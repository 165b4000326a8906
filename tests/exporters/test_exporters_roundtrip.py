"""What is written is read back the same, and every quote is where it is said to be."""

import csv
import io
import json
import re

from exporters_sample import HARBOUR_REF, SAMPLE, TEXTS, exported, ref
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from nkreader.exporters.csv import COLUMNS
from nkreader.exporters.export import Export
from nkreader.exporters.formats import format_named
from nkreader.exporters.native import annotation_object
from nkreader.model.annotation import Annotation, Label
from nkreader.model.record import from_record, to_record
from nkreader.text.display import visible
from nkreader.text.spreadsheet import GUARDED

# What offsets, escapes and spreadsheets go wrong on.
WIDE = ("🛰", "👩‍👩‍👧", "e\u0301", "항만", "\u00a0", "  ", "“", "’")
MARKS = ('"', "'", ",", ";", "\\", "=", "+", "-", "@", "\t", "\r\n", "\r", "\n")
UNSAFE = ("\0", "\x1b[31m", "\x9b", "\u202e", "\u2069", "\u2028", "\ufeff", "\ud800")
NASTY = st.lists(
    st.sampled_from((*WIDE, *MARKS, *UNSAFE, "a", "said", "6:01 pm")), min_size=1, max_size=12
).map("".join)

STEERING = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, Annotation]:
    text = draw(NASTY)
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    made = "2024-03-05T10:00:00+00:00"
    words = st.none() | NASTY
    return text, Annotation(
        id=draw(st.sampled_from("abc")),
        source=HARBOUR_REF.id,
        start=start,
        end=end,
        quote=text[start:end],
        label=draw(st.sampled_from(Label)),
        annotator="mina",
        created=made,
        modified=made,
        speaker=draw(words),
        note=draw(words),
        tags=tuple(draw(st.lists(NASTY, max_size=3))),
    )


def written(name: str, export: Export) -> str:
    return "".join(format_named(name).write(export)).encode("utf-8").decode("utf-8")


@given(passages())
def test_json_says_what_was_said(passage: tuple[str, Annotation]) -> None:
    text, annotation = passage
    source = ref(text.encode("utf-8", "replace").decode(), "a.txt")
    export = Export(annotations=(exported(annotation, source),))
    read = json.loads(written("json", export))["annotations"][0]
    assert read == annotation_object(export.annotations[0])
    assert text[read["start"] : read["end"]] == read["quote"]
    back = from_record(read)
    assert to_record(back) == to_record(annotation) | {"source": source.id}


@given(passages())
def test_json_holds_no_character_that_a_terminal_obeys(passage: tuple[str, Annotation]) -> None:
    export = Export(annotations=(exported(passage[1], HARBOUR_REF),))
    for name in ("json", "jsonl"):
        found = re.search(
            "[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", written(name, export)
        )
        assert found is None


@given(st.lists(passages(), min_size=1, max_size=4))
def test_jsonl_has_a_line_for_each(several: list[tuple[str, Annotation]]) -> None:
    export = Export(annotations=tuple(exported(one, HARBOUR_REF) for _, one in several))
    lines = written("jsonl", export).split("\n")
    assert lines.pop() == ""
    assert [json.loads(line)["quote"] for line in lines] == [
        one.annotation.quote for one in export.annotations
    ]


@given(st.lists(passages(), min_size=1, max_size=4))
def test_csv_is_read_back_with_the_apostrophes_taken_off(
    several: list[tuple[str, Annotation]],
) -> None:
    export = Export(annotations=tuple(exported(one, HARBOUR_REF) for _, one in several))
    rows = list(csv.reader(io.StringIO(written("csv", export), newline=""), strict=True))
    assert tuple(rows[0]) == COLUMNS
    for row, one in zip(rows[1:], export.annotations, strict=True):
        assert not any(re.match(r"[=+\-@\t\r\0]", cell) for cell in row)
        cells = dict(zip(COLUMNS, (_unguarded(cell) for cell in row), strict=True))
        assert cells["quote"] == _in_csv(one.annotation.quote)
        assert cells["note"] == _in_csv(one.annotation.note or "")
        assert int(cells["end"]) == one.span.end
        assert _items(cells["tags"]) == [_in_csv(tag) for tag in one.annotation.tags]


@given(passages())
def test_csv_holds_no_character_that_steers_a_terminal_and_says_where_it_did(
    passage: tuple[str, Annotation],
) -> None:
    _, annotation = passage
    export = Export(annotations=(exported(annotation, HARBOUR_REF),))
    assert not STEERING.search(written("csv", export))
    said = (annotation.quote, annotation.speaker, annotation.note, ";".join(annotation.tags))
    changed = sum(bool(STEERING.search(text or "")) for text in said)
    assert format_named("csv").losses(export).total() == changed
    assert format_named("json").losses(export).total() == 0


def test_csv_has_a_picture_for_each_character_that_steers_a_terminal() -> None:
    quote = "\x1b]52;c;QQ==\x07 \x9b31m \u202edeined\u2066 a\tb\nc\x7f \u200b"
    shown = "␛]52;c;QQ==␇ \ufffd31m \ufffddeined\ufffd a\tb\nc␡ \u200b"
    first = SAMPLE.annotations[0]
    one = replace(first, annotation=replace(first.annotation, quote=quote))
    (row,) = csv.DictReader(io.StringIO(written("csv", Export((), (one,))), newline=""))
    assert row["quote"] == shown


def test_csv_lines_end_as_rfc_4180_says() -> None:
    outside = re.sub(r'"(?:[^"]|"")*"', "", written("csv", SAMPLE))
    assert outside.count("\r\n") == len(SAMPLE.annotations) + 1
    assert not re.search(r"[\r\n]", outside.replace("\r\n", ""))


def test_every_quote_of_the_sample_that_stands_is_in_its_text() -> None:
    for line in format_named("jsonl").write(SAMPLE):
        read = json.loads(line)
        text = TEXTS[read["source"]]
        assert text[read["start"] : read["end"]] == read["quote"]
        assert len(text) == read["source_length"]
        for found in read["mentions"]:
            assert read["start"] <= found["start"] < found["end"] <= read["end"]


def _unguarded(cell: str) -> str:
    return cell[1:] if GUARDED.match(cell) else cell


def _in_csv(text: str) -> str:
    return STEERING.sub(lambda found: visible(found[0]), re.sub("[\ud800-\udfff]", "\ufffd", text))


def _items(cell: str) -> list[str]:
    items = re.findall(r"(?:^|; )((?:[^\\;]|\\.)+)", cell, flags=re.DOTALL)
    return [re.sub(r"\\(.)", r"\1", item, flags=re.DOTALL) for item in items]
