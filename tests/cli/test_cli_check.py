"""``nkreader check``: one line for each finding, nothing changed without ``--repair``."""

import gzip
import json
from pathlib import Path

import pytest
from cli_desk import Desk, make_desk

desk = pytest.fixture(make_desk)


def everything(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.name: path.read_bytes() for path in files}


def test_sound_work_is_said_to_be_sound(desk: Desk) -> None:
    nothing = desk.run("check")
    assert (nothing.code, nothing.rows[0][2]) == (0, "is not there yet")
    desk.tag("The end came late.")
    before = everything(desk.root / "annotations")
    done = desk.run("check")
    assert done.code == 0
    assert "the work of ann is sound" in done.err
    assert all(row[0] == "notice" for row in done.rows)
    assert "1 exact, 0 moved, 0 changed, 0 orphan" in done.rows[-1][2]
    report = desk.run("check", "--json").json
    assert report["sound"] is True
    assert report["repaired"] == []
    assert everything(desk.root / "annotations") == before


def test_faults_are_told_and_mended_on_demand(desk: Desk) -> None:
    made = desk.tag("The end came late.")
    file = desk.root / "annotations" / "ann.json"
    damaged = file.read_bytes().replace(b'"start": ', b'"start": -')
    file.write_bytes(damaged)
    before = everything(file.parent)
    done = desk.run("check")
    assert done.code == 1
    assert [row[:2] for row in done.rows if row[0] == "fault"] == [["fault", "ann.json"]]
    assert "'start'" in done.out
    assert "1 fault: --repair mends what can be" in done.err
    assert done.err.count("\n") == 1
    assert desk.run("check", "--json").json["sound"] is False
    assert everything(file.parent) == before
    done = desk.run("check", "--repair", "--json")
    assert done.code == 0
    assert any("ann.json.damaged-1" in line for line in done.json["repaired"])
    assert (file.parent / "ann.json.damaged-1").read_bytes() == damaged
    assert [row[0] for row in desk.run("show").rows] == [made]


def test_damage_is_shown_by_commands_that_read_and_refused_by_those_that_write(desk: Desk) -> None:
    made = [desk.tag(quote) for quote in ("The end came late.", "The end")]
    file = desk.root / "annotations" / "ann.json"
    lines = file.read_bytes().split(b"\n")
    at = next(number for number, line in enumerate(lines) if made[0].encode() in line)
    lines[at] = lines[at][:40] + b"\x00\x1b]52;c;x\x07" + lines[at][50:]
    file.write_bytes(damaged := b"\n".join(lines))
    shown = desk.run("show")
    assert {row[0] for row in shown.rows} == set(made)
    assert f"damaged at line {at + 1}" in shown.err
    refused = desk.run("relabel", made[1], "denial")
    assert refused.code == 1
    assert "check --repair" in refused.err
    assert desk.run("doctor", "--json").json["database"]["health"].startswith("damaged")
    assert file.read_bytes() == damaged
    told = desk.run("check")
    assert told.code == 1
    assert "\x1b" not in told.out
    assert desk.run("check", "--repair").code == 0
    assert desk.run("relabel", made[1], "denial").code == 0
    assert {row[0] for row in desk.run("show").rows} == set(made)


@pytest.mark.parametrize(
    ("content", "severity"),
    [(None, "notice"), (b"garbage", "fault"), ("another length", "fault"), ("", "fault")],
)
def test_a_kept_text_that_is_gone_or_another_is_told_of(
    desk: Desk, content: str | bytes | None, severity: str
) -> None:
    desk.tag("The end came late.")
    assert desk.run("check").code == 0
    (file,) = (desk.root / "annotations" / "ann.texts").iterdir()
    text = gzip.decompress(file.read_bytes()).decode()
    if content is None:
        file.unlink()
    elif isinstance(content, bytes):
        file.write_bytes(content)
    else:
        file.write_bytes(gzip.compress((content or text[::-1]).encode()))
    before = everything(desk.root / "annotations")
    done = desk.run("check")
    name = file.parent.name if content is None else file.name
    assert [row[0] for row in done.rows if row[1] == name] == [severity]
    assert done.code == (severity == "fault")
    assert everything(desk.root / "annotations") == before


def test_doctor_says_in_short_what_check_says_and_mends_nothing(desk: Desk) -> None:
    for quote in ("The end came late.", "The end"):
        desk.tag(quote)
    assert desk.run("doctor", "--json").json["database"]["health"] == "whole"
    file = desk.root / "annotations" / "ann.json"
    whole = file.read_bytes()
    file.write_bytes(whole[: whole.rindex(b"\n,") + 40])
    before = everything(file.parent)
    told = desk.run("doctor", "--json").json["database"]
    assert told["health"].startswith("not in order: its last write was cut short")
    assert told["health"].endswith("nkreader check tells all")
    assert told["annotations"] == 1
    assert everything(file.parent) == before
    file.unlink()
    before = everything(file.parent)
    assert "is gone" in desk.run("doctor").out
    assert everything(file.parent) == before


def test_a_step_that_was_not_finished_is_told_by_both_and_finished_by_neither(desk: Desk) -> None:
    desk.tag("The end came late.")
    file = desk.root / "annotations" / "ann.json"
    older = file.read_bytes()
    desk.tag("The end")
    file.write_bytes(older)
    before = everything(file.parent)
    done = desk.run("check")
    assert done.code == 0
    assert "the next opening completes it, and nothing is lost" in done.out
    told = desk.run("doctor", "--json").json["database"]
    assert told["health"] == "whole"
    assert any("a step was not finished" in each for each in told["notices"])
    assert everything(file.parent) == before
    assert len(desk.run("show").rows) == 2
    assert "not finished" not in desk.run("check").out


@pytest.mark.parametrize("content", ["no json", "[]", json.dumps({"annotations": 3}), ""])
def test_what_is_no_database_is_left_as_it_is(desk: Desk, content: str) -> None:
    file = desk.write("annotations/ann.json", content)
    for words in (("check",), ("check", "--repair"), ("check", "--json")):
        done = desk.run(*words)
        assert done.code == (1 if content else 0), words
        assert done.err.count("\n") == 1
        assert file.read_text(encoding="utf-8") == content
        assert list(file.parent.iterdir()) == [file]


def test_a_name_that_can_be_no_file_is_refused(desk: Desk) -> None:
    done = desk.run("check", "--annotator", "../bob")
    assert done.code == 1
    assert "../bob" in done.err
