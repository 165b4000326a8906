"""What users are told when something is wrong: one voice in all of the program."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import nkreader

FILES = sorted(Path(nkreader.__file__).parent.rglob("*.py"))
ERRORS = {"NkreaderError", "StoreError"}


def _messages(file: Path) -> Iterator[tuple[str, str]]:
    """Yield how each message begins and ends, what is filled in being shown as {}."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            message = node.args[0]
            if node.func.id in ERRORS and isinstance(message, ast.Constant | ast.JoinedStr):
                parts = message.values if isinstance(message, ast.JoinedStr) else [message]
                texts = [str(p.value) if isinstance(p, ast.Constant) else "{}" for p in parts]
                yield texts[0], texts[-1]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.stem))
def test_a_message_is_a_line_without_capital_and_full_stop(file: Path) -> None:
    for first, last in _messages(file):
        assert not first[0].isupper(), first
        assert not last.endswith("."), last


def test_there_are_messages_to_look_at() -> None:
    assert sum(len(list(_messages(file))) for file in FILES) > 40
