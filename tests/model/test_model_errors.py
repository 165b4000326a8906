"""What users are told when something is wrong: one voice in all of the program."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import nkreader

FILES = sorted(Path(nkreader.__file__).parent.rglob("*.py"))
ERRORS = {"NkreaderError", "StoreError"}


@pytest.fixture(scope="module")
def messages() -> list[tuple[str, str, str]]:
    """Of each message its file, and how it begins and ends, what is filled in shown as {}."""
    return [(str(file), *ends) for file in FILES for ends in _messages(file)]


def _messages(file: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            message = node.args[0]
            if node.func.id in ERRORS and isinstance(message, ast.Constant | ast.JoinedStr):
                parts = message.values if isinstance(message, ast.JoinedStr) else [message]
                texts = [str(p.value) if isinstance(p, ast.Constant) else "{}" for p in parts]
                yield texts[0], texts[-1]


def test_a_message_is_a_line_without_capital_and_full_stop(
    messages: list[tuple[str, str, str]],
) -> None:
    assert [each for each in messages if each[1][0].isupper()] == []
    assert [each for each in messages if each[2].endswith(".")] == []


def test_there_are_messages_to_look_at(messages: list[tuple[str, str, str]]) -> None:
    assert len(messages) > 40
