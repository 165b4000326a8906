"""A reader that waits, its first page standing, until it is let go on."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from harness.terminal import Terminal, command, environment

STORY = """Ministry denies shipments

The ministry denied it. Moscow said the trains were empty. A satellite saw full trains.

Analysts think more will follow. Kim Jong Un may visit in May. “We know nothing,” he said.

Pyongyang kept silent. 北韓 said nothing either. The end came late.
"""
_WAITING = """
import os, sys, time
class Gate:
    def find_spec(self, name, path, target=None):
        if name == "nkreader.cli.program":
            while not os.path.exists("go on"):
                time.sleep(0.005)
            if os.path.exists("break"):
                raise ImportError("broken on purpose")
sys.meta_path.insert(0, Gate())
from nkreader.cli import main
sys.exit(main(sys.argv[1:]))
"""


class FirstPageDesk:
    """A workspace, and the reader opened on it again and again."""

    def __init__(self, folder: Path) -> None:
        """Make a workspace with two sources."""
        self.folder = folder
        self.story = folder / "seeds" / "story.txt"
        self.database = folder / "annotations" / "ann.json"
        for made in ("annotations", "seeds", "home"):
            (folder / made).mkdir()
        self.story.write_text(STORY, encoding="utf-8")
        (folder / "seeds" / "tomorrow.txt").write_text("It came later.\n", encoding="utf-8")
        # Older than any sitting: else what was read might be something else already.
        for source in (folder / "seeds").iterdir():
            os.utime(source, (1, 1))
        self.env = environment(folder)

    @property
    def pages(self) -> list[Path]:
        """The files of pages that are kept."""
        return sorted((self.folder / "home/.local/state/nkreader/pages").glob("*"))

    def open(self, *words: str, columns: int = 120, rows: int = 40) -> Terminal:
        """Start the reader."""
        return self._start([command(), *words], columns, rows)

    def open_waiting(self, *words: str, columns: int = 120, rows: int = 40) -> Terminal:
        """Start the reader, which stops where its first page would stand."""
        (self.folder / "go on").unlink(missing_ok=True)
        return self._start([sys.executable, "-c", _WAITING, *words], columns, rows)

    def let_go_on(self) -> None:
        """Let the reader that waits go on."""
        (self.folder / "go on").touch()

    def read_once(self, keys: str = "jj", *words: str, columns: int = 120, rows: int = 40) -> None:
        """Open the reader, press keys, and leave."""
        with self.open(*words, columns=columns, rows=rows) as terminal:
            terminal.wait_for("help")
            terminal.wait_for_quiet()
            terminal.type(keys)
            terminal.wait_for_quiet()
            terminal.type("q")
            assert terminal.wait_for_end() == 0

    def _start(self, words: Sequence[str], columns: int, rows: int) -> Terminal:
        return Terminal(words, cwd=self.folder, env=self.env, columns=columns, rows=rows)
