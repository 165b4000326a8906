"""Pipes, encodings, signals, and what a command may not import."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_desk import STORY, Desk, make_desk

from nkreader.cli import program
from nkreader.cli.commands import NAMES
from nkreader.cli.progress import watched

desk = pytest.fixture(make_desk)

HEAVY = {"textual", "rich", "webvtt", "pyperclip"}
MODULES = """
import json, sys
from nkreader.cli import main
for words in json.loads(sys.argv[1]):
    code = main(words)
    print(code, words[0], *{name.partition(".")[0] for name in sys.modules}, file=sys.stderr)
"""
WORDS = {
    "inspect": ("seeds/story.txt", "--json"),
    "tag": ("seeds/story.txt", "--label", "claim", "--quote", "The end came late."),
    "cite": ("seeds/story.txt", "--span", "0:8"),
    "search": ("trains",),
    "relabel": ("3f9a", "denial"),
    "edit": ("3f9a", "--speaker", "x"),
    "link": ("3f9a", "denies", "b3d2"),
    "unlink": ("3f9a", "b3d2"),
    "note": ("3f9a", "x"),
    "accept": ("3f9a",),
    "review": ("--summary",),
    "reject": ("3f9a",),
    "delete": ("3f9a",),
    "entity": ("add", "Russia", "--alias", "Rossiya"),
    "import": ("nothing.json",),
}


def _python(
    *words: str, cwd: Path, first: Callable[[], None] | None = None
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *words], cwd=cwd, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=first,
    )  # fmt: skip


def test_only_the_reader_imports_textual(desk: Desk) -> None:
    desk.tag("Moscow said the trains were empty.", id_="3f9a1c20b7de")
    desk.write("nothing.json", '{"format": "nkreader", "sources": [], "annotations": []}')
    desk.tag("A satellite saw full trains.", id_="b3d23070f06e")
    commands = [["--version"], *([name, *WORDS.get(name, ())] for name in NAMES), ["--help"]]
    run = _python("-c", MODULES, json.dumps(commands), cwd=desk.root)
    _, err = run.communicate(timeout=60)
    lines = [line.split() for line in err.decode().splitlines() if line[0].isdigit()]
    assert [line[1] for line in lines] == [words[0] for words in commands]
    for code, name, *imported in lines:
        assert code == "0", (name, err)
        assert not HEAVY & set(imported), name
    assert "tinydb" not in lines[0]
    assert "tinydb" in lines[1]


def test_a_reader_that_goes_away_is_no_fault(desk: Desk) -> None:
    desk.write("seeds/long.txt", "Seoul said so. " * 20_000)
    for words in (("inspect", "seeds/long.txt", "--json"), ("search", "seoul")):
        run = _python("-m", "nkreader", *words, cwd=desk.root)
        assert run.stdout
        assert run.stderr
        run.stdout.read(10)
        run.stdout.close()
        err = run.stderr.read()
        run.stderr.close()
        assert run.wait(timeout=60) == 141
        assert err == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_told_in_one_line(desk: Desk) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "nkreader", "list"], stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == 1
    assert done.stderr.decode() == "nkreader: could not go on: no space left on device\n"


def test_what_the_system_refuses_is_told_with_the_name_of_the_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied", "/locked/x\x1b[31m.json")

    monkeypatch.setattr(program, "_dispatch", refuse)
    done = desk.run("list")
    assert done.err == "nkreader: could not go on: /locked/x␛[31m.json: permission denied\n"


def test_closed_streams_are_survived(desk: Desk) -> None:
    run = _python(
        "-m", "nkreader", "tag", "seeds/story.txt", "--label", "claim", "--quote", "The end",
        cwd=desk.root, first=lambda: os.closerange(1, 3),
    )  # fmt: skip
    run.communicate(timeout=60)
    assert run.returncode == 0
    assert len(desk.run("show").rows) == 1


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_any_locale_prints_any_text(desk: Desk, encoding: str) -> None:
    quote = "Über “Seoul”: 북한 🛰"
    desk.write("seeds/wide.txt", f"{quote} sagte er.\n")
    desk.tag(quote, path="seeds/wide.txt")
    env = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    shown = desk.spawn("show", env=env, encoding=encoding)
    assert (shown.code, shown.err) == (0, "")
    assert "\\u201cSeoul" in shown.out
    listed = desk.spawn("show", "--json", env=env)
    assert listed.out.isascii()
    assert json.loads(listed.out)[0]["quote"] == quote
    # What is exported is UTF-8 wherever it is made.
    assert (
        desk.spawn("export", "--format", "csv", env=env).out
        == desk.run("export", "--format", "csv").out
    )


def test_names_that_are_no_utf8_go_there_and_back(desk: Desk) -> None:
    name = b"seeds/caf\xe9.txt"
    path = os.fsdecode(name)
    desk.write(path, STORY)
    assert desk.run("tag", path, "--label", "claim", "--quote", "The end came late.").code == 0
    (one,) = desk.run("export").json["annotations"]
    assert one["anchor"] == "exact"
    assert "\ufffd" in desk.run("show").out


def test_an_interrupt_is_quiet(desk: Desk) -> None:
    # A job in the background of a shell ignores the interrupt, and passes that on.
    slow = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); " \
        "import time; from nkreader.session import listing; " \
        "listing.listed = lambda *_: (print('here', flush=True), time.sleep(30)); " \
        "import sys; from nkreader.cli import main; sys.exit(main(['list']))"  # fmt: skip
    run = _python("-c", slow, cwd=desk.root)
    assert run.stdout
    assert run.stdout.readline() == b"here\n"
    run.send_signal(signal.SIGINT)
    _, err = run.communicate(timeout=60)
    assert (run.returncode, err) == (130, b"")


def test_a_fault_of_its_own_repeats_no_text_of_the_user(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise KeyError("a private note")

    monkeypatch.setattr(program, "_dispatch", fail)
    done = desk.run("list")
    assert done.code == 1
    assert done.err.startswith("nkreader: stopped by a fault of its own, KeyError at test_cli_")
    assert done.err.count("\n") == 1
    assert "private" not in done.err
    report = Path(done.err.rpartition(": ")[2].strip())
    assert report.stat().st_mode & 0o777 == 0o600
    assert "private" not in report.read_text(encoding="utf-8")
    monkeypatch.setenv("NKREADER_DEBUG", "1")
    assert "Traceback" in desk.run("list").err


def test_module_and_reader_without_a_terminal(desk: Desk) -> None:
    done = desk.spawn("seeds")
    assert (done.code, done.out) == (1, "")
    assert done.err.count("\n") == 1
    for name in NAMES:
        assert f" {name}" in done.err


def test_progress_goes_through_everything_and_only_a_terminal_sees_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ticks = iter(range(100))
    assert list(watched([1, 2, 3], lambda: next(ticks))) == [1, 2, 3]
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert list(watched([1, 2, 3], lambda: next(ticks))) == [1, 2, 3]
    err = capsys.readouterr().err
    assert "1 of 3" in err
    assert err.endswith("\r\x1b[K")
