"""Whatever is in a file: it is taken in whole, or refused in a line that says where."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from importers_databases import Database, file_of, ref_of
from msgspec.structs import replace

from nkreader.exporters.formats import format_named as way_out
from nkreader.importers.formats import FORMATS, format_named, format_of
from nkreader.importers.guards.archive import Archive
from nkreader.importers.guards.json_text import pieces
from nkreader.importers.guards.place import IncomingError
from nkreader.importers.guards.xml_text import element
from nkreader.importers.incoming import Incoming
from nkreader.model.annotation import Annotation, Certainty, Label, Link, Relation
from nkreader.model.errors import NkreaderError

TEXT = "🛰 One “ship” sailed.\r\nNone sailed, he said."
REF = replace(ref_of(TEXT, "seeds/0.txt"), title="A ship")
ONE = Annotation(
    id="one",
    source=REF.id,
    start=0,
    end=21,
    quote=TEXT[:21],
    label=Label.CLAIM,
    annotator="ann",
    created="2024-03-05T10:00:00Z",
    modified="2024-03-05T10:00:00Z",
    suffix="\r\nNone sailed, he said.",
    text="One “ship” sailed.",
    section="=Section",
    speaker="Kim",
    via="Wire",
    outlet="Channel",
    about="It sailed.",
    certainty=Certainty.LOW,
    note="a\nb",
    tags=("x; y", "z"),
    links=(Link(Relation.REPEATS, "two"),),
    said_at="2024-03-04",
)
TWO = replace(ONE, id="two", start=23, end=35, quote=TEXT[23:35], label=Label.DENIAL, links=())
DATABASE = Database((TEXT,), (), (ONE, TWO))
NAMES = ("json", "jsonl", "csv", "webannotation")
VALUES: tuple[object, ...] = (
    *(None, True, -1, 0, 1.5, 10**30, "", "x", "\ud800", "\0", "../../etc/passwd", "=1+1"),
    *([], [None], [[]], {}, {"a": []}, "9" * 5000),
)


def exported(name: str) -> str:
    export = replace(DATABASE.export, sources=(REF,))
    return "".join(way_out(name).write(export))


def read(name: str, data: str | bytes) -> Incoming:
    return format_named(name).read(file_of(f"some{way_out(name).suffix}", data))


def refusal(do: Callable[[], object]) -> str:
    """Return the line that something is refused with; it names a file."""
    with pytest.raises(IncomingError) as caught:
        do()
    line = str(caught.value)
    assert line.startswith("nothing was imported: ")
    assert len(line) < 600
    return in_one_line(line)


def refused_or_read(name: str, data: str | bytes) -> bool:
    """Tell whether data is read; what is refused is so in a line."""
    line = _complaint(lambda: read(name, data))
    assert line.startswith("nothing was imported: some") or not line
    return not line


def _complaint(do: Callable[[], object]) -> str:
    """Return the line that something is refused with, "" where it is not."""
    try:
        do()
    except NkreaderError as error:
        return in_one_line(str(error))
    return ""


def in_one_line(text: str) -> str:
    assert len(text.splitlines()) == 1
    return text


@pytest.mark.parametrize("name", NAMES)
def test_what_is_cut_short_anywhere_is_refused(name: str) -> None:
    data = exported(name).encode()
    assert refused_or_read(name, data)
    cuts = set(range(len(data.rstrip())))
    if name == "jsonl":  # whole lines are a file of fewer lines
        cuts -= {0, data.index(b"\n"), data.index(b"\n") + 1}
    if name == "csv":  # so are whole rows, and the last cell of one may lack its end
        last = data.rstrip().rindex(b"\r\n")
        cuts = set(range(last + 3, data.rindex(b",")))
    for at in sorted(cuts):
        assert not refused_or_read(name, data[:at]), at


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_a_wrong_value_in_any_field_is_refused_where_it_stands_or_does_no_harm(name: str) -> None:
    for edited in _edits(json.loads(exported("json"))):
        if name == "json":
            refused_or_read(name, json.dumps(edited))
        for annotation in edited["annotations"] if name == "jsonl" else ():
            source = edited["sources"][0]
            told = {f"source_{key}": value for key, value in source.items()}
            refused_or_read(name, json.dumps({**told, **annotation}))


def test_a_wrong_value_in_any_place_of_a_web_annotation_is_refused_or_does_no_harm() -> None:
    items = json.loads(exported("webannotation"))["first"]["items"]
    for item in items:
        for edited in _everywhere(item):
            data = json.dumps({"@context": "http://www.w3.org/ns/anno.jsonld", "items": [edited]})
            refused_or_read("webannotation", data)


def test_a_wrong_cell_in_any_column_is_refused_or_does_no_harm() -> None:
    lines = exported("csv").split("\r\n")
    for column in range(len(lines[0].split(","))):
        for value in ("-1", "1.5", "9" * 5000, "٣", "nobody", "\\", ";", "'=1", "'"):
            row = ["x"] * column + [value]
            refused_or_read("csv", f"{lines[0]}\r\n{','.join(row)}")
            cells = dict(zip(lines[0].split(","), _PLAIN_ROW, strict=True))
            cells[lines[0].split(",")[column]] = value
            refused_or_read("csv", f"{lines[0]}\r\n{','.join(cells.values())}\r\n")


_PLAIN_ROW = (
    f"x,{REF.id},,0,3,abc,,,abc,claim,,,,,,,,accepted,exact,,,,ann,2024-01-01,2024-01-01,"
    f"a.txt,{REF.sha256},9,plain,,,,"
).split(",")


def _edits(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the document with each value in each field of the first of each list."""
    edited = []
    for table in ("sources", "annotations"):
        for field in document[table][0]:
            for value in VALUES:
                changed = {**document[table][0], field: value}
                edited.append({**document, table: [changed, *document[table][1:]]})
    return edited


