"""What all commands that change an annotation do: find it, change it, say what it is now."""

import argparse
from collections.abc import Callable

from nkreader.cli import json_text, streams
from nkreader.cli.opening import session_for
from nkreader.exporters.native import annotation_object
from nkreader.model.annotation import Annotation
from nkreader.model.errors import NkreaderError
from nkreader.session.export import exported
from nkreader.session.session import Session
from nkreader.session.tagged import Tagged

ON_ANOTHERS = (
    "An annotation of another annotator stays as it is in their file: what you hold of it is\n"
    "kept in yours, and what nkreader shows and exports for you is seen through it."
)


def add_id(parser: argparse.ArgumentParser) -> None:
    """Add the id of an annotation."""
    parser.add_argument(
        "id", metavar="ID", help="an annotation's id, or as much of its beginning as is unique"
    )


def change(
    arguments: argparse.Namespace, do: Callable[[Session, Tagged, Annotation], Annotation]
) -> None:
    """Change the annotation that the arguments name, and print what it is then."""
    with session_for(arguments, write=True) as session:
        tagged = Tagged(session)
        print_annotation(arguments, session, do(session, tagged, tagged.pick(arguments.id)))


def print_annotation(
    arguments: argparse.Namespace, session: Session, annotation: Annotation
) -> None:
    """Print an annotation's id, or with ``--json`` all of it."""
    if not arguments.json:
        streams.write(f"{annotation.id}\n")
        return
    tagged = Tagged(session)
    ref = tagged.refs.get(annotation.source)
    if ref is None:
        raise NkreaderError(f"no database knows the source of annotation {annotation.id}")
    json_text.print_object(
        annotation_object(exported(session, annotation, ref, tagged.opened(ref)))
    )
