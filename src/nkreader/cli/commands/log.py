"""``nkreader log``: what was changed, when."""

import argparse

from nkreader.cli import json_text
from nkreader.cli.command import Command
from nkreader.cli.opening import session_for
from nkreader.cli.options import add_json
from nkreader.cli.table import LABEL_STYLES, Cell, Column, print_table
from nkreader.model.change import operation_in_words
from nkreader.store.history.entry import LogEntry

_COLUMNS = (
    Column("at", whole=True),
    Column("kind", styles={"undo": "yellow", "redo": "yellow"}),
    Column("operation", style="bold"),
    Column("of", style="dim", under=True),
    Column("label", styles=LABEL_STYLES),
    Column("quote", under=True),
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
                    "labels": list(entry.labels),
                    "quotes": list(entry.quotes),
                }
                for entry in entries
            )
        else:
            print_table(_COLUMNS, map(_row, entries), none="nothing was changed yet")


def _row(entry: LogEntry) -> tuple[Cell, ...]:
    operation = operation_in_words(entry.operation)
    labels = ", ".join(dict.fromkeys(filter(None, entry.labels)))
    quote = next(filter(None, entry.quotes), "")
    return entry.at, entry.kind.value, operation, ", ".join(entry.ids), labels, quote


COMMAND = Command(
    name="log",
    summary="what you have changed, when; the newest first",
    details=(
        "Where stdout is no terminal, fields stand between tabs: at, kind (step, undo, redo),\n"
        "operation, ids of annotations or names of entities, labels, the beginning of the first\n"
        "passage. With --json, labels and quotes are lists beside ids, null for an entity, and\n"
        "of a quote there are the first 80 characters."
    ),
    examples=("nkreader log", "nkreader log --json"),
    options=_options,
    run=_run,
)
