"""``nkreader redo``: the change done again that was undone last."""

import argparse

from nkreader.cli.command import Command
from nkreader.cli.options import add_json
from nkreader.cli.steps import take_step
from nkreader.session.annotating.annotate import redo


def _run(arguments: argparse.Namespace) -> None:
    take_step(arguments, redo, "redo")


COMMAND = Command(
    name="redo",
    summary="do the change again that was undone last",
    examples=("nkreader redo",),
    options=add_json,
    run=_run,
)
