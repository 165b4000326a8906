"""The page says what was tried, what was found and what could not be run."""

from pathlib import Path

from soak.kept import keep, kept
from soak.report import report
from soak.trial import Outcome, Run, Trial, cannot
from soak.trials import trials
from soak.tried import Tried, tried


def trial(outcome: Outcome, bad: Outcome) -> Trial:
    return Trial(
        id="X1",
        promise="It holds: whatever is done to it.",
        sample=1,
        full=2000,
        run=lambda _: outcome,
        bad_build="a sieve",
        known_bad=lambda _: bad,
        bad_tries=5,
    )


def row(each: Tried) -> str:
    return next(line for line in report([each], seed=1).splitlines() if line.startswith("| [X1]"))


def test_a_trial_that_held_is_a_row_and_a_part() -> None:
    each = tried(trial(Outcome({"lost": 0}), Outcome({}, ("lost `a` in /tmp/x/y",))), None, 1)
    assert each.passed
    assert row(each) == "| [X1](#x1) | It holds | 2,000 | 0 | a sieve | 5 | **1** |"
    page = report([each], seed=1)
    assert "## X1\n\nIt holds: whatever is done to it.\n" in page
    assert "  - lost: 0\n" in page
    assert "  - fault: `lost 'a' in …/y`\n" in page


def test_a_trial_that_finds_no_fault_with_the_bad_build_does_not_pass() -> None:
    assert not tried(trial(Outcome({}), Outcome({})), 3, 1).passed
    assert not tried(trial(Outcome({}, ("lost",)), Outcome({}, ("lost",))), 3, 1).passed


def test_what_could_not_be_run_is_said() -> None:
    each = tried(trial(cannot("there is no disk"), cannot("there is no disk")), None, 1)
    assert each.passed
    assert "| not run |" in row(each)
    assert "- 2,000 tries, 0 s: not run, there is no disk" in report([each], seed=1)


def test_fewer_ways_to_try_than_asked_for_are_told() -> None:
    assert "| 7 | 0 |" in row(tried(trial(Outcome({}, tries=7), Outcome({}, ("x",))), None, 1))


def test_each_trial_has_an_id_and_a_folder_of_its_own() -> None:
    ids = [each.id for each in trials()]
    assert len(ids) == len(set(ids))

    def run(run: Run) -> Outcome:
        (run.folder / "note").write_text("x", encoding="utf-8")
        folders.append(run.folder)
        return Outcome({}, ("x",))

    folders: list[Path] = []
    tried(Trial("X2", "", 1, 1, run, "", run, 1), None, 1)
    assert len(set(folders)) == 2
    assert not any(folder.exists() for folder in folders)


def test_what_came_of_a_trial_is_kept_until_it_is_run_again(tmp_path: Path) -> None:
    each = tried(trial(Outcome({"lost": 0}, tries=7), Outcome({}, ("x",))), None, 1)
    keep(each, tmp_path)
    (again,) = kept([each.trial], tmp_path)
    assert row(again) == row(each)
    assert (again.commit, again.date, again.passed) == (each.commit, each.date, True)
    assert not [*kept([each.trial], tmp_path / "nowhere")]
