"""``nkreader link``: one annotation tied to another."""

import argparse

from nkreader.cli.changing import add_id, change
from nkreader.cli.command import Command
from nkreader.cli.options import add_json, one_of
from nkreader.model.annotation import Annotation, Relation
from nkreader.session.link import link
from nkreader.session.session import Session
from nkreader.session.tagged import Tagged


def _options(parser: argparse.ArgumentParser) -> None:
    add_id(parser)
    parser.add_argument(
        "relation", metavar="RELATION", type=one_of(Relation, "relation"), help=", ".join(Relation)
    )
    parser.add_argument("target", metavar="TARGET", help="the id of the one that it leads to")
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    def do(session: Session, tagged: Tagged, annotation: Annotation) -> Annotation:
        return link(session, annotation, arguments.relation, tagged.pick(arguments.target))

    change(arguments, do)


COMMAND = Command(
    name="link",
    summary="tie an annotation to another one",
    details=(
        "A link is read from left to right: a denial denies a claim, evidence supports or\n"
        "undermines it, a later claim repeats an earlier one, a speculation concerns it. One\n"
        "that starts from another annotator's is kept in your database, as your verdict."
    ),
    examples=("nkreader link 3f9a denies b3d2", "nkreader link 3f9a undermines b3d2"),
    options=_options,
    run=_run,
)
