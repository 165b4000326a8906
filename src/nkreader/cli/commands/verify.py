"""``nkreader verify``: where each annotation stands in today's text."""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import compress

from nkreader.cli import json_text, streams
from nkreader.cli.collecting import collected, in_reading_order
from nkreader.cli.command import Command
from nkreader.cli.opening import tagged_for, tell_where_nothing_is_tagged
from nkreader.cli.options import add_filters, add_json, add_paths
from nkreader.cli.streams import tell
from nkreader.cli.table import ANCHOR_STYLES, Cell, Column, print_table
from nkreader.exporters.export import ExportedAnnotation
from nkreader.model.annotation import AnchorState
from nkreader.text.rewording import rewording

_COLUMNS = (
    Column("anchor", styles=ANCHOR_STYLES, whole=True),
    Column("id", style="dim", whole=True),
    Column("source", style="dim", once=True),
    Column("tagged at", whole=True),
    Column("today at", whole=True),
    Column("quote", under=True),
    Column("words that differ", under=True),
    Column("lost", style="red"),
)

_ALL = range(len(_COLUMNS))
# The columns after these are for what is changed or an orphan.
_ALWAYS = 6

_NOTHING = "∅"


def _options(parser: argparse.ArgumentParser) -> None:
    add_paths(parser, "only what is tagged in these (default: everything)")
    add_filters(parser)
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    with tagged_for(arguments) as session:
        tell_where_nothing_is_tagged(session)
        found = in_reading_order(collected(arguments, session, mentions=False))
        if arguments.json:
            json_text.print_list(map(_object, found))
        else:
            _print(list(_rows(found)))
        counts = Counter(each.anchor for each in found)
        tell(", ".join(f"{counts[state]} {state}" for state in AnchorState))


def _print(rows: list[tuple[Cell, ...]]) -> None:
    brief = streams.on_terminal()  # which has no room for a column that is empty
    wanted = [not brief or at < _ALWAYS or any(row[at] for row in rows) for at in _ALL]
    shown = (tuple(compress(row, wanted)) for row in rows)
    print_table(tuple(compress(_COLUMNS, wanted)), shown)


def _today(one: ExportedAnnotation) -> tuple[int | None, int | None]:
    stands = one.anchor in (AnchorState.EXACT, AnchorState.MOVED)
    return (one.span.start, one.span.end) if stands else (None, None)


def _object(one: ExportedAnnotation) -> dict[str, object]:
    annotation = one.annotation
    start, end = _today(one)
    return {
        "id": annotation.id,
        "anchor": one.anchor.value,
        "path": one.source.path,
        "source": one.source.id,
        "tagged_source": annotation.source,
        "tagged_start": annotation.start,
        "tagged_end": annotation.end,
        "start": start,
        "end": end,
        "quote": annotation.quote,
        "lost": one.lost.value if one.lost else None,
        **_proposed(one),
    }


def _proposed(one: ExportedAnnotation) -> dict[str, object]:
    """Return what a changed passage may have become, all of it null for any other."""
    proposal = one.proposal
    names = ("proposed_path", "proposed_source", "proposed_start", "proposed_end", "proposed_quote")
    if proposal is None:
        return {**dict.fromkeys(names), "words": None}
    source, span, today = proposal.source, proposal.span, proposal.quote
    values = (source.path, source.id, span.start, span.end, today)
    tagged = one.annotation.quote
    replaced = rewording(tagged, today)
    words = [{"old": old.of(tagged), "new": new.of(today)} for old, new in replaced]
    return {**dict(zip(names, values, strict=True)), "words": words}


def _rows(found: Iterable[ExportedAnnotation]) -> Iterator[tuple[Cell, ...]]:
    for one in found:
        annotation = one.annotation
        yield (
            one.anchor.value,
            annotation.id,
            one.source.path,
            f"{annotation.start}:{annotation.end}",
            _place(one),
            annotation.text or annotation.quote,
            _words(one),
            one.lost.value if one.lost else "",
        )


def _place(one: ExportedAnnotation) -> str:
    """Return where a passage stands today; one that is only proposed is questioned."""
    if one.proposal:
        return f"?{one.proposal.span.start}:{one.proposal.span.end}"
    start, end = _today(one)
    return "" if start is None else f"{start}:{end}"


def _words(one: ExportedAnnotation) -> str:
    """Return which words of a changed passage stand for which, old → new."""
    if one.proposal is None:
        return ""
    tagged, today = one.annotation.quote, one.proposal.quote
    words = [
        f"{old.of(tagged) or _NOTHING} → {new.of(today) or _NOTHING}"
        for old, new in rewording(tagged, today)
    ]
    return "; ".join(words) or "spaces only"


COMMAND = Command(
    name="verify",
    summary="where each annotation stands in today's text: exact, moved, changed, orphan",
    details=(
        "Where stdout is no terminal, fields stand between tabs: anchor, id, source, place\n"
        "where it was tagged, place today, quote, words that differ, what is lost. Of a changed\n"
        "one the place is a proposal, with a question mark, and the words are old → new: nothing\n"
        "is set before nkreader edit ID --span does. An orphan has lost its passage (not in the\n"
        "file) or its source (no such file); PATH also names sources that are gone."
    ),
    examples=("nkreader verify", "nkreader verify --by maria --json"),
    options=_options,
    run=_run,
)
