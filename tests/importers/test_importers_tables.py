"""Tables and lines that were not exported by nkreader, as scripts and people write them."""

import pytest
from importers_databases import file_of

from nkreader.importers.formats import format_named, format_of
from nkreader.importers.guards.place import IncomingError
from nkreader.importers.incoming import Incoming
from nkreader.model.annotation import Certainty, Label, Status
from nkreader.model.span import Span


def table(*rows: str, name: str = "some.csv") -> Incoming:
    file = file_of(name, "\r\n".join(rows))
    assert format_of(file).name == "csv"
    return format_named("csv").read(file)


def lines(*rows: str) -> Incoming:
    file = file_of("some.jsonl", "\n".join(rows))
    assert format_of(file).name == "spans"
    return format_named("spans").read(file)


HEAD = "source_path,start,end,quote,label,note,tags,colour"


def test_a_table_needs_few_columns_and_knows_others_by_their_names() -> None:
    read = table("\ufeff" + HEAD, "a.txt,0,3,abc,Claim,,x; y,red", 'a.txt,4,8,"d\r\nf",denial,n,,')
    first, second = read.annotations
    assert (first.label, first.span, first.tags, first.note) == (
        *(Label.CLAIM, Span(0, 3), ("x", "y"), None),
    )
    assert (second.quote, second.note, second.tags, second.id) == ("d\r\nf", "n", (), None)
    assert [each.path for each in read.sources] == ["a.txt"]


def test_formulas_are_words_and_the_guard_is_taken_off() -> None:
    formula = '=HYPERLINK(""http://evil.example"")'
    read = table(HEAD, f'a.txt,0,3,abc,claim,"{formula}",,', "a.txt,0,3,abc,claim,'=1+1,'@x,")
    assert read.annotations[0].note == formula.replace('""', '"')
    assert (read.annotations[1].note, read.annotations[1].tags) == ("=1+1", ("@x",))


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("a.txt,0,3,abc,claim,,", "the row has 7 cells, the first row 8"),
        ("a.txt,٣,3,abc,claim,,,", "field 'start' is wrong"),
        ("a.txt,0," + "9" * 10**6 + ",abc,claim,,,", "field 'end' is wrong"),
        ("a.txt,3,0,abc,claim,,,", "ends before"),
        ("a.txt,0,4,abc,claim,,,", "the quote has 3 characters"),
        ("a.txt,0,3,abc,rumour,,,", "the label 'rumour' is none of"),
        (",0,3,abc,claim,,,", "field 'source' is missing"),
        ('a.txt,0,3,"abc,claim,,,', "it is no CSV"),
    ],
)
def test_a_row_that_is_wrong_is_named(row: str, why: str) -> None:
    with pytest.raises(IncomingError, match=r"some\.csv, line \d+: ") as caught:
        table(HEAD, "a.txt,0,3,abc,claim,,,", row)
    assert why in str(caught.value)


def test_spans_are_suggested_and_may_say_more() -> None:
    read = lines(
        '{"text": "🛰 It sailed.", "spans": [{"start": 2, "end": 11, "label": "CLAIM", '
        '"speaker": "Kim", "certainty": "low"}], "meta": {"source": "a.txt", "score": 0.5}}',
        "",
        '{"text": "No.", "label": "denial", "spans": [{"start": 0, "end": 2}, '
        '{"start": 0, "end": 3, "label": "evidence", "status": "accepted", "id": "x"}]}',
    )
    first, second, third = read.annotations
    assert (first.quote, first.speaker, first.certainty) == ("It sailed", "Kim", Certainty.LOW)
    assert (first.status, first.label, second.label) == (
        *(Status.SUGGESTED, Label.CLAIM, Label.DENIAL),
    )
    assert (third.status, third.id) == (Status.ACCEPTED, "x")
    assert [each.path for each in read.sources] == ["a.txt", None]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('{"text": "abc", "spans": [{"start": 0, "end": 4, "label": "claim"}]}', "leaves the text"),
        ('{"text": "abc", "spans": [{"start": 2, "end": 1, "label": "claim"}]}', "ends before"),
        ('{"text": "abc", "spans": [{"start": 0, "end": 3}]}', "field 'label' is missing"),
        ('{"text": "abc", "spans": [{"start": 0, "end": 3, "label": "PER"}]}', "is none of"),
        ('{"text": "abc", "spans": [7]}', "not a span"),
        ('{"text": "abc", "spans": {}}', "field 'spans' is not a list"),
        ('{"text": 7, "spans": []}', "field 'text' is not text"),
        ('{"text": "abc", "spans": [], "meta": 7}', "field 'meta' is no object"),
        ('{"text": "abc"', "it is cut short"),
        ("[]", "there is no object here"),
    ],
)
def test_a_line_that_is_wrong_is_named(row: str, why: str) -> None:
    with pytest.raises(IncomingError, match=r"some\.jsonl, line 2") as caught:
        lines('{"text": "abc", "spans": []}', row)
    assert why in str(caught.value)
