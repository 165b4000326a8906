"""What is exported as REFI-QDA is valid by its schema, and every selection covers its quote."""

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest
import xmlschema
from exporters_knotty import EXPORT, KNOTTY, KNOTTY_REF, PASSAGES
from exporters_sample import SAMPLE
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from nkreader.exporters.export import Export, ExportedAnnotation
from nkreader.exporters.formats import format_named
from nkreader.exporters.refi import archive as refi
from nkreader.exporters.refi.codebook import document
from nkreader.exporters.refi.dates import date_time
from nkreader.model.annotation import AnchorState, Label
from nkreader.model.span import Span

SCHEMAS = Path(__file__).parent / "schemas"
Q = "{urn:QDA-XML:project:1.0}"
Damage = Callable[[Element], object]


@cache
def schema(name: str) -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(SCHEMAS / f"{name}.xsd")


def unpacked(export: Export) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(b"".join(refi.archive(export)))) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name).decode() for name in packed.namelist()}


def judge(files: dict[str, str], export: Export) -> None:
    """Fail where a project breaks the schema, or does not say what the export does."""
    project = files["project.qde"]
    schema("Project").validate(project)
    root = fromstring(project)  # noqa: S314 - our own
    codes = {each.get("guid"): each.get("name") for each in root.iter(f"{Q}Code")}
    known = {each.get("guid") for each in root.iter()}
    for reference in root.iter():
        for attribute in ("targetGUID", "originGUID", "creatingUser"):
            assert reference.get(attribute) in (None, *known)
    said = {}
    for source in root.iter(f"{Q}TextSource"):
        path = source.get("plainTextPath", "").replace("internal://", "sources/")
        text = files[path]
        assert "\r" not in text
        for selection in source.iter(f"{Q}PlainTextSelection"):
            start, end = (int(selection.get(f"{name}Position", "")) for name in ("start", "end"))
            assert 0 <= start < end <= len(text)
            coded = [codes[each.get("targetGUID")] for each in selection.iter(f"{Q}CodeRef")]
            key = re.search(r"^id: (.+)$", selection[0].text or "", re.MULTILINE)
            assert key
            said[key[1]] = (text[start:end], *coded)
    assert said == {
        one.annotation.id: (
            _with_line_feeds(one.annotation.quote),
            one.annotation.label.value,
            *(f"#{tag}" for tag in one.annotation.tags),
        )
        for one in export.annotations
    }


@pytest.mark.parametrize("export", [EXPORT, SAMPLE], ids=["knotty", "sample"])
def test_a_project_is_valid_and_every_selection_covers_its_quote(export: Export) -> None:
    judge(unpacked(export), export)


def test_nothing_is_a_valid_project_too() -> None:
    schema("Project").validate(unpacked(Export())["project.qde"])
    schema("Codebook").validate("".join(document(Export())))


def test_the_same_export_gives_the_same_bytes() -> None:
    turned = Export(EXPORT.sources[::-1], EXPORT.annotations[::-1], EXPORT.text_of)
    assert b"".join(refi.archive(turned)) == b"".join(refi.archive(EXPORT))


def test_a_code_book_is_valid_and_has_the_four_labels_and_the_tags() -> None:
    text = "".join(document(SAMPLE))
    schema("Codebook").validate(text)
    names = [each.get("name") for each in fromstring(text).iter() if each.get("name")]  # noqa: S314
    assert names == [*Label, "tags", "#a; b", "#ferry"]
    in_project = fromstring(unpacked(SAMPLE)["project.qde"]).iter(f"{Q}Code")  # noqa: S314
    assert [each.get("name") for each in in_project] == names


def test_positions_are_code_points_of_the_text_with_line_feeds() -> None:
    project, *texts = unpacked(EXPORT).items()
    assert project[0] == "project.qde"
    assert _with_line_feeds(KNOTTY) in dict(texts).values()
    for name, _ in texts:
        assert re.fullmatch(r"sources/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.txt", name)


def test_a_link_leads_from_source_to_source() -> None:
    root = fromstring(unpacked(SAMPLE)["project.qde"])  # noqa: S314
    assert [each.get("name") for each in root.iter(f"{Q}Link")] == ["undermines", "denies"]
    assert refi.losses(SAMPLE) == {"link to what is not exported": 1, "mention": 2}


