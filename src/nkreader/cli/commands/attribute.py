"""``nkreader attribute``: who is proposed to have said what, to see and to accept."""

import argparse
from collections.abc import Iterator, Sequence
from operator import attrgetter

from msgspec.structs import asdict

from nkreader.cli import json_text
from nkreader.cli.command import Command
from nkreader.cli.opening import session_for
from nkreader.cli.options import add_filters, add_json, filter_of
from nkreader.cli.progress import watched
from nkreader.cli.table import LABEL_STYLES, Cell, Column, print_table
from nkreader.session.annotating.attribute import Proposed, accept, proposed

_COLUMNS = (
    Column("id", style="dim", whole=True),
    Column("label", styles=LABEL_STYLES, whole=True),
    Column("speaker"),
    Column("via"),
    Column("outlet"),
    Column("source", style="dim", once=True),
    Column("quote", under=True),
)


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "ids", metavar="ID", nargs="*", default=[],
        help="an annotation's id, or as much of its beginning as is unique (default: all of mine)",
    )  # fmt: skip
    parser.add_argument(
        "--accept", action="store_true", help="save what is proposed, as one change to undo"
    )
    add_filters(parser)
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    with session_for(arguments, write=arguments.accept) as session:
        asked = filter_of(arguments)
        found = proposed(session, asked, ids=arguments.ids, watch=watched)
        found.sort(key=attrgetter("ref.path", "annotation.span", "annotation.id"))
        if arguments.accept:
            accept(session, [(one.annotation, one.found) for one in found])
        if arguments.json:
            json_text.print_list(map(_object, found))
        else:
            print_table(_COLUMNS, _rows(found), none="nothing is proposed")


def _object(one: Proposed) -> dict[str, str | None]:
    return {"id": one.annotation.id, "source": one.ref.path, **asdict(one.found)}


def _rows(found: Sequence[Proposed]) -> Iterator[tuple[Cell, ...]]:
    for one in found:
        annotation, what = one.annotation, one.found
        quote = annotation.text or annotation.quote
        yield (
            annotation.id,
            annotation.label.value,
            what.speaker,
            what.via,
            what.outlet,
            one.ref.path,
            quote,
        )


COMMAND = Command(
    name="attribute",
    summary="who is proposed to have said what; with --accept, save it",
    details=(
        "Proposals are for fields of one's own annotations that say nothing yet: speaker, via\n"
        "(who reports it), outlet. Nothing is saved without --accept; undo takes it back whole.\n"
        "Where stdout is no terminal, fields stand between tabs. With --json, a list of objects:\n"
        "id, source, speaker, via, outlet, null where nothing is proposed."
    ),
    examples=(
        "nkreader attribute --label claim --source seeds --json",
        "nkreader attribute 3f9a --accept --json",
    ),
    options=_options,
    run=_run,
)
