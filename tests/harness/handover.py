"""The commands and scripts of docs/handover.md, run on a copy of the sample."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from nkreader.cli import main

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "handover.md"

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

Run = Callable[[str], str]


def sections() -> Mapping[str, str]:
    """Return the sections of the page by their titles."""
    parts = PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
    return {part.partition("\n")[0]: part.partition("\n")[2] for part in parts}


def make_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Run:
    """Return, for a fixture, what runs the blocks of a section and returns what they print.

    It runs in a workspace with the sample, which is the current folder.
    """
    for name in ("seeds", "annotations"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for variable in ("NKREADER_ANNOTATIONS", "NKREADER_ANNOTATOR", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LOGNAME", "ann")
    monkeypatch.chdir(tmp_path)

    def run(title: str) -> str:
        printed = ""
        for kind, code in _BLOCK.findall(sections()[title]):
            capfd.readouterr()
            if kind == "sh":
                _shell(code, capfd)
            elif kind == "python":
                exec(compile(code, title, "exec"), {"__name__": "__main__"})  # noqa: S102
            printed += capfd.readouterr().out
        return printed

    return run


def _shell(code: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Run nkreader's lines in this process, which has read the gazetteer, others in a shell."""
    mine, _, others = code.partition("\njq ")
    for line in mine.strip().split("\n"):
        command, *words = shlex.split(line)
        assert command == "nkreader"
        target = words.pop() if ">" in words else None
        assert main([word for word in words if word != ">"]) == 0
        if target:
            Path(target).write_text(capfd.readouterr().out, encoding="utf-8")
    if others:
        subprocess.run(["bash", "-euo", "pipefail", "-c", f"jq {others}"], check=True, timeout=60)
