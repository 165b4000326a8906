"""Whatever is wrong with files: one clear line, nothing lost, everything else readable."""

import json
import os
from pathlib import Path

import pytest
from cli_desk import Desk, make_desk

desk = pytest.fixture(make_desk)

HOSTILE = "Evil \x1b]52;c;ZZZZ\x07 \x9b31m [bold]Seoul[/nope] \u202egnilrae\u202c said so.\n"


def test_a_missing_path(desk: Desk) -> None:
    for words in (("list", "nowhere"), ("inspect", "nowhere"), ("nowhere",), ("no/where",)):
        done = desk.run(*words)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith("nkreader: ")
        assert done.err.count("\n") == 1
    assert "no command" in desk.run("lits").err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        ("caf\u00e9 de S\u00e9oul".encode("latin-1"), "not UTF-8"),
        ("Seoul denied it.".encode("utf-16"), "UTF-16"),
    ],
)
def test_an_odd_file_is_read_and_told_of(desk: Desk, content: bytes, said: str) -> None:
    desk.write("odd.txt", content)
    for name in ("list", "inspect"):
        done = desk.run(name, "odd.txt")
        assert done.code == 0
        assert said in done.err
    assert desk.run("search", "helicopter", "odd.txt").code == 0


def test_a_binary_file_is_refused(desk: Desk) -> None:
    desk.write("odd.bin", bytes(range(256)))
    for words in (("inspect", "odd.bin"), ("tag", "odd.bin", "--label", "claim", "--span", "0:1")):
        done = desk.run(*words)
        assert done.code == 1
        assert "binary" in done.err
        assert done.err.count("\n") == 1


def test_a_pipe_in_the_folder_holds_nothing_up(desk: Desk) -> None:
    os.mkfifo(desk.root / "seeds" / "pipe.txt")
    done = desk.run("search", "trains")
    assert done.code == 0
    assert "1 of 3 sources cannot be read" in done.err
    assert [row[2] for row in desk.run("list").rows] == ["unreadable", "article", "captions"]


def test_no_control_character_of_a_source_is_printed(desk: Desk) -> None:
    name = "seeds/a\x1b[31mb\nc[red].txt"
    desk.write(name, HOSTILE)
    note = "\x1b[2J\x9b"
    words = ("--label", "claim", "--span", "0:30", "--note", note, "--speaker", note)
    outputs = [
        desk.run("tag", name, *words, "--json").out,
        *(desk.run(*words).out for words in (
            ("list",), ("list", "--json"), ("inspect", name), ("inspect", name, "--json"),
            ("show",), ("show", "--json"), ("search", "seoul"), ("search", "seoul", "--json"),
            ("verify",), ("verify", "--json"), ("export",), ("export", "--format", "jsonl"),
            ("export", "--format", "markdown"), ("log",),
        )),
        desk.run("inspect", name + "x").err,
        desk.run("relabel", "\x1b[2J", "claim").err,
    ]  # fmt: skip
    for out in outputs:
        assert out
        for char in out:
            assert char in "\n\t" or ord(char) >= 32, out
            assert not 127 <= ord(char) < 160, out
            assert char not in "\u202e\u202c", out


def test_text_in_brackets_is_no_markup(desk: Desk) -> None:
    desk.write("seeds/odd.txt", HOSTILE)
    assert "[bold]Seoul[/nope]" in desk.run("search", "seoul", "seeds/odd.txt").out


@pytest.mark.parametrize(
    "content",
    [
        "not json",
        "[]",
        "{",
        '{"annotations": 3}',
        '{"meta": {"1": {"program": "nkreader", "schema": 99, "annotator": "ann"}}}',
    ],
)
def test_a_database_that_is_none_or_newer_is_left_as_it_is(desk: Desk, content: str) -> None:
    file = desk.write("annotations/ann.json", content)
    for words in (
        ("show",), ("export",), ("verify",), ("log",), ("undo",),
        ("tag", "seeds/story.txt", "--label", "claim", "--quote", "The end came late."),
        ("entity", "add", "Russia", "--alias", "Rossiya"),
    ):  # fmt: skip
        done = desk.run(*words)
        assert (done.code, done.out) == (1, ""), words
        assert "ann.json" in done.err
        assert done.err.count("\n") == 1
    for looking in (("list",), ("inspect", "seeds/story.txt"), ("search", "trains")):
        done = desk.run(*looking)
        assert done.code == 0, looking
        assert done.out
        assert done.err.count("\n") == 1
        assert "ann.json" in done.err
    assert file.read_text(encoding="utf-8") == content
    report = desk.run("doctor", "--json").json
    assert "ann.json" in report["database"]["health"]


