"""``nkreader edit``: what is said of a passage, and which passage it is."""

import argparse
from dataclasses import replace

from nkreader.cli.changing import add_id, change
from nkreader.cli.command import Command
from nkreader.cli.options import add_details, add_json, add_passage
from nkreader.model.annotation import Annotation
from nkreader.model.errors import NkreaderError
from nkreader.session.annotate import Details, details_of, edit, move
from nkreader.session.passage import passage
from nkreader.session.session import Session
from nkreader.session.tagged import Tagged

_WORDS = ("speaker", "via", "outlet", "about", "note")


def _options(parser: argparse.ArgumentParser) -> None:
    add_id(parser)
    add_passage(parser, required=False)
    add_details(parser)
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    def do(session: Session, tagged: Tagged, annotation: Annotation) -> Annotation:
        details = _edited(details_of(annotation), arguments)
        if arguments.span or arguments.quote is not None:
            annotation = _moved(session, tagged, annotation, arguments)
        return edit(session, annotation, details)

    change(arguments, do)


def _edited(details: Details, arguments: argparse.Namespace) -> Details:
    for name in _WORDS:
        value: str | None = getattr(arguments, name)
        if value is not None:
            details = replace(details, **{name: value or None})  # type: ignore[arg-type]
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
        "together are the new tags. --quote or --span sets the passage, as a change of its own."
    ),
    examples=(
        'nkreader edit 3f9a --speaker "Dmitry Peskov" --certainty high --tag arms --tag rail',
        "nkreader edit 3f9a --span 0:52",
    ),
    options=_options,
    run=_run,
)
