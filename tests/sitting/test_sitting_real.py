"""A sitting with the real sources; of their text only offsets and hashes are held."""

from pathlib import Path

import pytest

from harness.analyst import Analyst
from harness.desk import desk
from harness.exported import expected, exported, withheld
from harness.terminal import Terminal, command, environment

# Words to find a passage by: the source's place in the list, and a span of its text.
CLAIM = (3, 3250, 3264)
DENIAL = (0, 3273, 3284)


@pytest.fixture
def texts(tmp_path: Path, real_sources: Path) -> list[str]:
    """The texts of the sources, copied to where they are read."""
    desk(tmp_path, real_sources)
    copies = sorted((tmp_path / "seeds").iterdir())
    return [path.read_bytes().decode("utf-8") for path in copies]


def words(texts: list[str], place: tuple[int, int, int]) -> str:
    source, start, end = place
    return texts[source][start:end]


def test_from_claim_to_denial_to_review_to_export(tmp_path: Path, texts: list[str]) -> None:
    env = environment(tmp_path)
    with Terminal([command()], cwd=tmp_path, env=env) as terminal:
        terminal.wait_for("? help")
        analyst = Analyst(terminal)
        analyst.press("]]]", "4/5 ")
        analyst.search(words(texts, CLAIM))
        analyst.press("c", "claim tagged, saved", "Washington, D.C. and Seoul? p takes it")
        analyst.press("p", "claim: Washington, D.C. and Seoul, saved")
        analyst.press("[[[", "1/5 ")
        analyst.search(words(texts, DENIAL))
        analyst.press("d", "denial tagged, saved", "> ties it to a claim")
        analyst.press("p", "denial: Russia and North Korea on Deutsche Welle, saved")
        analyst.press(">", "this denial denies the claim of Washington, D.C. and Seoul")
        analyst.press("\r", "denial denies claim, saved")
        analyst.press("je", "evidence tagged, saved")
        analyst.press("C", "Claims 1", "D1")
        analyst.press("\r", "Said 1", "Denied 1")
        analyst.press("\r", "4/5 ", "denied by D Russia")
        analyst.press("T", "Timeline 2", "Russia and North Korea")
        analyst.press_away("\x1b", "Timeline 2")
        analyst.press("\x7f", "1/5 ", "E evidence")
        analyst.press("R", "Review what?", "all annotations")
        analyst.press("\r", "Review 1 of 3", "D denial Russia and North Korea")
        analyst.press("y", "Review 2 of 3", "denial accepted, saved")
        analyst.press("q", "Review left", "1 of 3 · all annotations")
        analyst.press_away("q", "Review left")
        analyst.leave()
    with Terminal([command()], cwd=tmp_path, env=env) as terminal:
        terminal.wait_for("? help")
        analyst = Analyst(terminal)
        analyst.press("R", "go on where you were: 1 of 3 · all annotations")
        analyst.press("\r", "Review 2 of 3", "E evidence")
        analyst.press("nreport to be found\r", "evidence noted, saved", "report to be found")
        analyst.press("j", "Review 3 of 3", "skipped", "C claim Washington, D.C. and Seoul")
        analyst.press("x", "Review done", "3 of 3 · all annotations")
        analyst.press_away("q", "Review done")
        analyst.leave()
    document = exported(tmp_path, env)
    for each in document["annotations"]:
        place = DENIAL[0] if each["label"] != "claim" else CLAIM[0]
        assert texts[place][each["start"] : each["end"]] == each["quote"]
    assert withheld(document) == expected("real")
