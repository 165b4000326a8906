"""``nkreader import`` in a workspace: what it takes in, what it says, what it refuses."""

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_desk import STORY, Desk, make_desk

from nkreader.importers.formats import FORMATS
from nkreader.model.annotation import Label

desk = pytest.fixture(make_desk)

QUOTE = "Moscow said the trains were empty."


def exported(desk: Desk, form: str = "json") -> Path:
    """Export two linked annotations of ann's; return the file."""
    claim = desk.tag(QUOTE, id_="claim1")
    desk.tag("A satellite saw full trains.", Label.EVIDENCE, id_="evidence1")
    assert claim == "claim1"
    path = desk.root / f"tagged.{form}"
    assert desk.run("export", "--format", form, "--output", str(path), "--force").code == 0
    return path


def databases(desk: Desk) -> dict[str, bytes]:
    """Return the bytes of all files of the annotations folder."""
    found = sorted((desk.root / "annotations").rglob("*"))
    return {each.name: each.read_bytes() for each in found if each.is_file()}


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "webannotation"])
def test_an_export_comes_back_into_another_folder(desk: Desk, form: str) -> None:
    path = exported(desk, form)
    done = desk.run("import", str(path), "--annotations", "other", "--json")
    assert done.code == 0, done.err
    assert done.err == ""
    assert (done.json["format"], done.json["added"]) == (form, ["claim1", "evidence1"])
    here, there = (desk.run("export", *words).json for words in ((), ("--annotations", "other")))
    assert here == there


@pytest.mark.parametrize("form", [each.name for each in FORMATS if each.name != "spans"])
def test_a_format_is_known_by_what_it_is_whatever_its_name(desk: Desk, form: str) -> None:
    exported(desk)
    assert desk.run("export", "--format", form, "--output", "given").code == 0
    done = desk.run("import", "given", "--annotations", "other", "--json")
    assert (done.code, done.err) == (0, "")
    assert (done.json["format"], len(done.json["added"])) == (form, 2)


