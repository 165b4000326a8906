"""What a real terminal shows: a handful of screens, kept as text in ``screens/``.

To take them anew: ``NKREADER_TAKE_SCREENS=1 pytest tests/test_screens.py``; then read them.
"""

import os
import re
import shutil
from pathlib import Path

import pytest

from harness.reader import STORY, TALK
from harness.terminal import Terminal, command, environment

SCREENS = Path(__file__).with_name("screens")
_CLOCK = re.compile(r"\d\d:\d\d:\d\d")

CASES = {
    "wide": ((120, 30), "]))jjcjJdg", "J more sentences"),
    "middle": ((80, 24), "jcjdk", "u undo"),
    "small": ((40, 10), "]jcjjd", "saved"),
    "details": ((80, 24), "jd\r", "Esc change nothing"),
    "entity": ((80, 24), "jvlE", "Esc change nothing"),
    "link": ((80, 24), "jcjd>", "Esc leave"),
    "link-small": ((40, 10), "jcjd>", "this denial"),
    "help": ((80, 24), "?", "Esc back"),
    "review": ((80, 24), "jcjjdR\rl", "r sets the passage only"),
    "review-small": ((40, 10), "jcjjdR\r", "Review 1 of 2"),
    "ledger": ((80, 24), "jcjdjcC", "open"),
    "everything": ((80, 24), "jdStrains\r", "hits in"),
    "search": ((80, 24), "/trains\r", "of 2"),
}


@pytest.mark.parametrize("name", CASES)
def test_screen(name: str, tmp_path: Path) -> None:
    (columns, rows), keys, sign = CASES[name]
    kept, taking = SCREENS / f"{name}.txt", "NKREADER_TAKE_SCREENS" in os.environ
    (tmp_path / "annotations").mkdir()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "story.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "seeds" / "talk.txt").write_text(TALK, encoding="utf-8")
    env = environment(tmp_path)
    with Terminal([command()], cwd=tmp_path, env=env, columns=columns, rows=rows) as terminal:
        terminal.wait_for("? help")
        terminal.type(keys)
        terminal.wait_for(sign)
        if taking:
            terminal.wait_for_quiet()
        else:
            # A loaded machine draws a screen in parts.
            terminal.wait_until(lambda: _shown(terminal) == kept.read_text(encoding="utf-8"))
        shown = _shown(terminal)
    if taking:
        SCREENS.mkdir(exist_ok=True)
        kept.write_text(shown, encoding="utf-8")
    assert shown == kept.read_text(encoding="utf-8")


def test_the_command_is_installed() -> None:
    assert shutil.which(command())


def _shown(terminal: Terminal) -> str:
    return _CLOCK.sub("00:00:00", terminal.text) + "\n"
