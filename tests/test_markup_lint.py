"""No foreign text is taken for markup: held by a look at every call in the program."""

from pathlib import Path

import pytest

import nkreader
from harness.markup_lint import CALLS, METHODS, faults_of

SOURCES = sorted(Path(nkreader.__file__).parent.rglob("*.py"))
_IMPORTS = "from textual.widgets import Static, {name}\n"


def test_the_program_gives_nothing_foreign_to_be_parsed() -> None:
    found = {str(path): faults_of(path.read_text(encoding="utf-8")) for path in SOURCES}
    assert {path: faults for path, faults in found.items() if faults} == {}
    assert len(found) > 400


@pytest.mark.parametrize("name", sorted(CALLS))
@pytest.mark.parametrize("text", ["text", "f'{text}!'", "'a' + text", "text.upper()", "*text"])
def test_every_class_that_parses_is_watched(name: str, text: str) -> None:
    positions, keywords = CALLS[name]
    calls = []
    if positions != ():
        before = "'x', " * (positions[0] if positions else 0)
        calls.append(f"{name}({before}{text})")
    if not text.startswith("*"):
        calls += [f"{name}({keyword}={text})" for keyword in keywords]
    for call in calls:
        assert faults_of(_IMPORTS.format(name=name) + call), call
        assert faults_of(f"from textual import widgets\nwidgets.{call}"), call


@pytest.mark.parametrize("name", sorted(METHODS))
def test_every_method_that_parses_is_watched(name: str) -> None:
    for text in ("text", "f'{text}!'"):
        assert faults_of(_IMPORTS.format(name="Tree") + f"self.it.{name}({text})")
    assert not faults_of(_IMPORTS.format(name="Tree") + f"self.it.{name}(Content(text))")


@pytest.mark.parametrize(
    "code",
    [
        "class Note(Static):\n    def __init__(self, text): super().__init__(text)",
        "class Note(Static): pass",
        "class Note(Select[str]):\n    def __init__(self, text): super().__init__(prompt=text)",
        "class Note(Widget):\n    def render(self): return self.text",
        "class Note(Widget):\n    BORDER_TITLE = text",
        "from textual.widgets import Static as Plain\nPlain(text)",
        "Plain = Static",
        "[*map(Static, texts)]",
        "partial(Static, text)",
        "Static(text, markup=True)",
        "Static(Content(text) if it else text)",
        "self.border_title = text",
        "self.border_subtitle = f'{text}'",
        "self.tooltip = text",
        "self.notify(text, title='x')",
        "self.panic(text)",
        "RichLog(markup=True)",
        "Content.from_markup(text)",
        "Text.from_markup(text)",
        "Text.from_ansi(text)",
        "Console(file=out)",
        "Console(markup=True)",
        "console.render_str(text)",
        "Style(link=text)",
        "Style(meta=text)",
        "x = '[@click=app.quit]'",
        "self.app.open_url(text)",
        "import webbrowser",
        "import pickle",
        "from yaml import load",
        "import yaml",
        "import socket",
        "import urllib.request",
        "from urllib import request",
        "from http import client",
        "from rich import print",
        "from textual.markup import to_content",
        "eval(text)",
        "exec(text)",
        "compile(text, '', 'exec')",
        "os.system(text)",
        "subprocess.run(text, shell=True)",
        "asyncio.open_connection(text)",
    ],
)
def test_what_parses_acts_or_connects_is_found(code: str) -> None:
    assert faults_of(_IMPORTS.format(name="Select, RichLog") + code)


@pytest.mark.parametrize(
    "code",
    [
        "Static(Content(text))",
        "Static(Content.assemble(*parts))",
        "Static(Text(text))",
        "Static(text, markup=False)",
        "Static('own words')",
        "Static(Content(text) if text else 'none')",
        "Static(id=name)",
        "class Note(Static):\n    def __init__(self, text): super().__init__(Content(text))",
        "class Note(Widget):\n    def render(self): return Content(self.text)",
        "class Note(Widget):\n    def render_line(self, y): return Strip([Segment(self.text)])",
        "self.tooltip = Content(text)",
        "Console(markup=False, file=out)",
        "re.compile(text)",
        "SystemCommand(text, 'x', run)  # own words",
    ],
)
def test_what_is_not_parsed_is_let_be(code: str) -> None:
    assert faults_of(_IMPORTS.format(name="Select") + code) == []


def test_other_things_of_the_same_names_are_let_be() -> None:
    code = "from nkreader.model.annotation import Label\nLabel(name)\n"
    assert faults_of(code + "seen.add(text)\nkeys.update(more)") == []
