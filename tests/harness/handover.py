"""The commands and scripts of docs/handover.md, run on a copy of the sample."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "handover.md"

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def sections() -> dict[str, str]:
    """Return the sections of the page by their titles."""
    parts = PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
    return {part.partition("\n")[0]: part.partition("\n")[2] for part in parts}


def desk(folder: Path) -> Path:
    """Return a workspace with the sample in it."""
    for name in ("seeds", "annotations"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def run(title: str, folder: Path, before: str = "") -> str:
    """Run the blocks of a section one after the other; return what they print on stdout.

    ``before`` is Python that runs ahead of each script.
    """
    printed = ""
    for kind, code in _BLOCK.findall(sections()[title]):
        if kind == "sh":
            printed += _done(["bash", "-euo", "pipefail", "-c", code], folder)
        elif kind == "python":
            printed += _done([sys.executable, "-c", before + code], folder)
    return printed


def _done(words: list[str], folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "HOME": str(folder / "home"), "LOGNAME": "ann"}
    done = subprocess.run(words, cwd=folder, env=env, capture_output=True, timeout=120, text=True)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout
