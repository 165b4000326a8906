"""A review in a real terminal of 80x24, without colour, that is killed in the middle."""

from pathlib import Path

import pytest

from harness.reader import STORY
from harness.terminal import Terminal, command, environment
from nkreader.model.annotation import Label, Status
from nkreader.model.span import Span
from nkreader.session.annotating.annotate import annotate
from nkreader.session.start import open_session
from nkreader.session.workspace import locate
from nkreader.store.annotations import AnnotationStore
from nkreader.store.repair.checking import check
from nkreader.store.repair.finding import Severity

QUOTES = (
    "The ministry denied it.",
    "Moscow said the trains were empty.",
    "A satellite saw full trains.",
    "The end came late.",
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    for name in ("annotations", "seeds", "home"):
        (tmp_path / name).mkdir()
    path = tmp_path / "seeds" / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    session = open_session(locate(cwd=tmp_path, annotator="bob"), [path], write=True)
    opened = session.open(session.library.entries[0])
    for quote in QUOTES:
        start = opened.source.text.index(quote)
        annotate(session, opened, Span(start, start + len(quote)), Label.CLAIM)
    session.store.close()
    return tmp_path


def opened(desk: Path) -> Terminal:
    env = environment(desk, NKREADER_ANNOTATOR="ann", NO_COLOR="1")
    return Terminal([command()], cwd=desk, env=env, columns=80, rows=24)


def begun(terminal: Terminal) -> None:
    """Open the review that is offered first."""
    terminal.wait_for("? help")
    terminal.type("R")
    terminal.wait_for("Review what?")
    terminal.type("\r")


def standing_out(terminal: Terminal) -> str:
    """Return what does not look like the text around it."""
    cells = [cell for row in terminal.cells for cell in row]
    return "".join(cell.data for cell in cells if any(cell.attributes))


def test_what_was_decided_stays_and_the_sitting_goes_on_after_a_kill(desk: Path) -> None:
    with opened(desk) as terminal:
        begun(terminal)
        terminal.wait_for("Review 1 of 4")
        terminal.type("x")
        terminal.wait_for("claim rejected, saved")
        terminal.type("j")
        terminal.wait_for("Review 3 of 4")
        terminal.type("e")
        terminal.wait_for("is now evidence, saved")
        terminal.process.kill()
        terminal.process.wait()
    database = desk / "annotations" / "ann.json"
    assert not [each for each in check(database) if each.severity is Severity.FAULT]
    with AnnotationStore.open(desk / "annotations", "ann") as store:
        given = [(each.status, each.label) for each in store.verdicts.values()]
        assert given == [(Status.REJECTED, None), (Status.ACCEPTED, Label.EVIDENCE)]
        (record,) = store.reviews.values()
        assert (record.done, record.total, record.ended) == (3, 4, None)
    with opened(desk) as terminal:
        terminal.wait_for("? help")
        terminal.type("R")
        terminal.wait_for("go on where you were: 3 of 4")
        terminal.type("\r")
        terminal.wait_for("Review 4 of 4")  # that which has left the queue is counted
        # Told from the rest without colour.
        assert terminal.wait_until(lambda: "The end came late." in standing_out(terminal))
        cells = [cell for row in terminal.cells for cell in row]
        assert {cell.foreground for cell in cells} <= {"default", ""}
        terminal.type("y")
        terminal.wait_for("Review done")
        terminal.type("q")
        terminal.wait_for("? help")
        terminal.type("q")
        assert terminal.wait_for_end() == 0