def _everywhere(value: Any) -> list[Any]:
    """Return a value of JSON with each of the wrong values in each place of it."""
    found: list[Any] = list(VALUES)
    if isinstance(value, dict):
        for key, inner in value.items():
            found += [{**value, key: each} for each in _everywhere(inner)]
    if isinstance(value, list):
        for at, inner in enumerate(value):
            found += [[*value[:at], each, *value[at + 1 :]] for each in _everywhere(inner)]
    return found


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [(21, 0, "ends before"), (5, 5, "ends before"), (0, 22, "quote has"), (40, 61, "leaves")],
)
def test_offsets_that_no_passage_has_are_refused(start: int, end: int, why: str) -> None:
    document = json.loads(exported("json"))
    document["annotations"][0] |= {"start": start, "end": end}
    line = refusal(lambda: read("json", json.dumps(document, indent=1)))
    assert "annotations[0]" in line
    assert "line " in line
    assert why in line


def test_an_id_that_stands_for_two_annotations_is_refused() -> None:
    lines = exported("jsonl").splitlines()
    assert len(read("jsonl", "\n".join((*lines, lines[0]))).annotations) == 2
    other = lines[1].replace('"id": "two"', '"id": "one"')
    assert "line 2" in refusal(lambda: read("jsonl", f"{lines[0]}\n{other}"))


@pytest.mark.parametrize("name", [known.name for known in FORMATS])
@pytest.mark.parametrize(
    "data",
    [
        *(b"", b" ", b"\0" * 100, b"\xff\xfe", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"null"),
        *(b"[]x", b"{}", b"[]", b"{}{}", b'"', b"T1\tclaim 0 5\tabc", b"a,b\r\n\xff,"),
    ],
)
def test_what_is_of_no_format_is_refused_or_says_nothing(name: str, data: bytes) -> None:
    chosen, file = format_named(name), file_of("some.thing", data)
    assert _complaint(lambda: chosen.read(file)) or not chosen.read(file).annotations


