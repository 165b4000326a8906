"""The installed command in a real terminal: from start to saved tag to export."""

import json
import re
import subprocess
import termios
from pathlib import Path

from tinydb import TinyDB

from harness.terminal import Terminal, command, environment

STORY = """Ministry denies shipments

The ministry denied it. Moscow said the trains were empty.
"""


def _workspace(folder: Path) -> dict[str, str]:
    (folder / "annotations").mkdir()
    (folder / "seeds").mkdir()
    (folder / "seeds" / "story.txt").write_text(STORY, encoding="utf-8")
    (folder / "home").mkdir()
    return environment(folder)


def test_from_start_to_saved_tag_to_export(tmp_path: Path) -> None:
    env = _workspace(tmp_path)
    with Terminal([command()], cwd=tmp_path, env=env) as terminal:
        terminal.wait_for("The ministry denied it.")
        terminal.wait_for("? help")
        terminal.type("jd")
        terminal.wait_for("denial tagged, saved")
        stored = TinyDB(tmp_path / "annotations" / "ann.json", access_mode="r")
        assert [each["quote"] for each in stored.table("annotations")] == [
            "The ministry denied it."
        ]
        stored.close()
        terminal.type("\rMinistry\r")
        terminal.wait_for("denial edited, saved")
        terminal.type("jcu")
        terminal.wait_for("tag undone")
        terminal.type("q")
        assert terminal.wait_for_end() == 0
        assert termios.tcgetattr(terminal.master) == terminal.before
        assert terminal.output.count(b"\x1b[?1049l") == 1

    exported = subprocess.run(
        [command(), "export", "--format", "json"],
        cwd=tmp_path, env=env, capture_output=True, check=True,
    )  # fmt: skip
    native = json.loads(exported.stdout)
    assert native["format"] == "nkreader"
    found = [(each["label"], each["speaker"], each["quote"]) for each in native["annotations"]]
    assert found == [("denial", "Ministry", "The ministry denied it.")]
    for each in native["annotations"]:
        assert STORY[each["start"] : each["end"]] == each["quote"]


def test_told_to_end_it_ends_in_order(tmp_path: Path) -> None:
    env = _workspace(tmp_path)
    with Terminal([command()], cwd=tmp_path, env=env) as terminal:
        terminal.wait_for("? help")
        terminal.type("jd")
        terminal.wait_for("denial tagged, saved")
        terminal.process.terminate()
        assert terminal.wait_for_end() == 143
        assert b"\x1b[?1049l" in terminal.output
        assert termios.tcgetattr(terminal.master) == terminal.before


def test_a_database_that_is_none_is_left_alone_and_sources_are_readable(tmp_path: Path) -> None:
    env = _workspace(tmp_path)
    database = tmp_path / "annotations" / "ann.json"
    database.write_text("no json", encoding="utf-8")
    with Terminal([command()], cwd=tmp_path, env=env) as terminal:
        terminal.wait_for("The ministry denied it.")
        terminal.wait_for("ann.json")
        terminal.type("jd")
        terminal.wait_for_quiet()
        assert "tagged, saved" not in terminal.text
        terminal.type("q")
        assert terminal.wait_for_end() == 0
    assert database.read_text(encoding="utf-8") == "no json"
    assert [file.name for file in database.parent.iterdir()] == ["ann.json"]


def test_no_color_means_none(tmp_path: Path) -> None:
    env = _workspace(tmp_path) | {"NO_COLOR": "1"}
    with Terminal([command()], cwd=tmp_path, env=env) as terminal:
        terminal.wait_for("? help")
        terminal.type("jd")
        terminal.wait_for("denial tagged, saved")
        terminal.type("q")
        assert terminal.wait_for_end() == 0
    codes = {
        code
        for sequence in re.findall(rb"\x1b\[([0-9;]*)m", terminal.output)
        for code in sequence.decode().split(";")
        if code
    }
    # Bold, dim, underline, reverse, their ends, and the terminal's own two colours.
    assert codes <= {"0", "1", "2", "4", "7", "22", "24", "27", "39", "49"}
    assert {"4", "7"} <= codes


def test_what_is_being_typed_outlives_a_kill(tmp_path: Path) -> None:
    env = _workspace(tmp_path)
    note = "No picture shows what is inside."
    with Terminal([command()], cwd=tmp_path, env=env) as terminal:
        terminal.wait_for("? help")
        terminal.type("jd")
        terminal.wait_for("denial tagged, saved")
        terminal.type("\r")
        terminal.wait_for("who reports it")
        terminal.type("\t\t\t\t\t" + note)
        assert terminal.wait_until(lambda: any(tmp_path.glob("annotations/ann.drafts/*.json")))
        terminal.process.kill()
        terminal.wait_for_end()

    with Terminal([command()], cwd=tmp_path, env=env) as terminal:
        terminal.wait_for("was kept: Enter opens it")
        terminal.type("\r")
        terminal.wait_for("you typed this and did not save it")
        terminal.wait_for(note)
        terminal.type("\r")
        terminal.wait_for("denial edited, saved")
        terminal.type("q")
        assert terminal.wait_for_end() == 0
    stored = TinyDB(tmp_path / "annotations" / "ann.json", access_mode="r")
    assert [each["note"] for each in stored.table("annotations")] == [note]
    stored.close()
    assert not any(tmp_path.glob("annotations/*drafts*"))
