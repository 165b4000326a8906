"""Take the README's picture from the running program, on the samples.

Run by ``make docs``.
"""

import asyncio
import os
import tempfile
from pathlib import Path

from nkreader.session.start import open_session
from nkreader.session.workspace import locate
from nkreader.tui.app import ReaderApp

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(__file__).with_name("screenshot.svg")
_SOURCE = "captions-panel.txt"
_KEYS = ("a", "a", "a", "J")


async def take() -> None:
    """Open the samples, walk to a tagged passage, and keep the screen."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        os.environ.pop("NO_COLOR", None)
        session = open_session(locate(cwd=ROOT, annotator="you"), [ROOT / "seeds"], write=True)
        app = ReaderApp(session)
        async with app.run_test(size=(130, 36)) as pilot:
            await pilot.pause(0.5)
            names = [entry.path.name for entry in session.library.entries]
            app.reader.open_source(names.index(_SOURCE))
            await pilot.pause(0.2)
            await pilot.press(*_KEYS)
            await pilot.pause(0.2)
            TARGET.write_text(app.export_screenshot(title="nkreader"), encoding="utf-8")
        session.store.close()


if __name__ == "__main__":
    asyncio.run(take())
