"""Timelines on the screen: of the claim here, of a name here, and what shifts in them."""

from pathlib import Path

import pytest
from tui_tagging import tag

from harness.reader import Open, Reader, lines_of, opener, place
from nkreader.tui.panes.row_list import RowList
from nkreader.tui.panes.status import StatusLine
from nkreader.tui.panes.title import PaneTitle
from nkreader.tui.screen import ReaderScreen
from nkreader.tui.timeline.choice import SubjectChoice
from nkreader.tui.timeline.screen import TimelineScreen

SENT = "has sent shells."
NOBODY = "nobody has seen them."
NOT_ONE = "not one."
BYE = "good night to you all."
VISIT = "Kim Jong Un may visit in May."


@pytest.fixture
def open_tagged(workspace: Path) -> Open:
    """Return a way to open the reader on a claim that Seoul makes, denies, and makes again."""
    tag(
        workspace,
        [
            ("c1", SENT, "claim", "Seoul", ""),
            ("d1", NOBODY, "denial", "the Kremlin", "denies c1"),
            ("d2", NOT_ONE, "denial", "Seoul", "denies c1"),
            ("c2", BYE, "claim", "Seoul", "repeats c1"),
            ("c3", VISIT, "claim", "Analysts", ""),
        ],
    )
    return opener(workspace)


def seen(reader: Reader) -> list[str]:
    """Return what the list of the screen on top shows."""
    return [line for line in lines_of(reader.app.screen.query_one(RowList)) if line]


async def test_the_timeline_of_the_claim_here_marks_what_shifts(open_tagged: Open) -> None:
    async with open_tagged() as reader:
        reader.parts.travelling.go_to_annotation("d1")
        await reader.press("T")
        assert place(reader) is TimelineScreen
        shown = seen(reader)
        assert shown[0] == "2023-09-19 17:59+02:00 C claim Seoul · KITTIWAKETV"
        assert shown[1] == f"  {SENT}"
        shifts = [line.strip() for line in shown if line.startswith("  !")]
        assert shifts == [
            "!  of this claim, for the first time: claimed, then denied",
            "!! the same side: claimed, then denied",
            "!! the same side: denied, then confirmed",
        ]
        await reader.press("g", "n", "n", "n", "enter")
        assert place(reader) is ReaderScreen
        assert reader.selected == BYE


async def test_without_an_annotation_it_is_asked_whose_timeline(open_tagged: Open) -> None:
    async with open_tagged() as reader:
        reader.parts.travelling.go_to_annotation("c3")
        await reader.press("G", "T")  # a sentence that names nobody
        assert place(reader) is ReaderScreen
        assert "nothing is tagged here" in reader.said
        reader.parts.travelling.go_to_annotation("c3")
        await reader.press("T")
        assert seen(reader)[1] == f"  {VISIT}"
        await reader.press("T")  # of something else that is here
        assert place(reader) is SubjectChoice
        assert seen(reader)[:3] == [f"claim   {VISIT}", "speaker Analysts", "entity  Kim Jong Un"]
        await reader.press("G", "enter")
        await reader.until(lambda: place(reader) is TimelineScreen)
        assert seen(reader)[1:2] == [f"  {VISIT}"]
        await reader.press("q")
        assert place(reader) is ReaderScreen


@pytest.mark.parametrize("label", ["claim", "denial", "evidence", "speculation"])
async def test_a_timeline_is_headed_by_what_it_is_of(workspace: Path, label: str) -> None:
    tag(workspace, [("a1", VISIT, label, "", "")])
    async with opener(workspace)() as reader:
        reader.parts.travelling.go_to_annotation("a1")
        await reader.press("T")
        title = reader.app.screen.query_one("#screen-title", PaneTitle)
        assert f"{label}: {VISIT}" in lines_of(title)[0]
        await reader.press("T")
        assert seen(reader)[0].split(maxsplit=1) == [label, VISIT]


async def test_the_timeline_of_a_speaker_has_all_that_was_said_so(open_tagged: Open) -> None:
    async with open_tagged() as reader:
        reader.parts.travelling.go_to_annotation("c1")
        await reader.press("T", "T", "j", "enter")
        said = [line.strip() for line in seen(reader) if line.startswith("  ") and line[2] != "!"]
        assert said == [SENT, NOT_ONE, BYE]


async def test_from_the_ledger_to_a_timeline_and_back(open_tagged: Open) -> None:
    async with open_tagged(size=(40, 10)) as reader:
        await reader.press("C", "T")
        assert place(reader) is TimelineScreen
        title = reader.app.screen.query_one("#screen-title", PaneTitle)
        assert "Timeline 4 · 2 shifts !! · claim: " in lines_of(title)[0]
        assert "timeline.other" not in {each.binding.id for each in reader.app.screen.keys_here()}  # type: ignore[attr-defined]
        assert all(len(line) <= 40 for line in seen(reader))
        await reader.press("T")
        assert place(reader) is TimelineScreen
        told = reader.app.screen.query_one(StatusLine).message
        assert told == "there is no timeline of anything else here"
        await reader.press("escape", "escape")
        assert place(reader) is ReaderScreen
