"""``nkreader suggest``: places that are right, nothing saved, and what the settings say."""

from pathlib import Path

import pytest
from cli_desk import Desk, make_desk

from nkreader.model.annotation import Label

desk = pytest.fixture(make_desk)


def test_proposals_are_slices_with_label_cue_and_score(desk: Desk) -> None:
    found = desk.run("suggest", "seeds/story.txt", "--json").json
    text = (desk.root / "seeds" / "story.txt").read_text(encoding="utf-8")
    assert found
    for each in found:
        assert text[each["start"] : each["end"]] == each["quote"]
        assert each["label"] in tuple(Label)
        assert 0 <= each["score"] <= 1
        assert each["path"] == "seeds/story.txt"
    may = next(each for each in found if "may visit" in each["quote"])
    assert (may["label"], may["cue"], may["words"]) == ("speculation", "may", "may")


def test_fields_stand_between_tabs_and_nothing_is_written(desk: Desk) -> None:
    before = sorted(desk.root.rglob("*"))
    done = desk.run("suggest", "seeds/story.txt")
    assert done.code == 0
    assert {len(row) for row in done.rows} == {6}
    assert sorted(desk.root.rglob("*")) == before


def test_settings_mute_and_refuse_in_a_line_each(desk: Desk) -> None:
    (desk.root / "nkreader.toml").write_text(
        '[cues]\nmuted = ["may"]\nneeded = "much"\n[[cues.cue]]\nname = "x"\nphrases = ["(a+)+"]\n',
        encoding="utf-8",
    )
    done = desk.run("suggest", "seeds/story.txt", "--json")
    assert done.code == 0
    assert all(each["cue"] != "may" for each in done.json)
    told = [line for line in done.err.splitlines() if "cues" in line]
    assert len(told) == 2
    assert "needed: “much” is not a number" in done.err
    assert "“(a+)+”, which is no word" in done.err


def test_cues_are_told_with_what_mutes_them(desk: Desk) -> None:
    (desk.root / "nkreader.toml").write_text('[cues]\nmuted = ["may"]\n', encoding="utf-8")
    found = {each["name"]: each for each in desk.run("suggest", "--cues", "--json").json}
    assert found["may"]["muted"] == "settings"
    assert found["denies"]["muted"] is None
    assert "deny~" in found["denies"]["phrases"]
    assert {len(row) for row in desk.run("suggest", "--cues").rows} == {5}


def test_weights_without_measure_are_survived(desk: Desk) -> None:
    cues = "".join(
        f'[[cues.cue]]\nname = "c{number}"\nweight = -10\nphrases = ["the"]\n'
        for number in range(150)
    )
    (desk.root / "nkreader.toml").write_text(cues, encoding="utf-8")
    assert desk.run("suggest", "seeds/story.txt").code == 0


def test_a_file_that_cannot_be_read_is_told(desk: Desk, tmp_path: Path) -> None:
    (desk.root / "seeds" / "bad.txt").write_bytes(b"\x00\x01\x02" * 50)
    done = desk.run("suggest", "seeds")
    assert done.code == 0
    assert "1 of 3 sources cannot be read" in done.err
    done = desk.run("suggest", "seeds/bad.txt")
    assert done.code == 1
