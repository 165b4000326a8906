"""One sitting: the application in a terminal, from taking it to giving it back."""

import sys

from msgspec import Struct

from nkreader.firstpage.found import Found
from nkreader.firstpage.standing import Standing
from nkreader.model.errors import NkreaderError
from nkreader.session.memory import NOTHING, recall
from nkreader.session.session import Session
from nkreader.tui.app import ReaderApp
from nkreader.tui.quiet import TURN
from nkreader.tui.signals import Heeding


class Sitting(Struct, frozen=True):
    """A sitting that is over: the application as it was left, and the exit code."""

    left: ReaderApp
    code: int


def sit(
    session: Session, trouble: str | None, standing: Standing | None, *, mouse: bool
) -> Sitting:
    """Read and tag until told to leave.

    ``standing`` is the page that is on the terminal already, if one is. Raises NkreaderError
    with where the report is after a crash.
    """
    found = standing.found if standing else Found()
    memory = recall(standing.page.memory) if standing else NOTHING
    app = ReaderApp(session, trouble, standing=standing, memory=memory)
    sys.setswitchinterval(TURN)
    try:
        with Heeding(app.leave, found):
            app.run(mouse=mouse)
    except Exception:
        if app.crashed is None and app.left_with is None:
            raise
    finally:
        found.settle()
    if app.left_with is not None:
        return Sitting(app, app.left_with)
    if app.crashed:
        raise NkreaderError(app.crashed)
    return Sitting(app, app.return_code or 0)
