"""Every command, where all that it reads and is given is hostile: no crash, nothing let through."""

import os
from pathlib import Path
from random import Random

import pytest

from soak.hostile import Came, commands, run_command
from soak.hostile_desk import environment, lay_out

SEED = 3


@pytest.mark.parametrize("terminal", [True, False], ids=["terminal", "pipe"])
def test_no_command_lets_anything_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, terminal: bool
) -> None:
    chance = Random(SEED)
    lay_out(tmp_path, chance, 10)
    for variable in (*os.environ,):
        monkeypatch.delenv(variable)
    for variable, value in environment(tmp_path).items():
        monkeypatch.setenv(variable, value)
    monkeypatch.chdir(tmp_path)
    came = Came()
    for words in commands(tmp_path, chance):
        run_command(came, SEED, words, terminal=terminal)
    assert came.faults == []
    assert came.figures["commands"] > 20
