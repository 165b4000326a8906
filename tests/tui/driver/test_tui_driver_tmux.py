"""Everything has a key that gets through tmux, screen and ssh."""

import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from time import monotonic, sleep

import pytest
from textual.binding import Binding

from nkreader import tui
from nkreader.tui.key_names import key_name

_LOG = Path(__file__).with_name("key_log.py")
_PATIENCE = 60.0
# Textual's names and tmux's; characters are themselves in both.
_TMUX = {
    "escape": "Escape", "enter": "Enter", "tab": "Tab", "shift+tab": "BTab", "space": "Space",
    "backspace": "BSpace", "up": "Up", "down": "Down", "left": "Left", "right": "Right",
    "home": "Home", "end": "End", "pageup": "PPage", "pagedown": "NPage", "delete": "DC",
}  # fmt: skip
# What tmux, screen or the line in between keep for themselves.
_EATEN = {"ctrl+a", "ctrl+b", "ctrl+s", "ctrl+q", "ctrl+backslash", "ctrl+circumflex_accent"}


def _bindings() -> list[Binding]:
    """Return all bindings of the program itself."""
    modules = [import_module(each.name) for each in walk_packages(tui.__path__, "nkreader.tui.")]
    owners = {
        owner
        for module in modules
        for owner in vars(module).values()
        if isinstance(owner, type) and owner.__module__ == module.__name__
    }
    return [each for owner in owners for each in vars(owner).get("BINDINGS", ())]


def _for_tmux(key: str) -> str | None:
    """Return what tmux calls a key that needs no Alt, no function key and no mouse."""
    if key in _TMUX:
        return _TMUX[key]
    if key.startswith("ctrl+") and len(key) == len("ctrl+x") and key not in _EATEN:
        return f"C-{key[-1]}"
    character = key_name(key)
    return character if len(character) == 1 and character.isascii() else None


def test_every_binding_has_a_key_that_gets_through_tmux(tmp_path: Path) -> None:
    tmux = shutil.which("tmux")
    if tmux is None:
        pytest.skip("there is no tmux here")
    wanted: dict[str, str] = {}
    for binding in _bindings():
        found = {key: name for key in binding.key.split(",") if (name := _for_tmux(key))}
        assert found, f"{binding.id}: {binding.key}"
        wanted |= found
    log = tmp_path / "keys"
    server = [tmux, "-S", str(tmp_path / "tmux"), "-f", os.devnull]
    program = [sys.executable, str(_LOG), str(log)]
    subprocess.run([*server, "new-session", "-d", "-x", "80", "-y", "24", *program], check=True)
    try:
        _wait_for(log, 1)
        for count, name in enumerate(wanted.values(), start=2):
            subprocess.run([*server, "send-keys", name], check=True)
            if name == "Escape":  # what follows at once would be taken for the key with Alt
                _wait_for(log, count)
        assert _wait_for(log, len(wanted) + 1) == ["ready", *wanted]
    finally:
        subprocess.run([*server, "kill-server"], check=False)


def _wait_for(log: Path, lines: int) -> list[str]:
    deadline, found = monotonic() + _PATIENCE, list[str]()
    while len(found) < lines and monotonic() < deadline:
        sleep(0.02)
        found = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    return found
