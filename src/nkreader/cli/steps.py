"""Going a step back or on again, and saying which it was."""

import argparse
from collections.abc import Callable

from nkreader.cli import json_text
from nkreader.cli.opening import session_for
from nkreader.cli.table import Column, print_table
from nkreader.model.change import Step, operation_in_words
from nkreader.model.errors import NkreaderError
from nkreader.session.session import Session


def take_step(
    arguments: argparse.Namespace, do: Callable[[Session], Step | None], name: str
) -> None:
    """Undo or redo, and print the step that it was.

    Raises NkreaderError where there is none.
    """
    with session_for(arguments, write=True) as session:
        step = do(session)
        if step is None:
            raise NkreaderError(f"there is nothing to {name}")
        if arguments.json:
            json_text.print_object(
                {"operation": step.operation, "at": step.at, "ids": list(step.ids)}
            )
        else:
            columns = (Column("operation"), Column("at"), Column("ids"))
            did = operation_in_words(step.operation)
            print_table(columns, [(did, step.at, " ".join(step.ids))])
