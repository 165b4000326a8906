"""What nkreader does to the file system: in a sitting, and by every command."""

import hashlib
import stat
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from harness import watched
from harness.terminal import Terminal, environment
from nkreader.cli.commands import NAMES

STORY = "Ministry denies shipments\n\nThe ministry denied it. The end came late.\n"
LOOKING = [
    ["list"],
    ["inspect", "seeds/story.txt"],
    ["show"],
    ["search", "ministry"],
    ["ledger", "--format", "markdown"],
    ["timeline"],
    ["verify"],
    ["log"],
    ["doctor"],
    ["export", "--output", "out.json"],
    ["export", "--format", "markdown", "--output", "out.md"],
]
CHANGING = [
    ["entity", "add", "Lee", "--type", "PERSON"],
    ["relabel", "ID", "denial"],
    ["edit", "ID", "--speaker", "Lee"],
    ["note", "ID", "a note"],
    ["delete", "ID"],
    ["undo"],
    ["redo"],
    ["undo"],
]
TAGGING = ["tag", "seeds/story.txt", "--label", "claim", "--quote", "The ministry denied it."]


def _workspace(folder: Path) -> dict[str, str]:
    for inner in ("annotations", "seeds", "home"):
        (folder / inner).mkdir(mode=0o700)
    (folder / "seeds" / "story.txt").write_text(STORY, encoding="utf-8")
    return environment(folder, PYTHONDONTWRITEBYTECODE="1")


def _under(umask: int, command: list[str]) -> list[str]:
    return ["sh", "-c", f'umask {umask:o}; exec "$@"', "sh", *command]


def _sit(folder: Path, env: Mapping[str, str], umask: int) -> None:
    """Tag, type, be hung up, go on, take back, leave."""
    reader = _under(umask, watched.command(folder / "record", []))
    with Terminal(reader, cwd=folder, env=env) as terminal:
        terminal.wait_for("? help")
        terminal.type("jd")
        terminal.wait_for("denial tagged, saved")
        terminal.type("\rLee")
        assert terminal.wait_until(lambda: any(folder.glob("annotations/ann.drafts/*.json")))
        _check_modes(folder)
        terminal.process.kill()
        terminal.wait_for_end()
    with Terminal(reader, cwd=folder, env=env) as terminal:
        terminal.wait_for("Enter opens it")
        terminal.type("\r")
        terminal.wait_for("you typed this")
        terminal.type("\r")
        terminal.wait_for("denial edited, saved")
        terminal.type("uUx")
        terminal.wait_for("denial deleted")
        terminal.type("u/late\r")
        terminal.wait_for_quiet()
        terminal.type("y")
        terminal.wait_for_quiet()
        terminal.type("q")
        assert terminal.wait_for_end() == 0


def _check_modes(folder: Path) -> None:
    """Assert that what nkreader made is for the user alone."""
    places = (folder / "annotations", folder / "home")
    made = [path for place in places for path in place.rglob("*")]
    for path in made:
        mode = stat.S_IMODE(path.lstat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), (path, oct(mode))
    assert any(path.is_file() for path in made)


def _check_record(folder: Path) -> None:
    """Assert that nothing was made elsewhere, no source written, nobody called."""
    seen = watched.events(folder / "record")
    own = (
        folder / "annotations",
        folder / "home" / ".local",
        folder / "out.",
        folder / ".nkreader-",
    )
    devices = ("/dev/null", "/dev/tty", "/dev/pts/")
    for event in seen:
        assert not event.name.startswith(("socket.", "subprocess.")), event
        path = str(folder / event.path)
        if event.writes and not path.startswith(devices):
            assert path.startswith(tuple(map(str, own))), event
    read = [each for each in seen if each.path.endswith("story.txt")]
    assert read
    assert not any(each.writes for each in read)


def _sources(folder: Path) -> dict[Path, tuple[str, int, int]]:
    found = {}
    for path in (folder / "seeds").rglob("*"):
        status = path.stat()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        found[path] = (digest, status.st_mtime_ns, status.st_mode)
    return found


def test_a_sitting_keeps_to_its_own_folders_and_to_itself(tmp_path: Path) -> None:
    env = _workspace(tmp_path)
    before = _sources(tmp_path)
    _sit(tmp_path, env, umask=0o000)
    _check_modes(tmp_path)
    _check_record(tmp_path)
    assert _sources(tmp_path) == before


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_commands_keep_to_their_own_folders_and_exports_follow_the_umask(
    tmp_path: Path, umask: int
) -> None:
    env = _workspace(tmp_path)
    before = _sources(tmp_path)

    def run(*commands: list[str]) -> subprocess.CompletedProcess[str]:
        command = _under(umask, watched.command(tmp_path / "record", *commands))
        return subprocess.run(
            command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False
        )

    made = run(TAGGING).stdout.strip()
    known = [[made if word == "ID" else word for word in words] for words in CHANGING]
    done = run(*known, *LOOKING)
    assert done.returncode == 0, done.stderr
    run(*([name] for name in NAMES if name not in {words[0] for words in (*known, *LOOKING)}))
    _check_modes(tmp_path)
    _check_record(tmp_path)
    assert _sources(tmp_path) == before
    for name in ("out.json", "out.md"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o666 & ~umask
