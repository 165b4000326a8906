"""``nkreader relabel``: another label for an annotation."""

import argparse

from nkreader.cli.changing import ON_ANOTHERS, add_id, change
from nkreader.cli.command import Command
from nkreader.cli.options import add_json, one_of
from nkreader.model.annotation import Label
from nkreader.session.verdict import relabel


def _options(parser: argparse.ArgumentParser) -> None:
    add_id(parser)
    parser.add_argument(
        "label", metavar="LABEL", type=one_of(Label, "label"), help=", ".join(Label)
    )
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    change(arguments, lambda session, _, each: relabel(session, each, arguments.label))


COMMAND = Command(
    name="relabel",
    summary="give an annotation another label",
    details=ON_ANOTHERS,
    examples=("nkreader relabel 3f9a denial",),
    options=_options,
    run=_run,
)
