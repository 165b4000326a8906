"""``nkreader accept``: an annotation is held to be right."""

import argparse

from nkreader.cli.changing import ON_ANOTHERS, add_id, change
from nkreader.cli.command import Command
from nkreader.cli.options import add_json
from nkreader.session.verdict import accept


def _options(parser: argparse.ArgumentParser) -> None:
    add_id(parser)
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    change(arguments, lambda session, _, each: accept(session, each))


COMMAND = Command(
    name="accept",
    summary="hold that an annotation is right",
    details=ON_ANOTHERS,
    examples=("nkreader accept 3f9a",),
    options=_options,
    run=_run,
)
