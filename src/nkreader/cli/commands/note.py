"""``nkreader note``: the note of an annotation."""

import argparse
from dataclasses import replace

from nkreader.cli.changing import add_id, change
from nkreader.cli.command import Command
from nkreader.cli.options import add_json
from nkreader.model.annotation import Annotation
from nkreader.session.annotate import details_of, edit
from nkreader.session.session import Session
from nkreader.session.tagged import Tagged


def _options(parser: argparse.ArgumentParser) -> None:
    add_id(parser)
    parser.add_argument("text", metavar="TEXT", help="the note; '' takes it away")
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    def do(session: Session, _: Tagged, annotation: Annotation) -> Annotation:
        details = replace(details_of(annotation), note=arguments.text or None)
        return edit(session, annotation, details)

    change(arguments, do)


COMMAND = Command(
    name="note",
    summary="set the note of an annotation",
    examples=('nkreader note 3f9a "No picture shows what is inside."',),
    options=_options,
    run=_run,
)
