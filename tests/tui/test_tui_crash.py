"""A fault anywhere: the terminal given back, one line, a report without text, work kept."""

import json
import re
import sys
from pathlib import Path

import pytest
from broken_reader import AT_START, ON_A_KEY, ON_INPUT, PRIVATE

from harness.terminal import Terminal

_BROKEN = Path(__file__).with_name("broken_reader.py")
_SAID = r"nkreader: stopped by a fault of its own, [^\r]*(?=\r\n\Z)"


@pytest.mark.parametrize("where", [*ON_A_KEY, *ON_INPUT, *AT_START])
def test_a_fault_leaves_a_report_and_nothing_else(
    where: str, workspace: Path, shell: dict[str, str]
) -> None:
    command = [sys.executable, str(_BROKEN), where]
    with Terminal(command, cwd=workspace, env=shell, columns=400) as terminal:
        if where in ON_A_KEY:
            terminal.wait_for("? help")
            terminal.type("jd")
            terminal.wait_for("denial tagged, saved")
            terminal.type("?")
        elif where in ON_INPUT:
            terminal.wait_for("? help")
            terminal.type("?")
        assert terminal.wait_for_end() == 1
        assert terminal.attributes == terminal.before
        assert b"\x1b[?1049l" in terminal.output
        assert PRIVATE.encode() not in terminal.output
        assert b"Traceback" not in terminal.output
        (said,) = re.findall(_SAID, terminal.output.decode())
    (report,) = (workspace / "home/.local/state/nkreader").glob("crash-*.txt")
    assert said.endswith(f": {report}")
    assert report.stat().st_mode & 0o777 == 0o600
    told = report.read_text(encoding="utf-8")
    assert PRIVATE not in told
    assert "broken_reader.py" in told or where == "markup"
    if where in ON_A_KEY:
        kept = json.loads((workspace / "annotations/ann.json").read_text(encoding="utf-8"))
        assert len(kept["annotations"]) == 1
