"""``nkreader reject``: an annotation is held to be wrong."""

import argparse

from nkreader.cli.changing import ON_ANOTHERS, add_id, change
from nkreader.cli.command import Command
from nkreader.cli.options import add_json
from nkreader.session.verdict import reject


def _options(parser: argparse.ArgumentParser) -> None:
    add_id(parser)
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    change(arguments, lambda session, _, each: reject(session, each))


COMMAND = Command(
    name="reject",
    summary="hold that an annotation is wrong",
    details=ON_ANOTHERS
    + (
        "\nWhat is rejected is not deleted: it is no longer shown in the text, and nkreader show\n"
        "--status rejected lists it."
    ),
    examples=("nkreader reject 3f9a",),
    options=_options,
    run=_run,
)
