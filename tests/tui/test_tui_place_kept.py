"""Where one was, after a kill: kept as soon as keys rest, not only now and then."""

import sys
from pathlib import Path

from harness.reader import STORY
from harness.terminal import Terminal, environment
from nkreader.store.beside.places import Places

SENTENCE = "Analysts think more will follow."
# A reader that looks at nothing now and then: what it keeps, it keeps of itself.
WATCHES_NOTHING = """
import sys
from nkreader.tui import screen
screen._FOLLOW = 1e6
from nkreader.cli import main
sys.exit(main())
"""


def test_a_place_is_kept_when_keys_rest_and_found_again_after_a_kill(tmp_path: Path) -> None:
    for name in ("annotations", "seeds", "home"):
        (tmp_path / name).mkdir()
    story = tmp_path / "seeds" / "story.txt"
    story.write_text(STORY, encoding="utf-8")
    reader = [sys.executable, "-c", WATCHES_NOTHING]
    env = environment(tmp_path, NO_COLOR="1")

    def kept() -> str:
        for file in tmp_path.glob("home/**/places.json"):
            place = Places(file).at(str(story))
            return place.span.of(STORY) if place else ""
        return ""

    def selected() -> str:
        cells = (cell for row in terminal.cells for cell in row)
        return "".join(cell.data for cell in cells if any(cell.attributes))

    with Terminal(reader, cwd=tmp_path, env=env) as terminal:
        terminal.wait_for("? help")
        terminal.type("jjjj")
        assert terminal.wait_until(lambda: kept() == SENTENCE)
        terminal.process.kill()
        terminal.process.wait()
    with Terminal(reader, cwd=tmp_path, env=env) as terminal:
        terminal.wait_for("? help")
        assert terminal.wait_until(lambda: SENTENCE in selected())
