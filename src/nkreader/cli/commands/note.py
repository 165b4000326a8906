"""``nkreader note``: the note of an annotation."""

import argparse

from nkreader.cli.changing import ON_ANOTHERS, add_id, change
from nkreader.cli.command import Command
from nkreader.cli.options import add_json
from nkreader.session.verdict import note


def _options(parser: argparse.ArgumentParser) -> None:
    add_id(parser)
    parser.add_argument("text", metavar="TEXT", help="the note; '' takes it away")
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    change(arguments, lambda session, _, each: note(session, each, arguments.text))


COMMAND = Command(
    name="note",
    summary="set the note of an annotation",
    details=ON_ANOTHERS,
    examples=('nkreader note 3f9a "No picture shows what is inside."',),
    options=_options,
    run=_run,
)