@pytest.mark.parametrize("data", [b"", b"\xff\0\1", b"[1]", b"some text", b"{" * 9999])
def test_a_file_of_no_format_is_told_so(data: bytes) -> None:
    assert "say --format" in refusal(lambda: format_of(file_of("some.thing", data)))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"[" * 19_000_000, "nested too deeply"),
        (b'{"a":' * 10_000_000, "nested too deeply"),
        (b'{"a": ' + b"9" * 1_000_000 + b"}", "a number of 1000000 digits"),
        (b"[1." + b"9" * 1_000_000 + b"]", "a number of"),
        (b'{"a": NaN}', "NaN is no number"),
        (b'{"a": [1, 2', "cut short"),
        (b'{"a": "\xc3', "is not UTF-8"),
        (b'{"a": 1} 2', "after the end"),
        (b"[1 2]", "',' or ']' is missing"),
    ],
)
def test_json_that_is_too_much_or_none_is_refused_at_once(data: bytes, why: str) -> None:
    line = refusal(lambda: list(pieces(file_of("a.json", data))))
    assert "a.json, line 1: " in line
    assert why in line


@pytest.mark.parametrize(
    ("start", "piece", "count"), [(b"", b"[", 50_000_000), (b'{"a": [', b"[],", 10_000_001)]
)
def test_json_of_more_values_than_memory_holds_is_refused(
    start: bytes, piece: bytes, count: int
) -> None:
    data = start + piece * count + b"1]}"
    assert "more than 20000000 values" in refusal(lambda: list(pieces(file_of("a.json", data))))


def _zip(*entries: tuple[str, bytes], link: bool = False) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o120777 << 16 if link else 0
            archive.writestr(info, data)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no zip archive"),
        (_zip(("a", b"b"))[:40], "no zip archive"),
        (_zip(("../a", b"")), "leads out"),
        (_zip(("a/../../b", b"")), "leads out"),
        (_zip(("/etc/passwd", b"")), "leads out"),
        (_zip(("a\\b", b"")), "leads out"),
        (_zip(("C:/a", b"")), "leads out"),
        (_zip(("a", b"/etc/passwd"), link=True), "is a link"),
        (_zip(("a", bytes(5_000_000))), "more than a text can be"),
    ],
)
def test_an_archive_that_no_honest_program_makes_is_refused(data: bytes, why: str) -> None:
    assert why in refusal(lambda: Archive(file_of("a.qdpx", data)))


def test_an_archive_of_very_many_files_is_refused() -> None:
    data = _zip(*((str(n), b"") for n in range(10_001)))
    assert "more than 10000 files" in refusal(lambda: Archive(file_of("a.qdpx", data)))


def test_an_archive_whose_content_is_damaged_is_refused() -> None:
    data = bytearray(_zip(("text", b"a b c " * 100)))
    data[40] ^= 0xFF
    archive = Archive(file_of("a.qdpx", bytes(data)))
    assert archive.names == ("text",)
    assert "a.qdpx, text: it cannot" in refusal(lambda: archive.file("text").data)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty"),
        (b"<a>\n<b></a>", "line 2: it is no XML"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "document type"),
        (b'<!DOCTYPE a SYSTEM "http://evil.example/"><a/>', "document type"),
        (b"<a>&b;</a>", "it is no XML"),
        (b"<a>" * 5000, "nested too deeply"),
        (b'<?xml version="1.0" encoding="nope"?><a/>', "it is no XML"),
    ],
)
def test_xml_that_is_too_much_or_none_is_refused(data: bytes, why: str) -> None:
    assert why in refusal(lambda: element(file_of("a.qde", data)))


def test_xml_is_read_with_its_namespaces() -> None:
    root = element(file_of("a.qde", b'<a xmlns="urn:x"><b c="1">t</b></a>'))
    assert root.tag == "{urn:x}a"
    assert [(each.tag, each.get("c"), each.text) for each in root] == [("{urn:x}b", "1", "t")]
