"""``nkreader show``: annotations, filtered."""

import argparse
from collections.abc import Iterable, Iterator

from nkreader.cli import json_text
from nkreader.cli.collecting import collected, in_reading_order
from nkreader.cli.command import Command
from nkreader.cli.opening import tagged_for, tell_where_nothing_is_tagged
from nkreader.cli.options import add_filters, add_json, add_paths
from nkreader.cli.table import LABEL_STYLES, Cell, Column, print_table
from nkreader.exporters.export import ExportedAnnotation
from nkreader.exporters.native import annotation_object
from nkreader.model.annotation import Annotation, Status
from nkreader.session.annotating.verdict import held_otherwise
from nkreader.session.session import Session

_COLUMNS = (
    Column("id", style="dim", whole=True),
    Column("label", styles=LABEL_STYLES, whole=True),
    Column("speaker"),
    Column("source", style="dim", once=True),
    Column("place", style="dim", whole=True),
    Column("by", style="dim"),
    Column("quote", under=True),
    Column("status", style="dim", whole=True),
)


def _options(parser: argparse.ArgumentParser) -> None:
    add_paths(parser, "only what is tagged in these (default: everything)")
    add_filters(parser)
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    with tagged_for(arguments) as session:
        tell_where_nothing_is_tagged(session)
        found = in_reading_order(collected(arguments, session, mentions=arguments.json))
        if arguments.json:
            json_text.print_list(map(annotation_object, found))
        else:
            print_table(_COLUMNS, _rows(session, found), none="no annotation fits")


def _rows(session: Session, found: Iterable[ExportedAnnotation]) -> Iterator[tuple[Cell, ...]]:
    for one in found:
        annotation = one.annotation
        yield (
            annotation.id,
            annotation.label.value,
            annotation.speaker,
            one.source.path,
            f"{one.span.start}:{one.span.end}",
            annotation.annotator,
            annotation.text or annotation.quote,
            _status(session, annotation),
        )


def _status(session: Session, annotation: Annotation) -> str:
    """Return the status unless it is accepted, and which others hold what instead."""
    own = "" if annotation.status is Status.ACCEPTED else annotation.status.value
    return " · ".join(each for each in (own, *held_otherwise(session, annotation)) if each)


COMMAND = Command(
    name="show",
    summary="annotations, everybody's or filtered",
    details=(
        "Where stdout is no terminal, fields stand between tabs: id, label, speaker, path,\n"
        "place, annotator, quote, and the status unless it is accepted, with what others hold\n"
        "instead (bob: rejected). With --json, a list of the native format's annotations, which\n"
        "has no verdicts: --judged picks those that have any."
    ),
    examples=(
        "nkreader show --label evidence --entity Russia",
        "nkreader show seeds --since 2024-06-18 --json",
    ),
    options=_options,
    run=_run,
)
