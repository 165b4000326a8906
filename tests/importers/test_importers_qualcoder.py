"""A project that went through QualCoder comes back as what it was.

QualCoder tells each code of a passage in a selection of its own, makes GUIDs anew, keeps no
notes and links, and writes texts with a byte-order mark and, if asked, CR LF line ends.
"""

import io
import zipfile
from itertools import count
from pathlib import Path
from random import Random
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

import pytest
from importers_databases import file_of

from harness.generated import session_on, tag_at_random, text_of
from nkreader.exporters.export import Export
from nkreader.exporters.refi.archive import archive
from nkreader.importers.refi.archive import read
from nkreader.session.export import collect
from nkreader.session.importing import import_annotations

_NAMESPACE = "urn:QDA-XML:project:1.0"
_Q = f"{{{_NAMESPACE}}}"


def through_qualcoder(export: Export, line_end: str) -> bytes:
    """Return what QualCoder makes of a project that it has imported."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(b"".join(archive(export)))) as came:
        project = _told_anew(fromstring(came.read("project.qde")))  # noqa: S314 - our own
        with zipfile.ZipFile(made, "w") as goes:
            goes.writestr("project.qde", tostring(project, encoding="utf-8"))
            for name in came.namelist()[1:]:
                text = came.read(name).decode().replace("\n", line_end)
                goes.writestr(name, text.encode("utf-8-sig"))
    return made.getvalue()


def _told_anew(root: Element) -> Element:
    numbers = count(1)
    root.set("origin", "QualCoder 3.6")
    for name in ("Notes", "Links"):
        for each in root.findall(f"{_Q}{name}"):
            root.remove(each)
    for source in root.iter(f"{_Q}TextSource"):
        for selection in source.findall(f"{_Q}PlainTextSelection"):
            at = list(source).index(selection)
            source.remove(selection)
            for place, coding in enumerate(selection.findall(f"{_Q}Coding"), at):
                source.insert(place, _selection(selection, coding, next(numbers)))
        value = SubElement(source, f"{_Q}VariableValue")
        SubElement(value, f"{_Q}VariableRef", {"targetGUID": ""})
        SubElement(value, f"{_Q}TextValue").text = "of no variable"
    return root


def _selection(told: Element, coding: Element, number: int) -> Element:
    made = Element(f"{_Q}PlainTextSelection", dict(told.attrib))
    made.set("guid", f"00000000-0000-4000-8000-{number:012x}")
    del made.attrib["modifiedDateTime"]
    kept = made.attrib.pop("creationDateTime").replace("T", " ").replace("Z", "")
    made.set("creationDateTime", f"{kept[:10]}T{kept[11:]}Z")
    made.extend([told[0], coding])
    return made


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_what_comes_back_is_here_already(line_end: str, tmp_path: Path) -> None:
    random = Random(5)
    texts = {f"{name}.txt": text_of(random, 60) + name for name in "abc"}
    session = session_on(tmp_path, texts)
    with session.store:
        tag_at_random(session, random, 40)
        export = collect(session).export
        back = read(file_of("back.qdpx", through_qualcoder(export, line_end)))
        result = import_annotations(session, back)
        assert result.added == ()
        assert result.present == len(export.annotations) == 120


def test_elsewhere_it_is_the_same_but_for_links(tmp_path: Path) -> None:
    random = Random(6)
    texts = {f"{name}.txt": text_of(random, 60) + name for name in "ab"}
    first = session_on(tmp_path / "one", texts)
    second = session_on(tmp_path / "two", texts, "bob")
    with first.store, second.store:
        tag_at_random(first, random, 30)
        back = read(file_of("back.qdpx", through_qualcoder(collect(first).export, "\r\n")))
        import_annotations(second, back)
        for key, each in first.store.annotations.items():
            found = second.store.annotations[key]
            assert (found.span, found.quote, found.label) == (each.span, each.quote, each.label)
            assert (found.note, found.annotator, found.created) == (
                each.note,
                each.annotator,
                each.created,
            )
            assert found.tags == each.tags
