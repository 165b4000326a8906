"""What many tests share."""

import gc
import os
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from harness.reader import Open

# Each worker would compile all tests anew where Python keeps nothing that it has compiled.
sys.dont_write_bytecode = False

_HOMES = count()

# Nothing of thousands of tests can be freed while they are collected.
gc.disable()

# A test that takes long on a loaded machine has not failed.
settings.register_profile("quick", deadline=None, max_examples=40)
# Asked for with --hypothesis-profile.
settings.register_profile("thorough", deadline=None, max_examples=400)
settings.load_profile("quick")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Let who has no tests left take some of another's: a few take as long as hundreds."""
    if config.getoption("numprocesses", None) and config.getoption("dist") == "no":
        config.option.dist = "worksteal"


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over thousands of tests each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return how many tests run at once: those in a terminal wait more than they work."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(scope="session", autouse=True)
def _names_read_once() -> Iterator[None]:
    from harness.names import names_read_once

    with names_read_once():
        yield


@pytest.fixture(autouse=True)
def _home_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let each test find nothing that another one has left, and leave nothing in anybody's home."""
    kept = {name: value for name, value in os.environ.items() if not _is_mine(name)}
    home = tmp_path_factory.getbasetemp() / "homes" / str(next(_HOMES))
    with patch.dict(os.environ, {**kept, "HOME": str(home)}, clear=True):
        yield


def _is_mine(name: str) -> bool:
    """Tell whether a variable says where whoever runs the tests keeps things, or likes them."""
    asked = name in ("NKREADER_REAL_SOURCES", "NKREADER_TAKE_SCREENS")
    return not asked and name.startswith(("NKREADER_", "XDG_", "NO_COLOR"))


@pytest.fixture(scope="session")
def real_sources() -> Path:
    """The folder of the five real sources, which are not part of the project."""
    folder = os.environ.get("NKREADER_REAL_SOURCES")
    if not folder:
        pytest.skip("NKREADER_REAL_SOURCES names no folder of real sources")
    return Path(folder)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two sources and an empty annotations folder, and a home of its own."""
    from harness.reader import STORY, TALK

    (tmp_path / "annotations").mkdir()
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "story.txt").write_text(STORY, encoding="utf-8")
    (seeds / "talk.txt").write_text(TALK, encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TERM", "xterm-256color")
    return tmp_path


@pytest.fixture
def open_reader(workspace: Path) -> "Open":
    """Return a way to open the reader on the workspace."""
    from harness.reader import opener

    return opener(workspace)


@pytest.fixture
def shell(workspace: Path) -> dict[str, str]:
    """The environment of a command that is run in the workspace, on a terminal."""
    from harness.terminal import environment

    return environment(workspace)
