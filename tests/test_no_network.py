"""No network: neither the reader nor any command asks the system for any of it."""

import os
import sys
from pathlib import Path

import pytest

from harness.terminal import Terminal

# Runs nkreader with each of the commands given, parted by "--then"; what is asked of the
# system that has to do with networks or other programs is noted in a file.
_WATCHED = """
import os, sys

note = os.open(os.environ["NOTED"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
told = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
        "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request", "ftplib.connect",
        "http.client.connect", "smtplib.connect", "webbrowser.open", "os.system",
        "subprocess.Popen", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "pty.spawn")

def hook(event, arguments):
    internet = event == "socket.__new__" and arguments[1] != 1
    if event in told or internet:
        os.write(note, f"{event} {arguments!r}\\n".encode())

sys.addaudithook(hook)
words = sys.argv[1:]
if words == ["--self-test"]:
    import socket, webbrowser
    try:
        socket.create_connection(("127.0.0.1", 1), 0.1)
    except OSError:
        pass
    webbrowser.open("file:///nowhere")
    sys.exit()

from nkreader.cli import main

while words:
    at = words.index("--then") if "--then" in words else len(words)
    main(words[:at])
    words = words[at + 1:]
"""
LINKED = """Ministry denies https://example.org/shipments

See https://example.org/ or <a href="https://example.org/">here</a>. Moscow said no.
The end came late. [@click=app.open_url('https://example.org/')]here[/] it is.
"""
COMMANDS = (
    "list --then inspect seeds/story.txt --then inspect seeds/page.html --json --then "
    "tag seeds/story.txt --label claim --quote late --then show --then verify --then log --then "
    "search moscow --then export --then export --format markdown --then doctor --then undo --then "
    "redo --then entity add Moscow --alias Moskva --then --help"
)


@pytest.fixture
def noted(workspace: Path) -> Path:
    (workspace / "seeds" / "story.txt").write_text(LINKED, encoding="utf-8")
    page = f'<html><head><base href="https://example.org/"></head><p>{LINKED}</p></html>'
    (workspace / "seeds" / "page.html").write_text(page, encoding="utf-8")
    return workspace / "noted"


def _watched(noted: Path, *words: str) -> Terminal:
    env = {**os.environ, "NOTED": str(noted), "SSH_TTY": "/dev/pts/0", "BROWSER": "true"}
    return Terminal([sys.executable, "-c", _WATCHED, *words], cwd=noted.parent, env=env)


def test_what_asks_for_it_is_noted(noted: Path) -> None:
    with _watched(noted, "--self-test") as terminal:
        terminal.wait_for_end()
    events = noted.read_text()
    assert "socket.connect" in events
    assert "webbrowser.open" in events


def test_no_command_asks_for_it(noted: Path) -> None:
    with _watched(noted, *COMMANDS.split()) as terminal:
        terminal.wait_for_end()
        assert "examples:" in terminal.text
    assert noted.read_text() == ""


def test_the_reader_does_not_even_where_links_are_clicked(noted: Path) -> None:
    with _watched(noted, "seeds/story.txt") as terminal:
        terminal.wait_for("The end came late")
        rows = terminal.text.split("\n")
        for y, row in enumerate(rows):
            for x in (row.find("https://"), row.find("here")):
                if x >= 0:
                    at = f"{x + 2};{y + 1}"
                    terminal.type(f"\x1b[<0;{at}M\x1b[<0;{at}m")
        terminal.type("jcy?")
        terminal.wait_for("there is more below")
        terminal.type("qq")
        assert terminal.wait_for_end() == 0
    assert noted.read_text() == ""
    assert b"\x1b]8;" not in terminal.output