def test_a_code_book_and_a_foreign_zip_are_refused_for_what_they_are(desk: Desk) -> None:
    exported(desk)
    desk.run("export", "--format", "qdc", "--output", "book")
    assert "it is a code book" in desk.run("import", "book").err
    with zipfile.ZipFile(desk.root / "given", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "it is no REFI-QDA project" in desk.run("import", "given").err


def test_importing_again_adds_nothing_and_undo_takes_all_back(desk: Desk) -> None:
    path = exported(desk)
    desk.run("import", str(path), "--annotations", "other")
    again = desk.run("import", str(path), "--annotations", "other")
    assert again.rows[:2] == [["added", "0"], ["here already", "2"]]
    undone = desk.run("undo", "--annotations", "other")
    assert undone.rows[0][0] == "import"
    assert desk.run("show", "--annotations", "other").out == ""
    assert desk.run("check", "--annotations", "other").code == 0


def test_a_dry_run_says_the_same_and_writes_nothing(desk: Desk) -> None:
    path = exported(desk)
    dry = desk.run("import", str(path), "--annotations", "other", "--dry-run", "--json")
    assert not (desk.root / "other").exists()
    real = desk.run("import", str(path), "--annotations", "other", "--json")
    assert dry.json.pop("dry_run") is True
    assert {**dry.json, "dry_run": False} == real.json


def test_lines_of_spans_come_in_as_suggested_and_orphans_are_told(desk: Desk) -> None:
    start = STORY.index(QUOTE)
    here = {"text": STORY, "spans": [{"start": start, "end": start + 6, "label": "claim"}]}
    gone = {"text": "Nowhere at all.", "spans": [{"start": 0, "end": 7, "label": "DENIAL"}]}
    path = desk.write("model.jsonl", "\n".join(map(json.dumps, (here, gone))))
    done = desk.run("import", str(path), "--json")
    (orphan,) = done.json["orphans"]
    assert f"1 of 2 are found in no source and were kept as orphans: {orphan}" in done.err
    shown = desk.run("export").json["annotations"]
    assert {(each["quote"], each["status"], each["anchor"]) for each in shown} == {
        ("Moscow", "suggested", "exact"),
        ("Nowhere", "suggested", "orphan"),
    }


def test_ids_of_others_are_told(desk: Desk) -> None:
    path = exported(desk)
    path.write_text(path.read_text().replace('"label": "claim"', '"label": "denial"'))
    done = desk.run("import", str(path), "--json")
    (renamed,) = done.json["renamed"]
    assert renamed["told"] == "claim1"
    assert f"claim1 is {renamed['id']}" in done.err


def test_a_source_outside_of_the_workspace_can_be_named(desk: Desk, tmp_path: Path) -> None:
    outside = tmp_path / "far" / "story.txt"
    outside.parent.mkdir()
    outside.write_text(STORY)
    (desk.root / "seeds" / "story.txt").unlink()
    line = {"text": QUOTE, "spans": [{"start": 0, "end": 6, "label": "claim"}]}
    path = desk.write("model.jsonl", json.dumps(line))
    assert desk.run("import", str(path), str(outside), "--json").json["orphans"] == []
    assert str(outside) in desk.run("show").out


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _unreadable(path: Path) -> None:
    path.write_text("{}")
    path.chmod(0)


def _folder(path: Path) -> None:
    path.mkdir()


HEAD = b'{"format": "nkreader"'
MAKERS: dict[str, Callable[[Path], object]] = {
    "there is no such file": lambda path: None,
    "it is a pipe, not a file": _fifo,
    "say --format": _folder,
    "of which format it is": lambda path: path.write_bytes(b""),
    "byte 0xff is not UTF-8": lambda path: path.write_bytes(HEAD + b', "\xff": 1}'),
    "it is a device, not a file": lambda path: path.symlink_to("/dev/zero"),
    "nested too deeply": lambda path: path.write_bytes(
        b'{"format": "nkreader", "a": ' + b"[" * 10**6
    ),
    "field 'version' is not 1": lambda path: path.write_text(
        '{"format": "nkreader", "version": 2}'
    ),
}


@pytest.mark.parametrize("why", MAKERS)
def test_what_cannot_be_imported_is_refused_in_a_line_and_nothing_changes(
    desk: Desk, why: str
) -> None:
    exported(desk)
    path = desk.root / "given"
    MAKERS[why](path)
    before = databases(desk)
    done = desk.run("import", "given")
    assert done.code == 1
    assert done.out == ""
    assert len(done.err.splitlines()) == 1
    assert "given" in done.err
    assert why in done.err
    assert databases(desk) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_a_file_that_may_not_be_read_is_refused(desk: Desk) -> None:
    _unreadable(desk.root / "given")
    assert "you may not read it" in desk.run("import", "given").err


def test_a_database_is_no_import(desk: Desk) -> None:
    exported(desk)
    before = databases(desk)
    (desk.root / "link.json").symlink_to("annotations/ann.json")
    for name in ("annotations/ann.json", "link.json", "annotations"):
        done = desk.run("import", name)
        assert done.code == 1, name
        assert "whose work is read already" in done.err
    assert databases(desk) == before


def test_a_fault_in_the_last_record_leaves_nothing_of_the_first(desk: Desk) -> None:
    path = exported(desk, "jsonl")
    before = databases(desk)
    path.write_text(path.read_text().replace("claim1", "new1") + '{"id": "new2"}\n')
    done = desk.run("import", str(path))
    assert done.code == 1
    assert "tagged.jsonl, line 3: field 'source' is missing" in done.err
    assert databases(desk) == before


def test_an_unknown_format_is_wrong_usage(desk: Desk) -> None:
    done = desk.run("import", "x", "--format", "docx")
    assert done.code == 2
    assert "there is no format 'docx'" in done.err


def test_nothing_of_a_hostile_import_steers_the_terminal(desk: Desk) -> None:
    name = "a\x1b]0;x\x07\u202e.json"
    desk.write(name, '{"format": "nkreader", "\x1b[31m')
    done = desk.run("import", name)
    assert done.code == 1
    assert "\x1b" not in done.err
    assert "\u202e" not in done.err


@pytest.mark.parametrize("again", [False, True])
def test_sources_that_lie_elsewhere_are_found_where_they_are_named_and_from_then_on(
    desk: Desk, tmp_path: Path, again: bool
) -> None:
    far = tmp_path / "far"
    path = exported(desk)
    (desk.root / "seeds").rename(far)
    document = path.read_text().replace('"path": "seeds/', f'"path": "{far}/')
    path.write_text(document)
    other = ("--annotations", "other")
    if again:
        done = desk.run("import", str(path), *other)
        assert "2 of 2 are found in no source and were kept as orphans" in done.err
        assert done.err.endswith("(name their folder: nkreader import FILE FOLDER)\n")
        assert [row[0] for row in desk.run("verify", *other).rows] == ["orphan"] * 2
        log = desk.run("log", *other).out
    done = desk.run("import", str(path), str(far), *other)
    assert (done.err, done.rows[again]) == ("", [("added", "here already")[again], "2"])
    assert [row[0] for row in desk.run("verify", *other).rows] == ["exact"] * 2
    assert desk.run("check", *other).code == 0
    if again:
        assert desk.run("log", *other).out == log
        database = (desk.root / "other" / "ann.json").read_bytes()
        assert desk.run("import", str(path), str(far), *other).code == 0
        assert (desk.root / "other" / "ann.json").read_bytes() == database
    assert desk.run("undo", *other).rows[0][0] == "import"
    assert desk.run("redo", *other).rows[0][0] == "import"
    assert [row[0] for row in desk.run("verify", *other).rows] == ["exact"] * 2


def test_no_path_of_an_import_is_looked_at(desk: Desk, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    path = exported(desk)
    (desk.root / "seeds" / "story.txt").rename(secret)
    path.write_text(path.read_text().replace('"path": "seeds/story.txt', f'"path": "{secret}'))
    for _ in range(2):
        desk.run("import", str(path), "--annotations", "other")
        rows = desk.run("verify", "--annotations", "other").rows
        assert [row[0] for row in rows] == ["orphan"] * 2
