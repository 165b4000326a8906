"""``nkreader unlink``: a link between annotations away."""

import argparse

from nkreader.cli.changing import add_id, change
from nkreader.cli.command import Command
from nkreader.cli.options import add_json, one_of
from nkreader.model.annotation import Annotation, Relation
from nkreader.model.errors import NkreaderError
from nkreader.session.link import unlink
from nkreader.session.session import Session
from nkreader.session.tagged import Tagged


def _options(parser: argparse.ArgumentParser) -> None:
    add_id(parser)
    parser.add_argument(
        "relation", metavar="RELATION", nargs="?", type=one_of(Relation, "relation"),
        help=", ".join(Relation) + " (default: whatever ties the two)",
    )  # fmt: skip
    parser.add_argument("target", metavar="TARGET", help="the id of the one that it leads to")
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    def do(session: Session, _: Tagged, annotation: Annotation) -> Annotation:
        target = _target(annotation, arguments.target)
        return unlink(session, annotation, target, arguments.relation)

    change(arguments, do)


def _target(annotation: Annotation, wanted: str) -> str:
    """Return the target meant among those of an annotation's links, which may be gone."""
    targets = {each.target for each in annotation.links}
    found = [each for each in targets if each == wanted] or [
        each for each in targets if wanted and each.startswith(wanted)
    ]
    if len(found) > 1:
        raise NkreaderError(
            f"{len(found)} links of {annotation.id} lead to an id that begins {wanted}: "
            + ", ".join(sorted(found))
        )
    return found[0] if found else wanted


COMMAND = Command(
    name="unlink",
    summary="take away what ties an annotation to another one",
    details="The other one need not be there any more.",
    examples=("nkreader unlink 3f9a denies b3d2", "nkreader unlink 3f9a b3d2"),
    options=_options,
    run=_run,
)
