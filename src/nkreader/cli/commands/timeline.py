"""``nkreader timeline``: what was said when."""

import argparse
from collections.abc import Iterator, Sequence

from nkreader.analysis.claims.ledger import Ledger
from nkreader.analysis.claims.timeline import Event, around, timeline
from nkreader.analysis.dates import to_the_minute
from nkreader.cli import json_text, streams
from nkreader.cli.collecting import tell_of_unknown
from nkreader.cli.command import Command
from nkreader.cli.opening import tagged_for, tell_where_nothing_is_tagged
from nkreader.cli.options import add_filters, add_json, add_paths, filter_of
from nkreader.cli.progress import watched
from nkreader.cli.quoting import quotes_of
from nkreader.cli.table import LABEL_STYLES, Cell, Column, print_table
from nkreader.exporters.statements import Object, Quotes, quote_object
from nkreader.model.annotation import Annotation
from nkreader.session.ledger import asked_for, ledger_of, sides_known
from nkreader.session.tagged import Tagged

_COLUMNS = (
    Column("when"),
    Column("shift", style="bold red"),
    Column("label", styles=LABEL_STYLES, whole=True),
    Column("who, where"),
    Column("id", style="dim", whole=True),
    Column("said", under=True),
)


def _options(parser: argparse.ArgumentParser) -> None:
    add_paths(parser, "only what is tagged in these (default: everything)")
    parser.add_argument(
        "--claim", metavar="ID",
        help="of one claim: an annotation that makes it, or as much of its id as is unique",
    )  # fmt: skip
    add_filters(parser)
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    with tagged_for(arguments) as session:
        tell_where_nothing_is_tagged(session)
        tagged = Tagged(session)
        tell_of_unknown(tagged.unknown)
        ledger = ledger_of(tagged)
        wanted = _of_claim(ledger, tagged, arguments.claim)
        ids = asked_for(session, filter_of(arguments), arguments.paths, watched)
        chosen = [each for each in wanted if ids is None or each.id in ids]
        events = timeline(ledger, chosen, sides_known(session))
        quotes = quotes_of(session, tagged, ledger, [each.annotation for each in events])
        if arguments.json:
            json_text.print_list(_object(each, quotes) for each in events)
        else:
            print_table(_COLUMNS, _rows(events, quotes), none="nothing that is tagged fits")


def _of_claim(ledger: Ledger, tagged: Tagged, wanted: str | None) -> Sequence[Annotation]:
    if wanted is None:
        return tuple(ledger.annotations.values())
    key = ledger.key_of(tagged.pick(wanted).id)
    return around(ledger, key) if key else ()


def _object(event: Event, quotes: Quotes) -> Object:
    shift = event.shift
    turn = {"words": shift.words, "before": shift.before, "same": shift.same} if shift else None
    return quote_object(event.annotation, quotes) | {"shift": turn}


def _rows(events: Sequence[Event], quotes: Quotes) -> Iterator[tuple[Cell, ...]]:
    for event in events:
        annotation, source = event.annotation, quotes.places[event.annotation.id].source
        said = (annotation.id, annotation.text or annotation.quote)
        told = (_told(event), annotation.label.value)
        if streams.on_terminal():
            when = event.when and to_the_minute(event.when)
            place = annotation.outlet or source.publisher or source.path
            yield when, *told, ", ".join(filter(None, (annotation.speaker, place))), *said
        else:
            span = quotes.places[annotation.id].span
            place = f"{span.start}:{span.end}"
            yield event.when, *told, annotation.speaker, source.path, place, *said


def _told(event: Event) -> str:
    if event.shift is None:
        return ""
    return ("same side: " if event.shift.same else "") + event.shift.words


COMMAND = Command(
    name="timeline",
    summary="what was said when, in order; of a claim, an entity, a speaker or everything",
    details=(
        "What has no date of its own has that of its section or source; what has none comes\n"
        "last. A shift is marked: where one side has denied a claim and then confirms it, or the\n"
        "other way round (same side), and where anybody does for the first time. Where stdout is\n"
        "no terminal, fields stand between tabs: when, shift, label, speaker, path, place, id,\n"
        "quote. With --json, a list of quotes as nkreader ledger has them, each with shift: null\n"
        "or {words, before: the id of what was said until then, same: whether by the same side}."
    ),
    examples=(
        "nkreader timeline --entity Russia",
        "nkreader timeline --claim 3f9a1c20b7de --json",
    ),
    options=_options,
    run=_run,
)
