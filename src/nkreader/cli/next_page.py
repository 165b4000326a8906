"""The first page of the next start: made when the reader has been left, and kept.

It is a convenience. What goes wrong with it is nobody's concern, except in a test.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from nkreader.firstpage import kept
from nkreader.firstpage.circumstances import Circumstances
from nkreader.model.errors import NkreaderError
from nkreader.session.depends import depends_on, folders_of
from nkreader.session.memory import unchanged
from nkreader.session.session import Session

if TYPE_CHECKING:
    from nkreader.tui.sitting import Sitting


class NextPage:
    """The page with which the same words will begin the next time."""

    def __init__(self, session: Session, words: Sequence[str], environ: Mapping[str, str]) -> None:
        """Forget the pages of before: from now on they are no longer what comes.

        ``environ`` is what the next start will find: what is imported sets variables of its own.
        """
        self._session = session
        self._words = words
        self._environ = environ
        self._source: Path | None = None
        self._page: kept.Page | None = None
        self._size = (0, 0)
        self._forget()

    def rehearse(self, trouble: str | None, sitting: "Sitting") -> None:
        """Play through the next start, unless a signal has ended this one: it is not to wait."""
        left = sitting.left
        if left.left_with is not None or left.reader.desk.opened is None:
            return
        from nkreader.tui.rehearsal import rehearse

        self._size = (left.size.width, left.size.height)
        self._source = self._session.library.entries[left.reader.desk.index].path
        # Who interrupts has the prompt in mind: the reader was left already.
        with suppress(NkreaderError, OSError, KeyboardInterrupt):
            self._page = rehearse(self._session, trouble, left)

    def keep(self) -> None:
        """Keep the page, unless what it shows has changed since it was read."""
        session, source = self._session, self._source
        if self._page is None or source is None:
            return
        read_once = (source, *session.workspace.settings_files)
        if all(unchanged(path, since=session.began) for path in read_once):
            self._forget()
            with suppress(OSError):
                paths = map(str, depends_on(session, source))
                kept.keep(self._circumstances(), self._page, paths)

    def _forget(self) -> None:
        with suppress(OSError):
            kept.forget(self._circumstances(), map(str, folders_of(self._session.library)))

    def _circumstances(self) -> Circumstances:
        return Circumstances(
            self._words, self._environ, str(self._session.workspace.cwd), self._size
        )
