"""One sitting: the application in a terminal, from taking it to giving it back."""

from nkreader.model.errors import NkreaderError
from nkreader.session.session import Session
from nkreader.tui.app import ReaderApp
from nkreader.tui.driver.found import Found
from nkreader.tui.signals import Heeding


def sit(session: Session, trouble: str | None, *, mouse: bool, found: Found | None = None) -> int:
    """Read and tag until told to leave; return the exit code.

    ``found`` is the terminal before anything was asked of it (default: as it is now). Raises
    NkreaderError with where the report is after a crash.
    """
    found = found or Found()
    app = ReaderApp(session, trouble)
    try:
        with Heeding(app.leave, found):
            app.run(mouse=mouse)
    except Exception:
        if app.crashed is None and app.left_with is None:
            raise
    finally:
        found.settle()
    if app.left_with is not None:
        return app.left_with
    if app.crashed:
        raise NkreaderError(app.crashed)
    return app.return_code or 0
