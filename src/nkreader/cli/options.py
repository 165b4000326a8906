"""Options that commands share, each with one meaning everywhere."""

import argparse
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from nkreader.model.errors import NkreaderError
from nkreader.model.span import Span

if TYPE_CHECKING:
    from nkreader.analysis.filters import Filter

_Choice = TypeVar("_Choice", bound=StrEnum)
_Value = TypeVar("_Value")


def add_places(parser: argparse.ArgumentParser) -> None:
    """Add where annotations are kept and who I am: every command takes these."""
    group = parser.add_argument_group("places")
    group.add_argument(
        "--annotations", metavar="DIR", type=path,
        help="the folder of the databases (default: NKREADER_ANNOTATIONS, else the "
        "workspace's annotations/, else your data folder)",
    )  # fmt: skip
    group.add_argument(
        "--annotator", metavar="NAME",
        help="who I am (default: NKREADER_ANNOTATOR, else the login name)",
    )  # fmt: skip


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add the choice of JSON for what is printed."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def add_paths(parser: argparse.ArgumentParser, what: str) -> None:
    """Add sources: files or folders."""
    # With a default, a message on what is missing does not name it.
    parser.add_argument("paths", metavar="PATH", nargs="*", type=path, default=[], help=what)


def add_filters(parser: argparse.ArgumentParser) -> None:
    """Add the filters, which are the same everywhere."""
    from nkreader.model.annotation import Label, Status

    group = parser.add_argument_group(
        "filters", "each may be given several times: then any of the values will do"
    )
    group.add_argument(
        "--label", action="append", default=[], metavar="LABEL",
        type=one_of(Label, "label"), help=", ".join(Label),
    )  # fmt: skip
    group.add_argument("--speaker", action="append", default=[], metavar="NAME", help="who says it")
    group.add_argument(
        "--entity", action="append", default=[], metavar="NAME", help="who or what is mentioned"
    )
    group.add_argument(
        "--by", action="append", default=[], metavar="ANNOTATOR", help="who tagged it"
    )
    group.add_argument(
        "--status", action="append", default=[], metavar="STATUS",
        type=one_of(Status, "status"), help=", ".join(Status),
    )  # fmt: skip
    group.add_argument(
        "--judged", action="append", default=[], metavar="WORDS",
        help="who holds what of it: bob, rejected, relabelled, noted, 'bob rejected'",
    )  # fmt: skip
    group.add_argument(
        "--since", type=_since, metavar="DATE", help="made or changed since 2024-06-18"
    )
    group.add_argument(
        "--until", type=_until, metavar="DATE", help="made or changed until 2024-06-18 is over"
    )
    group.add_argument(
        "--said", type=_dates, metavar="DATES",
        help="said in 2024-06, on 2024-06-18, in 2024-06-18..2024-07, from 2024.. on",
    )  # fmt: skip
    group.add_argument(
        "--source", action="append", default=[], metavar="SOURCE",
        help="an id, a path, a folder, or words of a title",
    )  # fmt: skip


def filter_of(arguments: argparse.Namespace) -> "Filter":
    """Return the filter that the options ask for."""
    from nkreader.analysis.filters import Filter

    return Filter(
        labels=tuple(arguments.label),
        speakers=tuple(arguments.speaker),
        entities=tuple(arguments.entity),
        annotators=tuple(arguments.by),
        statuses=tuple(arguments.status),
        judged=tuple(arguments.judged),
        since=arguments.since,
        until=arguments.until,
        said=arguments.said,
        sources=tuple(arguments.source),
    )


def add_details(parser: argparse.ArgumentParser) -> None:
    """Add what can be said of a passage."""
    from nkreader.model.annotation import Certainty

    group = parser.add_argument_group("what is said of the passage")
    group.add_argument("--speaker", metavar="NAME", help="who says it")
    group.add_argument("--via", metavar="NAME", help="who reports it")
    group.add_argument("--outlet", metavar="NAME", help="where it appeared")
    group.add_argument("--about", metavar="SENTENCE", help="the proposition")
    group.add_argument(
        "--certainty", metavar="LEVEL", type=one_of(Certainty, "certainty"),
        help="how sure you are of the label: " + ", ".join(Certainty),
    )  # fmt: skip
    group.add_argument("--note", metavar="TEXT", help="anything else")
    group.add_argument(
        "--tag", action="append", metavar="TAG", help="a tag; may be given several times"
    )


def add_passage(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """Add the two ways to name a passage."""
    group = parser.add_mutually_exclusive_group(required=required)
    group.add_argument("--quote", metavar="TEXT", help="the passage, as it stands in the source")
    group.add_argument(
        "--span", metavar="S:E", type=_span, help="its place, in code points: first, one past last"
    )


def one_of(choices: type[_Choice], noun: str) -> Callable[[str], _Choice]:
    """Return what reads one of a few words, and names them all where it is none."""

    def read(text: str) -> _Choice:
        try:
            return choices(text.lower())
        except ValueError:
            known = ", ".join(choices)
            raise argparse.ArgumentTypeError(f"{text!r} is no {noun}: there are {known}") from None

    return read


def read_by(read: Callable[[str], _Value]) -> Callable[[str], _Value]:
    """Return what reads an option as ``read`` does, its NkreaderError an error of usage."""

    def reading(text: str) -> _Value:
        try:
            return read(text)
        except NkreaderError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return reading


def path(text: str) -> Path:
    """Return a path as it was typed."""
    if not text:
        raise argparse.ArgumentTypeError("a path is empty")
    return Path(text)


def _span(text: str) -> Span:
    start, colon, end = text.partition(":")
    if not colon or not (start.isdecimal() and end.isdecimal()):
        raise argparse.ArgumentTypeError("a span is two numbers, as in 120:164")
    if len(text) > 40 or int(start) >= int(end):
        raise argparse.ArgumentTypeError("a span ends after it starts, as in 120:164")
    return Span(int(start), int(end))


def _since(text: str) -> object:
    from nkreader.analysis.dates import since

    return read_by(since)(text)


def _until(text: str) -> object:
    from nkreader.analysis.dates import until

    return read_by(until)(text)


def _dates(text: str) -> object:
    from nkreader.analysis.dates import dates

    return read_by(dates)(text)
