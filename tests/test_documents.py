"""Documents that are made from the program are what the program says today."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

from nkreader.cli.commands import NAMES

ROOT = Path(__file__).parent.parent


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_of_keys_is_fresh() -> None:
    made = _module("make_keys").table()
    assert (ROOT / "docs" / "keys.md").read_text(encoding="utf-8") == made, "run: make docs"


def test_the_table_of_formats_is_fresh() -> None:
    made = _module("make_formats").document()
    assert (ROOT / "docs" / "formats.md").read_text(encoding="utf-8") == made, "run: make docs"


def test_the_readme_names_what_there_is() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert (ROOT / "docs" / "screenshot.svg").is_file()
    named = re.findall(r"^(?:.*`)?nkreader ([a-z]+)", readme, flags=re.MULTILINE)
    assert named
    for command in named:
        assert command in NAMES or command in {"takes", "sees"}, command
