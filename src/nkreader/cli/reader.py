"""``nkreader [PATH ...]``: opens the reader. Textual is imported here, and nowhere else."""

import argparse
import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nkreader import __version__
from nkreader.cli.command import Parser
from nkreader.cli.commands import NAMES, load
from nkreader.cli.options import add_paths, add_places
from nkreader.cli.terminal import missing
from nkreader.model.conventions import THEMES
from nkreader.model.errors import NkreaderError

if TYPE_CHECKING:
    from nkreader.firstpage.standing import Standing

_SCREEN = "nkreader.tui.sitting"
_USAGE = "nkreader [PATH ...]\n       nkreader COMMAND --help"
_EXAMPLES = ("nkreader", "nkreader seeds/feed-dump.txt", "nkreader --annotator maria ~/sources")


def read(words: Sequence[str], standing: "Standing | None" = None) -> int:
    """Open the reader, ``standing`` being the page on the terminal; return its exit code."""
    try:
        return _open(words, standing)
    finally:
        if standing is not None:  # what is told next is told where it stays
            standing.leave()


def _open(words: Sequence[str], standing: "Standing | None") -> int:
    arguments = _parser(words).parse_args(words)
    from nkreader.cli.next_page import NextPage
    from nkreader.cli.opening import workspace_of
    from nkreader.session.start import is_long_to_open, open_to_look

    _check(arguments.paths)
    environ = dict(os.environ)
    workspace = workspace_of(arguments)
    if is_long_to_open(workspace):
        # While bytes are read and summed up somebody else can have the interpreter.
        Thread(target=import_module, args=(_SCREEN,), name="nkreader-imports").start()
    session, trouble = open_to_look(workspace, arguments.paths, write=True)
    try:
        lacking = missing()
        if lacking:
            raise NkreaderError(
                f"the reader needs a terminal, and {lacking}; "
                f"these commands need none: {', '.join(NAMES)}"
            )
        if arguments.theme:
            session.settings = replace(session.settings, theme=arguments.theme)
        next_page = NextPage(session, words, environ)
        from nkreader.tui.sitting import sit

        sitting = sit(session, trouble, standing, mouse=not arguments.no_mouse)
        next_page.rehearse(trouble, sitting)
    finally:
        session.store.close()
    # What closing has changed is what the next start will find.
    next_page.keep()
    return sitting.code


def _check(paths: Sequence[Path]) -> None:
    """Refuse a word that is neither a path nor a command with a hint at both."""
    word = str(paths[0]) if paths else "."
    if "/" not in word and word not in NAMES and not os.path.lexists(word):
        raise NkreaderError(f"{word} is no file or folder here, and no command: nkreader --help")


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    asked = {"-h", "--help"} & set(words)
    parser = Parser(
        "nkreader",
        "Reads contested news in the terminal, and tags what is claimed, denied, shown or supposed."
        + (f"\n\n{_commands()}" if asked else ""),
        _EXAMPLES,
        usage=_USAGE,
    )
    add_paths(parser, "files or folders to read (default: the workspace's seeds/, else samples)")
    parser.add_argument("--theme", choices=THEMES, help="colours")
    parser.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    parser.add_argument("--version", action="version", version=f"nkreader {__version__}")
    add_places(parser)
    return parser


def _commands() -> str:
    """Return the table of commands, for which all their files are imported."""
    width = max(map(len, NAMES))
    lines = (f"  {name:{width}}  {load(name).summary}" for name in NAMES)
    return "commands (a file of such a name is ./NAME):\n" + "\n".join(lines)
