"""A sitting with the samples, key by key, from the first claim to the exported document."""

from pathlib import Path

from harness.analyst import Analyst
from harness.desk import desk
from harness.exported import expected, exported
from harness.terminal import Terminal, command, environment


def test_from_claim_to_denial_to_ledger_to_review_to_export(tmp_path: Path) -> None:
    env = environment(desk(tmp_path))
    with Terminal([command()], cwd=tmp_path, env=env) as terminal:
        terminal.wait_for("? help")
        analyst = Analyst(terminal)
        _read_and_tag(analyst)
        _tie(analyst)
        _look_over(analyst)
        _review_half(analyst)
        analyst.leave()
    with Terminal([command()], cwd=tmp_path, env=env) as terminal:
        terminal.wait_for("? help")
        analyst = Analyst(terminal)
        _review_the_rest(analyst)
        analyst.leave()
    assert exported(tmp_path, env) == expected("samples")


def _read_and_tag(analyst: Analyst) -> None:
    analyst.search("up to a thousand")
    analyst.press("c", "claim tagged, saved", "White House? p takes it")
    analyst.press("p", "claim: White House, saved", "C claim White House")
    analyst.press("]]", "3/5 ")
    analyst.search("washington says")
    analyst.press("c", "claim tagged, saved", "Washington, D.C.? on WATTKANAL? p takes it")
    analyst.press("p", "claim: Washington, D.C. on WATTKANAL, saved")
    analyst.search("most likely thing")
    analyst.press("c", "claim tagged, saved")
    analyst.press("]", "4/5 ")
    analyst.search("flew on Wednesday")
    analyst.press("c", "claim tagged, saved")
    analyst.search("called the accusations")
    analyst.press("d", "denial tagged, saved", "> ties it to a claim")
    analyst.press("p", "denial: Russia on Peninsula Wire, saved", "D denial Russia")


def _tie(analyst: Analyst) -> None:
    """Tie the denial to the likeliest claim, which is in another source; go there and back."""
    analyst.press(">", "this denial denies the claim of Washington, D.C.", "‹denies›")
    analyst.press("\r", "denial denies claim, saved", "denies C Washington, D.C.")
    analyst.press(".", "denies this claim · Backspace goes back", "3/5 ", "denied by D Russia")
    analyst.press("\x7f", "4/5 ", "D denial Russia")


def _look_over(analyst: Analyst) -> None:
    """Open the ledger, the claim's quotes, the place of one; search; open the timeline."""
    analyst.press("C", "Claims 4", "D1")
    analyst.press("\r", "Said 1", "Denied 1", "“Russia called the accusations baseless.”")
    analyst.press("\r", "3/5 · 27%", "7:21 pm C")
    analyst.press("S", "Search everything")
    analyst.press('label:denial "accusations baseless"', "1 hit in 1 source")
    analyst.press("\r", "Enter go there")
    analyst.press("\r", "4/5 · 17%", "Backspace goes back")
    analyst.press("\x7f", "3/5 · 27%")
    analyst.press("\x7f", "4/5 · 17%")
    analyst.press("T", "Timeline 2", "claimed, then denied")
    analyst.press_away("\x1b", "Timeline 2")


def _review_half(analyst: Analyst) -> None:
    analyst.press("R", "Review what?", "all annotations")
    analyst.press("\r", "Review 1 of 5", "C claim White House")
    analyst.press("y", "Review 2 of 5", "claim accepted, saved", "C claim Washington, D.C.")
    analyst.press("n", "note: ")
    analyst.press("one government says so\r", "claim noted, saved", "one government says so")
    analyst.press("j", "Review 3 of 5", "skipped")
    analyst.press("u", "Review 2 of 5", "skip undone")
    analyst.press("j", "Review 3 of 5", "skipped")
    analyst.press("s", "Review 4 of 5", "claim is now speculation, saved", "D denial Russia")
    analyst.press("x", "Review 5 of 5", "denial rejected, saved", "The missile flew on Wednesday.")
    analyst.press("u", "Review 4 of 5", "reject undone", "D denial Russia")
    analyst.press("q", "Review left", "3 of 5 · all annotations")
    analyst.press_away("q", "Review left")


def _review_the_rest(analyst: Analyst) -> None:
    analyst.press("R", "go on where you were: 3 of 5 · all annotations")
    analyst.press("\r", "Review 4 of 5", "D denial Russia")
    analyst.press("\r", "Review 5 of 5", "denial accepted, saved", "C claim")
    analyst.press("x", "Review done", "5 of 5 · all annotations", "u undoes")
    analyst.press_away("u", "Review done")
    analyst.see("reject undone")
    analyst.press("x", "Review done")
    analyst.press("q", "review: 5 of 5 · done", "saved ")
