"""``nkreader review``: the record of reviews, and what there is to be reviewed."""

import argparse

from nkreader.analysis.pace import in_words
from nkreader.analysis.query import mistaken_fields
from nkreader.analysis.review_told import DONE, labels_told
from nkreader.cli import json_text
from nkreader.cli.command import Command
from nkreader.cli.opening import session_for
from nkreader.cli.options import add_json, add_paths
from nkreader.cli.progress import watched
from nkreader.cli.streams import tell
from nkreader.cli.table import LABEL_STYLES, Cell, Column, print_table
from nkreader.model.review import Action, Material, Queue, Review
from nkreader.model.review_record import review_to_record
from nkreader.session.reviewing.queue import Item, items_of
from nkreader.session.reviewing.reviews import reviews
from nkreader.session.session import Session
from nkreader.text.spaces import one_spaced

_SITTINGS = (
    Column("started", whole=True),
    Column("queue", style="bold"),
    Column("done", whole=True),
    Column("took", whole=True),
    *(Column(DONE[action], whole=True) for action in Action),
    Column("labels"),
    Column("state", style="dim"),
)
_ITEMS = (
    Column("id", style="dim", whole=True),
    Column("label", styles=LABEL_STYLES, whole=True),
    Column("cue", style="dim"),
    Column("source", style="dim", once=True),
    Column("place", style="dim", whole=True),
    Column("by", style="dim"),
    Column("quote", under=True),
)
_FIELDS = ("id", "label", "cue", "path", "place", "annotator", "quote")


def _options(parser: argparse.ArgumentParser) -> None:
    add_paths(parser, "only what stands in these (default: everything)")
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("--summary", action="store_true", help="the record of all your sittings")
    asked.add_argument(
        "--queue", metavar="FILTER", help="the annotations that a filter as typed in R asks for"
    )
    asked.add_argument(
        "--untagged", metavar="FILTER", nargs="?", const="",
        help="untagged sentences with a cue, with a filter only those",
    )  # fmt: skip
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    with session_for(arguments, arguments.paths) as session:
        if arguments.summary:
            _print_sittings(arguments, reviews(session))
            return
        of_sentences = arguments.untagged is not None
        material = Material.SENTENCES if of_sentences else Material.ANNOTATIONS
        queue = Queue(material, arguments.untagged if of_sentences else arguments.queue)
        items = items_of(session, queue, watched)
        if not items and (mistaken := mistaken_fields(queue.query)):
            tell(mistaken)
        found = (_object(session, item) for item in items)
        if arguments.json:
            json_text.print_list(found)
        else:
            print_table(_ITEMS, map(_row, found), none="there is nothing to review")


def _print_sittings(arguments: argparse.Namespace, found: tuple[Review, ...]) -> None:
    if arguments.json:
        json_text.print_list(map(review_to_record, found))
    else:
        print_table(
            _SITTINGS,
            map(_sitting, found),
            none="there was no review yet: R in the reader begins one",
        )


def _sitting(review: Review) -> tuple[Cell, ...]:
    return (
        review.started,
        str(review.queue),
        f"{review.done} of {review.total}",
        in_words(review.seconds),
        *(review.count(action) for action in Action),
        labels_told(review),
        "done" if review.ended else "R goes on",
    )


def _object(session: Session, item: Item) -> dict[str, object]:
    at = item.position
    annotation = session.everybody.find(at.annotation) if at.annotation else None
    if annotation:
        quote = annotation.text or annotation.quote
    else:
        quote = one_spaced(session.open(item.entry).prose[at.start : at.end])
    return {
        "id": at.annotation,
        "label": annotation.label if annotation else item.label,
        "cue": item.cue or None,
        "path": at.path,
        "start": at.start,
        "end": at.end,
        "annotator": annotation.annotator if annotation else None,
        "quote": quote,
    }


def _row(found: dict[str, object]) -> tuple[Cell, ...]:
    told = found | {"place": f"{found['start']}:{found['end']}"}
    return tuple(None if told[name] is None else str(told[name]) for name in _FIELDS)


COMMAND = Command(
    name="review",
    summary="the record of your reviews, and what there is to be reviewed",
    details=(
        "R in the reader goes through a queue item by item; here it is listed. Where stdout is\n"
        "no terminal, fields stand between tabs, in the order in which a terminal has columns.\n"
        "With --summary --json, a list of sittings: what was gone through, from when to when,\n"
        "how many items were done, in how many seconds of work, and tallies by action and label."
    ),
    examples=(
        "nkreader review --summary",
        "nkreader review --queue 'label:claim'",
        "nkreader review --untagged --json",
    ),
    options=_options,
    run=_run,
)
