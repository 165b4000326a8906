"""The same keys in a terminal of 80x24, without colour."""

from pathlib import Path

from harness.analyst import Analyst
from harness.desk import desk
from harness.exported import exported
from harness.terminal import Terminal, command, environment


def test_the_same_keys_work_at_80x24_without_colour(tmp_path: Path) -> None:
    env = environment(desk(tmp_path), NO_COLOR="1")
    with Terminal([command()], cwd=tmp_path, env=env, columns=80, rows=24) as terminal:
        terminal.wait_for("? help")
        analyst = Analyst(terminal)
        analyst.search("up to a thousand")
        analyst.press("c", "claim tagged, saved", "White House? p takes it")
        analyst.press("p", "claim: White House, saved")
        analyst.press("]", "2/5 ")
        analyst.search("story was made up")
        analyst.press("d", "denial tagged, saved", "> ties it to a claim")
        analyst.press(">", "this denial denies the claim of White House", "‹denies›")
        analyst.press("\r", "denial denies claim, saved")
        analyst.press(".", "denies this claim · Backspace goes back", "1/5 ")
        analyst.press("\x7f", "2/5 ")
        analyst.press("C", "Claims 1", "D1")
        analyst.press("\r", "Said 1", "Denied 1")
        analyst.press("\r", "1/5 ")
        analyst.press("\x7f", "2/5 ")
        analyst.press("T", "Timeline 2")
        analyst.press_away("\x1b", "Timeline 2")
        analyst.press("R", "Review what?", "all annotations")
        analyst.press("\r", "Review 1 of 2", "C claim White House")
        analyst.press("s", "Review 2 of 2", "claim is now speculation, saved", "D denial")
        analyst.press("x", "Review done", "2 of 2 · all annotations")
        analyst.press_away("q", "Review done")
        analyst.leave()
        cells = [cell for row in terminal.cells for cell in row]
        assert {cell.foreground for cell in cells} <= {"default", ""}
    kept = [
        (each["id"], each["label"], each["status"], each["speaker"], each["links"])
        for each in exported(tmp_path, env)["annotations"]
    ]
    assert kept == [
        ("1", "speculation", "accepted", "White House", []),
        ("2", "denial", "rejected", None, [{"relation": "denies", "target": "1"}]),
    ]
