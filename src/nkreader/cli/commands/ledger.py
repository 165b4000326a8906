"""``nkreader ledger``: claims across sources, and what answers them."""

import argparse
from collections.abc import Collection, Iterator, Sequence

from nkreader.analysis.claims.ledger import Ledger
from nkreader.analysis.claims.orders import ClaimOrder, in_order
from nkreader.cli import json_text, streams
from nkreader.cli.collecting import tell_of_unknown
from nkreader.cli.command import Command
from nkreader.cli.opening import tagged_for, tell_where_nothing_is_tagged
from nkreader.cli.options import add_filters, add_json, add_paths, filter_of
from nkreader.cli.progress import watched
from nkreader.cli.quoting import quotes_of
from nkreader.cli.table import Cell, Column, print_table
from nkreader.exporters.ledger_brief import ledger_brief
from nkreader.exporters.statements import Quotes, statement_object
from nkreader.model.annotation import Annotation, Label
from nkreader.session.ledger import asked_for, fitting, ledger_of
from nkreader.session.tagged import Tagged
from nkreader.text.display import visible

FORMATS = ("table", "json", "markdown")
ORDERS = {order.name.lower(): order for order in ClaimOrder}
WHY_OPEN = {
    Label.CLAIM: "nobody answered",
    Label.DENIAL: "denies nothing",
    Label.EVIDENCE: "shows nothing",
    Label.SPECULATION: "concerns nothing",
}
_CLAIMS = (
    Column("id", style="dim", whole=True),
    Column("claim", style="bold", under=True),
    Column("who"),
    Column("when", whole=True),
    Column("where", style="dim"),
    Column("answers"),
)
_ENDS = (
    Column("open end", style="yellow", once=True),
    Column("id", style="dim", whole=True),
    Column("who"),
    Column("when", whole=True),
    Column("where", style="dim"),
    Column("said", under=True),
)
# Before each number stands what is counted: denials, evidence for and against, speculation.
_SIGNS = ("D", "+", "-", "S")


def _options(parser: argparse.ArgumentParser) -> None:
    add_paths(parser, "only what has to do with these (default: everything)")
    parser.add_argument(
        "--open", action="store_true",
        help="the work list: claims that nobody answered, and denials, evidence and "
        "speculation that are tied to nothing",
    )  # fmt: skip
    parser.add_argument(
        "--sort", metavar="ORDER", choices=ORDERS, default=next(iter(ORDERS)),
        help="; ".join(f"{name}: {order}" for name, order in ORDERS.items())
        + f" (default: {next(iter(ORDERS))})",
    )  # fmt: skip
    parser.add_argument("--reverse", action="store_true", help="the other way round")
    parser.add_argument(
        "--format", metavar="FORMAT", choices=FORMATS, default=FORMATS[0],
        help=", ".join(FORMATS) + " (default: table; markdown is a brief with numbered quotes)",
    )  # fmt: skip
    add_filters(parser)
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    with tagged_for(arguments) as session:
        tell_where_nothing_is_tagged(session)
        tagged = Tagged(session)
        tell_of_unknown(tagged.unknown)
        ledger = ledger_of(tagged)
        keys = ledger.open_ends if arguments.open else ledger.claims
        ids = asked_for(session, filter_of(arguments), arguments.paths, watched)
        fit = keys if ids is None else fitting(ledger, keys, ids)
        chosen = in_order(ledger, fit, ORDERS[arguments.sort], turned=arguments.reverse)
        kind = "json" if arguments.json else arguments.format
        quoted = _quoted(ledger, chosen, whole=kind != "table")
        quotes = quotes_of(session, tagged, ledger, quoted)
        _print(kind, ledger, chosen, quotes, of_open_ends=arguments.open)


