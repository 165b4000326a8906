"""``nkreader delete``: annotations away, until undo brings them back."""

import argparse

from nkreader.cli.changing import add_id, print_annotation
from nkreader.cli.command import Command
from nkreader.cli.opening import session_for
from nkreader.cli.options import add_json
from nkreader.session.annotating.annotate import delete
from nkreader.session.tagged import Tagged


def _options(parser: argparse.ArgumentParser) -> None:
    add_id(parser)
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    with session_for(arguments, write=True) as session:
        annotation = Tagged(session).pick(arguments.id)
        delete(session, annotation)
        print_annotation(arguments, session, annotation)


COMMAND = Command(
    name="delete",
    summary="delete an annotation; undo brings it back whole",
    examples=("nkreader delete 3f9a",),
    options=_options,
    run=_run,
)