def test_what_cannot_be_carried_is_counted() -> None:
    text = "a\r\nb\x1b"
    one = replace(PASSAGES[0], start=2, end=4, quote="\nb", note="\x1b[31m", tags=("\0",), links=())
    exported = ExportedAnnotation(one, KNOTTY_REF, AnchorState.EXACT, Span(2, 4))
    export = Export(annotations=(exported,), text_of=lambda _: text)
    assert refi.losses(export) == {refi.PICTURED: 2, refi.WIDENED: 1}
    project = unpacked(export)["project.qde"]
    schema("Project").validate(project)
    assert "␛[31m" in project
    assert 'startPosition="1" endPosition="3"' in project


def _first(name: str) -> Callable[[Element], Element]:
    return lambda root: next(root.iter(f"{Q}{name}"))


def _whole(root: Element) -> Element:
    return next(each for each in root.iter(f"{Q}PlainTextSelection") if _is_short(each))


def _is_short(selection: Element) -> bool:
    return int(selection.get("endPosition", "0")) < len(KNOTTY) // 2


DAMAGES: dict[str, Damage] = {
    "an unknown label": lambda root: _first("Code")(root).set("name", "rumour"),
    "a code that is missing": lambda root: _first("CodeRef")(root).set("targetGUID", "0" * 8),
    "a code that is nowhere": lambda root: _first("CodeRef")(root).set(
        "targetGUID", "00000000-0000-0000-0000-000000000000"
    ),
    "no code": lambda root: _first("Coding")(root).clear(),
    "codable or not": lambda root: _first("Code")(root).attrib.pop("isCodable"),
    "an end before its start": lambda root: _whole(root).set("endPosition", "0"),
    "an end past the text": lambda root: _whole(root).set("endPosition", "9999"),
    "no end": lambda root: _whole(root).attrib.pop("endPosition"),
    "a start that is no number": lambda root: _whole(root).set("startPosition", "one"),
    "a wrong quote": lambda root: _whole(root).set("endPosition", "5"),
    "a link to nothing": lambda root: _first("Link")(root).set(
        "targetGUID", "00000000-0000-0000-0000-000000000000"
    ),
    "a note that is missing": lambda root: root.remove(_first("Notes")(root)),
    "another order": lambda root: root.append(root[0]),
    "another namespace": lambda root: setattr(root, "tag", "Project"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_broken_project_is_found_out(damage: Damage) -> None:
    files = unpacked(EXPORT)
    root = fromstring(files["project.qde"])  # noqa: S314
    damage(root)
    files["project.qde"] = tostring(root, encoding="unicode")
    with pytest.raises((xmlschema.XMLSchemaException, AssertionError, KeyError)):
        judge(files, EXPORT)


NASTY = st.lists(
    st.sampled_from(
        (
            "🛰",
            "👩‍👩‍👧",
            "e\u0301",
            "항",
            "\u00a0",
            "  ",
            "“",
            "\r\n",
            "\n",
            "<",
            "&",
            "]]>",
            '"',
            "a",
        )
    ),
    min_size=1,
).map("".join)


@settings(max_examples=40)
@given(NASTY, NASTY, st.data())
def test_any_passage_of_any_text_is_covered(text: str, words: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1).filter(lambda at: not _splits(text, at)))
    end = data.draw(st.integers(start + 1, len(text)).filter(lambda at: not _splits(text, at)))
    one = replace(
        PASSAGES[0], start=start, end=end, quote=text[start:end], note=words, tags=(words,),
        annotator=words, about=words, links=(),
    )  # fmt: skip
    exported = ExportedAnnotation(one, KNOTTY_REF, AnchorState.EXACT, Span(start, end))
    export = Export(annotations=(exported,), text_of=lambda _: text)
    judge(unpacked(export), export)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2024-03-05T10:00:00.000Z", "2024-03-05T10:00:00.000Z"),
        ("2024-03-05T10:00:00Z", "2024-03-05T10:00:00Z"),
        ("2024-03-05T10:00:00+15:00", "2024-03-04T19:00:00.000Z"),
        ("2024-03-05", "2024-03-05T00:00:00.000Z"),
        ("yesterday", None),
        ("0001-01-01T00:00:00+15:00", None),
        (None, None),
    ],
)
def test_a_date_is_as_the_schema_wants_it(text: str | None, written: str | None) -> None:
    assert date_time(text) == written


def test_the_formats_are_registered() -> None:
    assert format_named("refi-qda").suffix == ".qdpx"
    assert format_named("qdc").losses(SAMPLE) == {"annotation": 4, "source": 2}


def _with_line_feeds(text: str) -> str:
    """Return a text as it is in the archive: without what some programs end a line at."""
    return re.sub("[\x85\u2028]", " ", text.replace("\r\n", "\n").replace("\r", "\n"))


def _splits(text: str, at: int) -> bool:
    return text[at - 1 : at + 1] == "\r\n"
