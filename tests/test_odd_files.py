"""Files of every kind and name: listed, opened or passed over with a reason; nothing hangs."""

import errno
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from harness import watched
from harness.odd_files import NAMES, UNREADABLE, like_a_user, make_odd_files
from harness.terminal import Terminal, command, environment

READABLE = {*NAMES, "inside.txt"}


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A workspace whose sources are odd."""
    (tmp_path / "annotations").mkdir()
    try:
        make_odd_files(tmp_path / "seeds")
    except OSError as error:
        if error.errno not in (errno.EILSEQ, errno.EINVAL):
            raise
        pytest.skip(f"this file system takes no such names: {error}")
    return tmp_path


def _program(*words: str) -> list[str]:
    found = like_a_user([command(), *words])
    if found is None:
        pytest.skip("as root, and without setpriv, nothing is closed")
    return found


def _run(folder: Path, *words: str) -> bytes:
    done = subprocess.run(
        _program(*words),
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        timeout=60,
        check=True,
    )
    return done.stdout


def _json(folder: Path, *words: str) -> Any:
    return json.loads(_run(folder, *words, "--json"))


def test_all_are_listed_and_what_cannot_be_read_with_its_reason(odd: Path) -> None:
    listed = {Path(each["path"]).name: each.get("reason") for each in _json(odd, "list")}
    assert set(listed) == READABLE | set(UNREADABLE)
    assert {name for name, reason in listed.items() if reason is None} == READABLE
    for name, word in UNREADABLE.items():
        assert word in listed[name], (name, listed[name])


def test_names_of_any_bytes_go_through_database_export_and_back(odd: Path) -> None:
    words = ("--label", "denial", "--quote", "The ministry denied it.")
    tagging = (["tag", f"seeds/{name}", *words] for name in NAMES)
    done = subprocess.run(
        watched.command(odd / "record", *tagging),
        cwd=odd, env=environment(odd), capture_output=True, text=True, check=True,
    )  # fmt: skip
    made = dict(zip(done.stdout.split(), (f"seeds/{name}" for name in NAMES), strict=True))
    exported = json.loads(_run(odd, "export"))
    paths = {each["id"]: each["path"] for each in exported["sources"]}
    assert {each["id"]: paths[each["source"]] for each in exported["annotations"]} == made
    assert {each["anchor"] for each in _json(odd, "verify")} == {"exact"}
    stored = _json(odd, "show", f"seeds/{NAMES[0]}")
    assert [made[each["id"]] for each in stored] == [f"seeds/{NAMES[0]}"]


def test_the_reader_goes_through_all_of_them(odd: Path) -> None:
    before = {name: (odd / "seeds" / name).read_bytes() for name in NAMES}
    listed = _json(odd, "list")
    places = [k for k, each in enumerate(listed, 1) if "reason" not in each]
    with Terminal(_program(), cwd=odd, env=environment(odd), rows=60) as terminal:
        terminal.wait_for("? help")
        terminal.wait_for("it is a pipe")
        for word in ("you may not read it", "it is a socket", "it is a link that"):
            terminal.wait_for(word)
        for place in places[1:]:
            terminal.type("]")
            terminal.wait_for(f"{place}/{len(listed)} ")
        terminal.type("]")
        terminal.wait_for("no further source")
        terminal.type("jd")
        terminal.wait_for("denial tagged, saved")
        terminal.type("q")
        assert terminal.wait_for_end() == 0
    assert b"owned\x07" not in terminal.output
    assert {name: (odd / "seeds" / name).read_bytes() for name in NAMES} == before