def _print(
    kind: str, ledger: Ledger, keys: Sequence[str], quotes: Quotes, *, of_open_ends: bool
) -> None:
    if kind == "json":
        json_text.print_list(
            statement_object(ledger.statement(key), ledger.counts(key), quotes) for key in keys
        )
    elif kind == "markdown":
        noun = "open end" if of_open_ends else "claim"
        statements = [ledger.statement(key) for key in keys]
        for chunk in ledger_brief(statements, quotes, noun=noun):
            streams.write(visible(chunk, newlines=True) if streams.on_terminal() else chunk)
    elif of_open_ends:
        print_table(_ENDS, (_end(ledger, key, quotes) for key in keys), none="nothing is open")
    else:
        print_table(_CLAIMS, (_claim(ledger, key, quotes) for key in keys), none="no claim fits")


def _quoted(ledger: Ledger, keys: Sequence[str], *, whole: bool) -> Collection[Annotation]:
    """Return what will be printed: of statements that are not ``whole``, what was said first."""
    needed = {key: ledger.annotations[key] for key in keys}
    if whole:
        for key in keys:
            found = ledger.statement(key)
            needed |= {each.id: each for each in found.said}
            needed |= {each.annotation.id: each.annotation for each in found.answers}
    return needed.values()


def _claim(ledger: Ledger, key: str, quotes: Quotes) -> tuple[Cell, ...]:
    said, counts = len(ledger.said(key)), ledger.counts(key)
    told = (key, ledger.about(key), *_first(ledger, key, quotes))
    if not streams.on_terminal():
        return (*told, said, *(count or "" for count in counts))
    signs = [f"{sign}{count}" for sign, count in zip(_SIGNS, counts, strict=True) if count]
    repeated = [f"×{said}"] if said > 1 else []
    return (*told, " ".join([*repeated, *(signs or ["open"])]))


def _end(ledger: Ledger, key: str, quotes: Quotes) -> tuple[Cell, ...]:
    first, label = ledger.annotations[key], ledger.label(key)
    why = f"{label} {WHY_OPEN[label]}"
    return why, key, *_first(ledger, key, quotes), first.text or first.quote


def _first(ledger: Ledger, key: str, quotes: Quotes) -> Iterator[Cell]:
    """Yield who, when and where a statement was made first: in brief on a terminal."""
    first, place, when = ledger.annotations[key], quotes.places[key], quotes.dates[key]
    yield first.speaker
    if streams.on_terminal():
        yield when[: len("2024-06-18")] if when else None
        yield first.outlet or place.source.publisher or place.source.path
    else:
        yield when
        yield place.source.path
        yield f"{place.span.start}:{place.span.end}"


COMMAND = Command(
    name="ledger",
    summary="claims across sources, with what answers them",
    details=(
        "Annotations tied by repeats are one claim; a claim has all that denies, supports,\n"
        "undermines or concerns any of them, and answers to such answers under them. What is\n"
        "rejected counts for nothing. A filter keeps a claim whole where anything in it, or an\n"
        "answer, fits. Where stdout is no terminal, fields stand between tabs: id, claim, who,\n"
        "when, path and place of what was said first, how often it was said, then how many\n"
        "denials, evidence for and against, speculation; with --open: why, id, who, when, path,\n"
        "place, quote.\n"
        "With --json, a list of {id, label, about, speaker, when, counts: {denials, supporting,\n"
        "undermining, speculation}, said: [quote], answers: [{relation, target, depth} and the\n"
        "fields of a quote]}; answers of depth 0 are to the claim, those of depth 1 to such an\n"
        "answer, whose id is their target, and stand after it. A quote is {id, label, speaker,\n"
        "via, outlet, when, about, text, quote, source, path, title, publisher, published,\n"
        "section, start, end, anchor, annotator}."
    ),
    examples=(
        "nkreader ledger",
        "nkreader ledger --entity Kremlin --said 2024 --json",
        "nkreader ledger --open",
        "nkreader ledger --sort answers",
        "nkreader ledger seeds --format markdown",
    ),
    options=_options,
    run=_run,
)
