"""Parts of the screen that need no screen: clipboard, keymap, themes, key names."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from rich.color import ColorSystem
from textual.binding import Binding

from nkreader.tui import clipboard
from nkreader.tui.clipboard import Way
from nkreader.tui.crash import report_crash
from nkreader.tui.key_names import key_name
from nkreader.tui.keymap import checked_keymap
from nkreader.tui.remappable import remappable
from nkreader.tui.themes import DARK, LIGHT, SIXTEEN, choose

BINDINGS = [
    ("Text", Binding("j,down", "move", "", id="a.j")),
    ("Text", Binding("k", "move", "", id="a.k")),
    ("Sources", Binding("j", "step", "", id="b.j")),
    ("Everywhere", Binding("q", "leave", "", id="c.q")),
]


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, Way.SYSTEM),
        ({"SSH_TTY": "/dev/pts/1"}, Way.TERMINAL),
        ({"SSH_CONNECTION": "a b"}, Way.TERMINAL),
    ],
)
def test_the_way_to_the_clipboard(environ: dict[str, str], expected: Way) -> None:
    assert clipboard.way(environ) is expected


def test_tmux_is_asked_first_and_given_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[bytes] = []

    def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        given.append(options["input"])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("subprocess.run", run)
    environ = {"TMUX": "/run/tmux/default,1,0", "SSH_TTY": "x"}
    assert clipboard.copy("한국", lambda text: None, environ) is Way.TMUX
    assert given == ["한국".encode()]


def test_without_a_system_clipboard_the_terminal_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import pyperclip

    def refuse(text: str) -> None:
        raise pyperclip.PyperclipException("none")

    monkeypatch.setattr(pyperclip, "copy", refuse)
    sent: list[str] = []
    assert clipboard.copy("x", sent.append, {}) is Way.TERMINAL
    assert sent == ["x"]


def test_a_text_too_long_for_the_terminal_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        clipboard.copy("x" * (clipboard.LIMIT + 1), lambda text: None, {"SSH_TTY": "x"})


def test_keys_can_change_places_and_signs_be_written_as_they_are() -> None:
    swapped = {"a.j": "k", "a.k": "j,down"}
    assert checked_keymap(swapped, BINDINGS) == (swapped, ())
    assert checked_keymap({"a.k": "?, }"}, BINDINGS)[0] == {
        "a.k": "question_mark,right_curly_bracket"
    }


def test_a_key_of_the_reader_is_free_on_a_screen_of_its_own() -> None:
    bindings = [*BINDINGS, ("Ledger", Binding("s", "sort", "", id="d.s"))]
    assert checked_keymap({"d.s": "q"}, bindings) == ({"d.s": "q"}, ())
    assert checked_keymap({"c.q": "s"}, bindings) == ({"c.q": "s"}, ())


def test_a_good_keymap_is_taken() -> None:
    assert checked_keymap({"a.j": "n, ctrl+n", "b.j": "k"}, BINDINGS) == (
        {"a.j": "n,ctrl+n", "b.j": "k"},
        (),
    )


@pytest.mark.parametrize(
    ("action", "key", "problem"),
    [
        ("no.such", "x", "no such action"),
        ("a.j", "", "no key"),
        ("a.j", "hyper+x", "no key is called"),
        ("a.j", "nonsense", "no key is called"),
        ("a.j", "k", "is the key of a.k"),
        ("a.j", "q", "is the key of c.q"),
        ("c.q", "j", "j is the key of"),
        ("a.j", "7", "numbers"),
        ("a.j", "ctrl+i", "cannot tell"),
        ("a.j", "shift+x", "write X"),
        ("a.j", "\x7f", "no key is called"),
        ("a.j", "\x9b", "no key is called"),
        ("a.j", "ctrl+\u202e", "no key is called"),
    ],
)
def test_a_bad_key_is_refused_with_the_reason(action: str, key: str, problem: str) -> None:
    good, notices = checked_keymap({action: key}, BINDINGS)
    assert good == {}
    assert problem in notices[0]


def test_no_two_actions_of_a_place_have_the_same_key() -> None:
    taken: dict[tuple[str, str], str] = {}
    for place, binding in remappable():
        for key in binding.key.split(","):
            assert taken.setdefault((place, key), binding.action) == binding.action
    for place, key in list(taken):
        if place == "Text":
            assert ("Everywhere", key) not in taken, key


def test_key_names() -> None:
    assert key_name("right_curly_bracket") == "}"
    assert key_name("shift+down") == "Shift+↓"
    assert key_name("ctrl+e") == "Ctrl+E"
    assert key_name("j") == "j"
    assert key_name("\x7f") == "␡"


def test_the_theme_follows_setting_and_terminal() -> None:
    assert choose(None, {}, ColorSystem.EIGHT_BIT) is DARK
    assert choose("light", {}, ColorSystem.TRUECOLOR) is LIGHT
    assert choose(None, {}, ColorSystem.STANDARD) is SIXTEEN
    assert choose("light", {}, ColorSystem.STANDARD) is SIXTEEN
    assert choose("light", {"NO_COLOR": "1"}, ColorSystem.EIGHT_BIT) is SIXTEEN


def test_a_crash_report_names_places_and_no_text(tmp_path: Path) -> None:
    private = "what nobody may read"
    try:
        raise ValueError(private)
    except ValueError as error:
        line = report_crash(error, tmp_path / "state")
    assert "saved" in line
    (file,) = (tmp_path / "state").iterdir()
    assert str(file) in line
    assert file.stat().st_mode & 0o777 == 0o600
    report = file.read_text(encoding="utf-8")
    assert "ValueError" in report
    assert "test_a_crash_report" in report
    assert private not in report


def test_a_place_apart_shares_keys_with_everywhere_but_no_key_of_its_own() -> None:
    bindings = [
        ("Everywhere", Binding("c", "claim", "", id="claim")),
        ("Everywhere", Binding("a", "next", "", id="next")),
        ("Review", Binding("c", "claim", "", id="claim")),
        ("Review", Binding("y", "accept", "", id="accept")),
    ]
    assert checked_keymap({"accept": "a"}, bindings) == ({"accept": "a"}, ())
    assert checked_keymap({"claim": "z"}, bindings) == ({"claim": "z"}, ())
    for taken in ({"claim": "y"}, {"accept": "c"}, {"claim": "a"}):
        good, (notice,) = checked_keymap(taken, bindings)
        assert good == {}
        assert "is the key of" in notice
