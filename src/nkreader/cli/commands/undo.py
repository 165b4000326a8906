"""``nkreader undo``: the last change taken back."""

import argparse

from nkreader.cli.command import Command
from nkreader.cli.options import add_json
from nkreader.cli.steps import take_step
from nkreader.session.annotating.annotate import undo


def _run(arguments: argparse.Namespace) -> None:
    take_step(arguments, undo, "undo")


COMMAND = Command(
    name="undo",
    summary="take the last change back, whichever sitting it was made in",
    examples=("nkreader undo",),
    options=add_json,
    run=_run,
)
