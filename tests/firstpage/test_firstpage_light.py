"""What is imported before the first page is painted."""

import subprocess
import sys

_HEAVY = {
    "argparse",
    "dataclasses",
    "inspect",
    "json",
    "msgspec",
    "pathlib",
    "rich",
    "textual",
    "tinydb",
    "typing",
}


def test_nothing_is_waited_for() -> None:
    code = (
        "import sys; import nkreader.cli; before = set(sys.modules); "
        "import nkreader.firstpage.standing; print(*sys.modules)"
    )
    # Without site, whose own imports are the environment's.
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert not loaded & _HEAVY
    own = {name for name in loaded if name.startswith("nkreader")}
    assert all(
        name.startswith(("nkreader.firstpage", "nkreader.cli")) for name in own - {"nkreader"}
    )
