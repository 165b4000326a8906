"""``nkreader edit``: what is said of a passage, and which passage it is."""

import argparse

from msgspec.structs import replace

from nkreader.cli import json_text, streams
from nkreader.cli.changing import add_id, change
from nkreader.cli.command import Command
from nkreader.cli.opening import session_for
from nkreader.cli.options import add_details, add_json, add_passage
from nkreader.model.annotation import Annotation
from nkreader.model.errors import NkreaderError
from nkreader.session.annotating import drafts
from nkreader.session.annotating.annotate import Details, details_of, edit, move
from nkreader.session.annotating.quoted import passage
from nkreader.session.session import Session
from nkreader.session.tagged import Tagged

_SAVE, _DROP = "save", "drop"
_WORDS = ("speaker", "via", "outlet", "about", "note")


def _options(parser: argparse.ArgumentParser) -> None:
    add_id(parser)
    add_passage(parser, required=False)
    add_details(parser)
    parser.add_argument(
        "--draft", choices=(_SAVE, _DROP),
        help="save, or drop, what was typed in the reader's form and not saved",
    )  # fmt: skip
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    if arguments.draft == _DROP:
        _drop(arguments)
        return

    def do(session: Session, tagged: Tagged, annotation: Annotation) -> Annotation:
        details = details_of(annotation)
        if arguments.draft:
            drafts.pick(session, annotation.id)
            details = drafts.typed_of(session, annotation) or details
        details = _edited(details, arguments)
        if arguments.span or arguments.quote is not None:
            annotation = _moved(session, tagged, annotation, arguments)
        edited = edit(session, annotation, details)
        if arguments.draft:
            drafts.drop(session, annotation.id)
        return edited

    change(arguments, do)


def _drop(arguments: argparse.Namespace) -> None:
    """Drop a draft, also one whose annotation is gone; print the annotation's id."""
    nothing = Details()
    if arguments.span or arguments.quote is not None or _edited(nothing, arguments) != nothing:
        raise NkreaderError("--draft drop goes alone: it changes nothing that is saved")
    with session_for(arguments, write=True) as session:
        identity = drafts.pick(session, arguments.id).id
        drafts.drop(session, identity)
    if arguments.json:
        json_text.print_object({"id": identity})
    else:
        streams.write(f"{identity}\n")


def _edited(details: Details, arguments: argparse.Namespace) -> Details:
    for name in _WORDS:
        value: str | None = getattr(arguments, name)
        if value is not None:
            details = replace(details, **{name: value or None})
    if arguments.certainty:
        details = replace(details, certainty=arguments.certainty)
    if arguments.tag is not None:
        details = replace(details, tags=tuple(dict.fromkeys(filter(None, arguments.tag))))
    return details


def _moved(
    session: Session, tagged: Tagged, annotation: Annotation, arguments: argparse.Namespace
) -> Annotation:
    ref = tagged.refs.get(annotation.source)
    opened = tagged.opened(ref) if ref else None
    if opened is None:
        where = ref.path if ref else annotation.source
        raise NkreaderError(f"the source of annotation {annotation.id} is not there: {where}")
    span = arguments.span or passage(opened, arguments.quote)
    return move(session, opened, annotation, span)


COMMAND = Command(
    name="edit",
    summary="change what is said of a passage, or which passage it is",
    details=(
        "Only what is named is changed; an empty value ('') takes it away. The --tag options\n"
        "together are the new tags. --quote or --span sets the passage, as a change of its own.\n"
        "nkreader doctor names what was typed and not saved."
    ),
    examples=(
        'nkreader edit 3f9a --speaker "Dmitry Peskov" --certainty high --tag arms --tag rail',
        "nkreader edit 3f9a --span 0:52",
        "nkreader edit 3f9a --draft save",
    ),
    options=_options,
    run=_run,
)
