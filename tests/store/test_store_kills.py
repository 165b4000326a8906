"""A process that is killed loses nothing that it acknowledged, and leaves nothing half done."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("store_killing.py")


@pytest.mark.parametrize("way", [["random", "25"], ["calls"], ["between"]], ids=lambda way: way[0])
def test_no_kill_loses_anything(way: list[str]) -> None:
    run = subprocess.run(
        [sys.executable, SCRIPT, *way], capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
