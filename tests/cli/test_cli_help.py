"""Every command explains itself, with an example that runs."""

import shlex
import shutil
from pathlib import Path

import pytest
from cli_desk import Desk, make_desk

from harness.store_samples import AT, review
from nkreader import __version__
from nkreader.cli.commands import NAMES, load
from nkreader.model.change import Change, Step
from nkreader.store.annotations import AnnotationStore

desk = pytest.fixture(make_desk)

SEEDS = Path(__file__).parents[2] / "seeds"
LATER: set[str] = set()
EXAMPLE_ID = "3f9a1c20b7de"
OTHER_ID = "b3d23070f06e"


def test_the_commands_are_those_that_can_be_used_so_far() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert not LATER & set(NAMES)
    assert {load(name).name for name in NAMES} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_help_of_a_command_names_its_examples_and_the_options_of_all(desk: Desk, name: str) -> None:
    done = desk.run(name, "--help")
    assert done.code == 0
    assert done.err == ""
    examples = load(name).examples
    assert examples
    for example in examples:
        assert example in done.out
    for option in ("--annotations DIR", "--annotator NAME", "--json"):
        assert option in done.out


def test_examples_run_as_they_are_written(desk: Desk) -> None:
    shutil.rmtree(desk.root / "seeds")
    shutil.copytree(SEEDS, desk.root / "seeds")
    desk.tag("Rajin has three piers", path="seeds/article-deterrence.txt", id_=EXAMPLE_ID)
    desk.tag("Rajin", path="seeds/article-deterrence.txt", id_=OTHER_ID)
    desk.type(EXAMPLE_ID, "typed and not saved")
    with AnnotationStore.open(desk.root / "annotations", "ann") as store:
        store.record(Step("r1", "review", AT, (Change(None, review()),)))
    for name in NAMES:
        for example in load(name).examples:
            program, *words = shlex.split(example)
            assert program == "nkreader"
            done = desk.run(*words)
            assert done.code == 0, (example, done.err)
            assert done.out or "--output" in words, example


def test_top_level_help_lists_every_command(desk: Desk) -> None:
    done = desk.run("--help")
    assert done.code == 0
    for name in NAMES:
        assert f"  {name} " in done.out
        assert load(name).summary in done.out


def test_version(desk: Desk) -> None:
    assert desk.run("--version").out == f"nkreader {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        ("list", "--bogus"),
        ("show", "--label", "rumour"),
        ("show", "--status", "lost"),
        ("show", "--since", "some day"),
        ("export", "--format", "xml"),
        ("tag", "seeds/story.txt", "--label", "claim"),
        ("tag", "seeds/story.txt", "--label", "claim", "--span", "9:2"),
        ("tag", "seeds/story.txt", "--label", "claim", "--span", "a:b"),
        ("tag", "seeds/story.txt", "--quote", "x"),
        ("relabel", "3f9a", "rumour"),
        ("entity", "add", "X", "--type", "SHIP"),
        ("entity", "remove", "X"),
        ("inspect",),
        ("list", ""),
        ("--theme", "pink"),
    ],
)
def test_wrong_usage_is_one_line_and_exits_with_2(desk: Desk, words: tuple[str, ...]) -> None:
    done = desk.run(*words)
    assert done.code == 2
    assert done.out == ""
    assert done.err.startswith("nkreader")
    assert done.err.count("\n") == 1
    assert "--help" in done.err


def test_what_is_wrong_is_shown_without_its_escape_sequences(desk: Desk) -> None:
    for words in (("list", "--x\x1b[31m"), ("show", "--label", "\x1b]0;x\x07"), ("\x1b[2J",)):
        assert "\x1b" not in desk.run(*words).err


def test_options_of_place_stand_on_either_side_of_the_command(desk: Desk) -> None:
    desk.tag("Moscow said the trains were empty.", by="bob")
    elsewhere = str(desk.root / "elsewhere")
    for words in (
        ("--annotations", elsewhere, "show"),
        ("show", "--annotations", elsewhere),
        (f"--annotations={elsewhere}", "show"),
    ):
        assert desk.run(*words).rows == []
    assert len(desk.run("--annotator", "bob", "show", "--by", "bob").rows) == 1
    assert desk.run("--annotator", "bob", "log").rows[0][2] == "tag"


def test_a_file_with_the_name_of_a_command_is_opened_with_a_dot(desk: Desk) -> None:
    desk.write("list", STORY_IN_A_FILE)
    assert desk.run("list").rows[0][0] == "seeds/story.txt"
    opened = desk.run("./list")
    assert opened.code == 1
    assert "needs a terminal" in opened.err
    assert desk.run("inspect", "./list").code == 0
    after_dashes = desk.run("--", "list")
    assert "needs a terminal" in after_dashes.err


STORY_IN_A_FILE = "Nothing was said.\n"
