"""``nkreader doctor``: versions, terminal, clipboard, paths, locks, health of the database."""

import argparse
import os
import platform
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

from nkreader import __version__
from nkreader.cli import json_text, terminal
from nkreader.cli.command import Command
from nkreader.cli.opening import workspace_of
from nkreader.cli.options import add_json
from nkreader.cli.table import Cell, print_facts
from nkreader.session.health import Health, health
from nkreader.session.samples import sample_annotations, sample_sources
from nkreader.session.settings import read_settings
from nkreader.session.workspace import Workspace
from nkreader.tui.clipboard import way

_PACKAGES = ("textual", "rich", "tinydb", "pyperclip", "webvtt-py")

Facts = dict[str, object]


def _run(arguments: argparse.Namespace) -> None:
    workspace = workspace_of(arguments)
    report: dict[str, Facts] = {
        "versions": _versions(),
        "terminal": _terminal(),
        "places": _places(workspace),
        "database": _database(workspace),
    }
    if arguments.json:
        json_text.print_object(report)
        return
    for part, facts in report.items():
        print_facts([(part.upper(), "")])
        print_facts((f"  {name.replace('_', ' ')}", _said(fact)) for name, fact in facts.items())


def _versions() -> Facts:
    packages = {name: _installed(name) for name in _PACKAGES}
    return {"nkreader": __version__, "python": platform.python_version(), **packages}


def _installed(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _terminal() -> Facts:
    variables = ("TERM", "COLORTERM", "NO_COLOR", "TMUX", "SSH_TTY", "LANG")
    streams = {name: terminal.is_terminal(name) for name in terminal.STREAMS}
    return {
        **{name: os.environ.get(name) for name in variables},
        "size": terminal.size(),
        "encoding": sys.stdout.encoding,
        **{f"{name}_is_terminal": answer for name, answer in streams.items()},
        "reader": terminal.missing() or "can be shown",
        "clipboard": way().value,
    }


def _places(workspace: Workspace) -> Facts:
    settings = read_settings(workspace.settings_files)
    return {
        "workspace": str(workspace.root) if workspace.root else None,
        "annotations": str(workspace.annotations),
        "annotations_from": workspace.annotations_from,
        "annotator": workspace.annotator,
        "settings": [str(file) for file in settings.files],
        "settings_notices": [*settings.notices, *_key_notices(settings.keys)],
        "configuration": str(workspace.config),
        "state": str(workspace.state),
        "samples": str(sample_sources()),
        "sample_annotations": str(sample_annotations()),
    }


def _key_notices(keys: Mapping[str, str]) -> tuple[str, ...]:
    """Return what is wrong with the user's own keys: only the reader knows what they are for."""
    if not keys:
        return ()
    from nkreader.tui.remappable import own_keymap

    return own_keymap(keys)[1]


def _database(workspace: Workspace) -> Facts:
    found = health(workspace)
    return {
        "file": str(found.database) if found.database else None,
        "health": _health(found),
        "writable": found.writable,
        "written_by": found.holder,
        "annotations": found.annotations,
        "sources": found.sources,
        "entities": found.entities,
        "annotations_of_others": found.others,
        "typed_and_not_saved": list(found.drafts),
        "notices": list(found.notices),
    }


def _health(found: Health) -> str:
    if found.problem:
        return found.problem
    if found.damaged:
        return "damaged: nkreader check tells where"
    if found.faults:
        more = f" and {len(found.faults) - 1} more" if found.faults[1:] else ""
        return f"not in order: {found.faults[0]}{more}; nkreader check tells all"
    return "whole" if found.exists else "not there yet"


def _said(fact: object) -> Cell:
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    if isinstance(fact, list):
        return "; ".join(map(str, fact)) or "none"
    return "-" if fact is None else str(fact)


COMMAND = Command(
    name="doctor",
    summary="versions, terminal, clipboard, paths, locks, health of the database",
    details="Changes nothing. Something to add when you report a fault.",
    examples=("nkreader doctor", "nkreader doctor --json"),
    options=add_json,
    run=_run,
)
