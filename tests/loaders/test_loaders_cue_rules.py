"""Cue rules: those of the package, and a user's own, however hostile."""

import tomllib
from pathlib import Path

import pytest

from nkreader.loaders.cue_rules import built_in, extended
from nkreader.model.annotation import Label
from nkreader.model.cue import SIGNS, CueRules
from nkreader.session.settings import read_settings


def read(text: str) -> tuple[CueRules, tuple[str, ...]]:
    return extended(built_in(), tomllib.loads(text), "own.toml")


def cue(rules: CueRules, name: str) -> object:
    return next(each for each in rules.cues if each.name == name)


def test_the_rules_of_the_package_can_be_read_and_name_every_label_and_sign() -> None:
    rules = built_in()
    assert {each.label for each in rules.cues} == {*Label, None}
    assert set(rules.signs) == set(SIGNS)
    assert len({each.name for each in rules.cues}) == len(rules.cues)


def test_a_cue_of_a_known_name_changes_what_is_given() -> None:
    rules, faults = read('[[cue]]\nname = "denies"\nweight = 0.5')
    assert not faults
    before, after = cue(built_in(), "denies"), cue(rules, "denies")
    assert (after.weight, after.phrases) == (0.5, before.phrases)  # type: ignore[attr-defined]


def test_a_new_cue_is_one_more() -> None:
    rules, faults = read(
        '[[cue]]\nname = "rumour"\nlabel = "speculation"\nphrases = ["rumour has it"]\n'
        '[signs]\nshort = -2\n'
    )  # fmt: skip
    assert not faults
    assert len(rules.cues) == len(built_in().cues) + 1
    assert rules.signs["short"] == -2
    assert rules.signs["question"] == built_in().signs["question"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("cue = 3", "not a table"),
        ("cue = [3]", "cue 1: not a table"),
        ("[[cue]]\nweight = 1", "cue 1: name is missing"),
        ('[[cue]]\nname = "a\\u001b[31m"', "control characters"),
        ('[[cue]]\nname = "new"', "phrases are missing"),
        ('[[cue]]\nname = "new"\nphrases = ["(a+)+$"]', "which is no word"),
        ('[[cue]]\nname = "new"\nphrases = [["a"]]', "is not a string of words"),
        ('[[cue]]\nname = "new"\nphrases = "a"', "not a list"),
        ('[[cue]]\nname = "new"\nregex = "a"\nphrases = ["a"]', "unknown field “regex”"),
        ('[[cue]]\nname = "denies"\nlabel = "lie"', "unknown label “lie”"),
        ('[[cue]]\nname = "denies"\nweight = nan', "is not between"),
        ('[[cue]]\nname = "denies"\nweight = 1e300', "is not between"),
        ('[[cue]]\nname = "denies"\nweight = true', "is not a number"),
        ('[[cue]]\nname = "denies"\nweight = "2"', "is not a number"),
        ("needed = 2", "needed: “2” is not between 0 and 1"),
        (f"needed = {'9' * 400}", "is not between 0 and 1"),
        ("mute_after = 0", "mute_after"),
        ("[signs]\nsmile = 1", "unknown sign “smile”"),
        ("signs = 1", "not a table of sign = weight"),
        ('muted = "seems"', "muted: not a list"),
        ("heard = [1]", "heard: “1” is not a string"),
        ('verbs = ["two words"]', "verbs: “two words” is no word"),
        ("verbs = 1", "verbs: not a list"),
        ("regexes = 1", "unknown “regexes”"),
    ],
)
def test_what_cannot_be_used_is_told_in_a_line_and_changes_nothing(text: str, told: str) -> None:
    rules, faults = read(text)
    assert rules == built_in()
    (fault,) = faults
    assert fault.startswith("own.toml: ")
    assert told in fault
    assert "\n" not in fault
    assert fault.isprintable()


def test_each_fault_has_its_line_the_rest_is_used_and_there_is_an_end() -> None:
    many = '[[cue]]\nname = "denies"\nlabel = "x"\n' * 100
    rules, faults = read(f"{many}[[cue]]\nname = 'seems'\nweight = 2")
    assert len(faults) == 21
    assert "80 more" in faults[-1]
    assert cue(rules, "seems").weight == 2  # type: ignore[attr-defined]


def test_phrases_have_a_bound_in_all() -> None:
    cues = [
        {"name": f"c{k}", "phrases": [f"the w{k}x{number}" for number in range(490)]}
        for k in range(12)
    ]
    rules, faults = extended(built_in(), {"cue": cues}, "own.toml")
    assert faults
    assert sum(len(each.phrases) for each in rules.cues) <= 5_000


def test_settings_hold_rules_and_tell_what_is_wrong_beside_the_rest(tmp_path: Path) -> None:
    file = tmp_path / "nkreader.toml"
    file.write_text(
        'theme = "light"\n[cues]\nneeded = 0.9\nmuted = ["seems"]\nlead = -1\n', encoding="utf-8"
    )
    found = read_settings([file])
    assert found.theme == "light"
    assert found.cues is not None
    assert (found.cues.needed, found.cues.muted) == (0.9, frozenset({"seems"}))
    (notice,) = found.notices
    assert "cues: lead" in notice


def test_settings_without_cues_do_not_read_the_rules(tmp_path: Path) -> None:
    file = tmp_path / "nkreader.toml"
    file.write_text('theme = "light"\n', encoding="utf-8")
    assert read_settings([file]).cues is None