def test_a_database_of_others_that_is_none_is_told_of_and_passed_over(desk: Desk) -> None:
    made = desk.tag("The end came late.")
    desk.write("annotations/bob.json", "not json")
    done = desk.run("export")
    assert done.code == 0
    assert [each["id"] for each in done.json["annotations"]] == [made]
    assert "bob.json" in done.err


def test_a_folder_that_may_not_be_written(desk: Desk) -> None:
    folder = desk.root / "annotations"
    file = desk.write("annotations-file", "")
    done = desk.run(
        "tag",
        "seeds/story.txt",
        "--label",
        "claim",
        "--quote",
        "The end",
        "--annotations",
        str(file),
    )
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(desk: Desk) -> None:
    made = desk.tag("The end came late.")
    folder = desk.root / "annotations"
    folder.chmod(0o500)
    try:
        assert [row[0] for row in desk.run("show").rows] == [made]
        done = desk.run("relabel", made, "denial")
        assert done.code == 1
        assert done.err.count("\n") == 1
    finally:
        folder.chmod(0o700)


def test_an_annotator_with_an_impossible_name(desk: Desk) -> None:
    done = desk.run("tag", "seeds/story.txt", "--label", "claim", "--quote", "The end",
                    "--annotator", "../bob")  # fmt: skip
    assert done.code == 1
    assert "../bob" in done.err
    assert desk.run("doctor", "--annotator", "../bob").code == 0


def test_settings_that_cannot_be_used_are_told_of(desk: Desk) -> None:
    desk.write("nkreader.toml", "theme = 'pink'\n")
    done = desk.run("show")
    assert done.code == 0
    assert "theme" in done.err
    assert desk.run("doctor", "--json").json["places"]["settings_notices"]


def test_the_doctor_tells_of_every_mistake_in_settings(desk: Desk) -> None:
    desk.write("nkreader.toml", 'colour = 3\n[keys]\n"label.denial" = "j"\n"foo.bar" = "y"\n')
    notices = desk.run("doctor", "--json").json["places"]["settings_notices"]
    assert [any(sign in each for each in notices) for sign in ("colour", "= j", "foo.bar")] == [
        True, True, True,
    ]  # fmt: skip


def test_doctor_says_where_everything_is_and_why(desk: Desk, tmp_path: Path) -> None:
    desk.tag("The end came late.")
    report = desk.run("doctor", "--json").json
    assert list(report) == ["versions", "terminal", "places", "database"]
    assert report["places"]["annotations"] == str(desk.root / "annotations")
    assert report["places"]["annotations_from"] == "the workspace"
    assert report["places"]["annotator"] == "ann"
    assert report["database"]["annotations"] == 1
    assert report["database"]["health"] == "whole"
    assert report["versions"]["textual"]
    elsewhere = desk.run("doctor", "--json", "--annotations", str(tmp_path / "x")).json
    assert elsewhere["places"]["annotations_from"] == "--annotations"
    assert elsewhere["database"]["health"] == "not there yet"
    assert not (tmp_path / "x").exists()
    assert json.dumps(report["database"]["file"])[1:-1] in desk.run("doctor").out


def test_looking_leaves_nothing_behind(desk: Desk, tmp_path: Path) -> None:
    def everything() -> list[Path]:
        return sorted(tmp_path.rglob("*"))

    before = everything()
    for words in (("list",), ("show",), ("search", "trains"), ("export",), ("doctor",), ("log",)):
        desk.run(*words)
    assert everything() == before
