"""What was typed in the reader and not saved, from the command line."""

from pathlib import Path

import pytest
from cli_desk import Desk, make_desk

from nkreader.session.annotating.annotate import Details
from nkreader.store.annotations import AnnotationStore

AT = "2026-01-01T14:02:00.000Z"

desk = pytest.fixture(make_desk)


@pytest.fixture
def drafted(desk: Desk) -> str:
    """Tag a passage, and leave a note on it that was typed and not saved."""
    identity = desk.tag("The ministry denied it.", details=Details(speaker="Lee"))
    desk.type(identity, "unseen")
    return identity


def _files(desk: Desk) -> list[Path]:
    return list((desk.root / "annotations").glob("ann.drafts/*"))


def test_doctor_names_what_was_typed_and_where_it_is_but_not_what(desk: Desk, drafted: str) -> None:
    told = desk.run("doctor", "--json")
    assert told.json["database"]["typed_and_not_saved"] == [f"{AT} in {_files(desk)[0]}"]
    assert drafted in _files(desk)[0].name
    assert "unseen" not in told.out
    assert "typed and not saved" in desk.run("doctor").out


def test_a_draft_is_saved(desk: Desk, drafted: str) -> None:
    told = desk.run("edit", drafted[:6], "--draft", "save", "--via", "TASS", "--json")
    assert (told.json["note"], told.json["speaker"], told.json["via"]) == ("unseen", "Lee", "TASS")
    assert _files(desk) == []
    assert desk.run("undo").code == 0
    assert desk.run("show", "--json").json[0]["note"] is None


def test_a_draft_is_dropped(desk: Desk, drafted: str) -> None:
    assert desk.run("edit", drafted[:6], "--draft", "drop").out == f"{drafted}\n"
    assert _files(desk) == []
    assert desk.run("show", "--json").json[0]["note"] is None
    told = desk.run("edit", drafted, "--draft", "drop")
    assert (told.code, told.out) == (1, "")
    assert "nothing that was typed" in told.err


def test_a_draft_of_what_was_deleted_stays_until_it_is_dropped(desk: Desk, drafted: str) -> None:
    assert desk.run("delete", drafted).code == 0
    assert desk.run("edit", drafted, "--draft", "save").code == 1
    assert len(_files(desk)) == 1
    assert desk.run("edit", drafted, "--draft", "drop", "--json").json == {"id": drafted}
    assert _files(desk) == []


def test_dropping_goes_alone(desk: Desk, drafted: str) -> None:
    told = desk.run("edit", drafted, "--draft", "drop", "--note", "x")
    assert told.code == 1
    assert len(_files(desk)) == 1


def test_nothing_is_saved_or_dropped_while_somebody_else_writes(desk: Desk, drafted: str) -> None:
    with AnnotationStore.open(desk.root / "annotations", "ann"):
        for what in ("save", "drop"):
            told = desk.run("edit", drafted, "--draft", what)
            assert told.code == 1
            assert "is writing" in told.err
    assert len(_files(desk)) == 1


def test_what_is_no_draft_is_told_of(desk: Desk, drafted: str) -> None:
    _files(desk)[0].write_bytes(b"\x1b[31m")
    told = desk.run("doctor", "--json")
    assert "holds no draft that can be read" in told.json["database"]["notices"][0]
    assert desk.run("edit", drafted, "--draft", "save").code == 1
    assert _files(desk)[0].read_bytes() == b"\x1b[31m"
