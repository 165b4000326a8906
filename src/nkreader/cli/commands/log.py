"""``nkreader log``: what was changed, when."""

import argparse

from nkreader.cli import json_text
from nkreader.cli.command import Command
from nkreader.cli.opening import session_for
from nkreader.cli.options import add_json
from nkreader.cli.table import Column, print_table
from nkreader.model.change import operation_in_words

_COLUMNS = (
    Column("at", whole=True),
    Column("kind", styles={"undo": "yellow", "redo": "yellow"}),
    Column("operation", style="bold"),
    Column("of"),
)


def _options(parser: argparse.ArgumentParser) -> None:
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    with session_for(arguments) as session:
        entries = reversed(session.store.steps())
        if arguments.json:
            json_text.print_list(
                {
                    "at": entry.at,
                    "kind": entry.kind.value,
                    "operation": entry.operation,
                    "ids": list(entry.ids),
                    "step": entry.step,
                }
                for entry in entries
            )
        else:
            rows = (
                (e.at, e.kind.value, operation_in_words(e.operation), ", ".join(e.ids))
                for e in entries
            )
            print_table(_COLUMNS, rows)


COMMAND = Command(
    name="log",
    summary="what you have changed, when; the newest first",
    details=(
        "Where stdout is no terminal, fields stand between tabs: at, kind (step, undo, redo),\n"
        "operation, ids of annotations or names of entities."
    ),
    examples=("nkreader log", "nkreader log --json"),
    options=_options,
    run=_run,
)
