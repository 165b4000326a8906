"""However low the screen is, a dialog says what its keys do; what is long in it gives way."""

from typing import Any

import pytest
from msgspec.structs import replace
from textual.screen import ModalScreen

from harness.reader import Open, Reader
from harness.store_samples import annotation
from nkreader.session.annotating.proposing import Proposals
from nkreader.tui.dialogs.details import DetailsForm
from nkreader.tui.dialogs.view import DetailsView
from nkreader.tui.timeline.choice import SubjectChoice
from nkreader.tui.timeline.subject import Named, Subject

SIZES = [(80, 24), (60, 20), (60, 17), (40, 12)]
TIED = ("c", "j", "c", "j", "d", "greater_than_sign", "enter")
LONG = replace(annotation(1), note="a note that takes up several lines of it, " * 30)
LINKS = [f"denied by denial {number}" for number in range(20)]
SUBJECTS = [Subject(Named.SPEAKER, f"{number}", f"somebody {number}") for number in range(20)]


def shown(reader: Reader) -> str:
    """Return what is on screen in one line, without the borders of dialogs."""
    strips = reader.app.screen._compositor.render_strips()
    return " ".join(" ".join(strip.text for strip in strips).replace("│", " ").split())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (TIED[:-1], ("this denial denies the claim", "Esc leave")),
        ((*TIED, "greater_than_sign", "down", "enter", "full_stop"), ("DENIAL", "Esc back")),
        (("v", "l", "E"), ("is a name of", "Esc change nothing")),
        (("R",), ("Review what?", "Esc back")),
        (("question_mark",), ("Esc back",)),
    ],
)
async def test_a_dialog_says_what_its_keys_do(
    open_reader: Open, size: tuple[int, int], keys: tuple[str, ...], said: tuple[str, ...]
) -> None:
    async with open_reader(size=size) as reader:
        await reader.press(*keys)
        assert isinstance(reader.app.screen, ModalScreen)
        for each in said:
            assert each in shown(reader)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("dialog", "last"),
    [
        (lambda: SubjectChoice(SUBJECTS), "Enter show it · Esc back"),
        (lambda: DetailsForm(LONG, Proposals(), LINKS), "Tab next field · Esc change nothing"),
        (lambda: DetailsView(LONG, LINKS), "Esc back · or tag the passage yourself"),
    ],
)
async def test_however_much_there_is_to_show(
    open_reader: Open, size: tuple[int, int], dialog: Any, last: str
) -> None:
    async with open_reader(size=size) as reader:
        reader.app.push_screen(dialog())
        await reader.press("down")
        assert last in shown(reader)


async def test_what_does_not_fit_is_scrolled_to(open_reader: Open) -> None:
    async with open_reader(size=(60, 20)) as reader:
        reader.app.push_screen(DetailsView(LONG, LINKS))
        assert LINKS[-1] not in shown(reader)
        await reader.press(*["j"] * 60)
        assert LINKS[-1] in shown(reader)
