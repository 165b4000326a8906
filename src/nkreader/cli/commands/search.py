"""``nkreader search``: in sources and notes."""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from nkreader.cli import json_text, streams
from nkreader.cli.command import Command
from nkreader.cli.opening import sources_for, tell_of_samples
from nkreader.cli.options import add_json, add_paths
from nkreader.cli.progress import watched
from nkreader.cli.streams import tell
from nkreader.cli.table import console
from nkreader.model.errors import NkreaderError
from nkreader.session.find import Hit, in_annotations, in_source
from nkreader.session.session import Session
from nkreader.session.tagged import Tagged
from nkreader.text.display import one_line, visible


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY", help="words as they stand in the text")
    add_paths(parser, "files or folders (default: the workspace's seeds/, else the samples)")
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    if not any(character.isalnum() for character in arguments.query):
        raise NkreaderError("there is no word in the query")
    with sources_for(arguments, arguments.paths) as session:
        tell_of_samples(arguments, session)
        hits: Iterable[Hit] = _hits(session, arguments.query, arguments.paths)
        if streams.on_terminal():
            hits = list(hits)  # first, or they would be drawn into the line that shows progress
        if arguments.json:
            json_text.print_list(map(_object, hits))
        elif streams.on_terminal():
            _print_coloured(hits)
        else:
            for hit in hits:
                context = one_line(f"{hit.before}{hit.quote}{hit.after}")
                streams.write("\t".join((*_place(hit), context)) + "\n")


def _hits(session: Session, query: str, named: Sequence[Path]) -> Iterator[Hit]:
    unread = 0
    for entry in watched(session.library.entries):
        try:
            source = session.library.load(entry)
        except NkreaderError:
            unread += 1
            continue
        yield from in_source(source, session.workspace.relative(entry.path), query)
    paths = {session.workspace.relative(entry.path) for entry in session.library.entries}
    tagged = Tagged(session)
    for hit in in_annotations(tagged, query):
        ref = tagged.refs.get(hit.source)
        if not named or hit.path in paths or (ref and tagged.was_named(ref, named)):
            yield hit
    if unread:
        tell(f"{unread} of {len(session.library.entries)} sources cannot be read (nkreader list)")


def _object(hit: Hit) -> dict[str, object]:
    return {
        "path": hit.path,
        "source": hit.source,
        "line": hit.line,
        "annotation": hit.annotation,
        "field": hit.field,
        "start": hit.span.start,
        "end": hit.span.end,
        "before": hit.before,
        "quote": hit.quote,
        "after": hit.after,
    }


def _place(hit: Hit) -> tuple[str, str, str]:
    what = f"{hit.field} of {hit.annotation}" if hit.annotation else hit.field
    return one_line(hit.path), f"{hit.span.start}:{hit.span.end}", what


def _print_coloured(hits: Iterable[Hit]) -> None:
    from rich.text import Text

    out = console()
    for hit in hits:
        path, place, what = _place(hit)
        line = Text()
        line.append(path, style="magenta")
        line.append(f" {place} ", style="dim")
        line.append(f"{what} " if hit.annotation else "", style="cyan")
        line.append(visible(hit.before))
        line.append(one_line(hit.quote), style="bold red")
        line.append(visible(hit.after))
        out.print(line, soft_wrap=True)


COMMAND = Command(
    name="search",
    summary="where words stand, in sources and in what was noted",
    details=(
        "Case, hyphens and line ends make no difference. Where stdout is no terminal, fields\n"
        "stand between tabs: path, place, where (text, or which field of which annotation),\n"
        "context."
    ),
    examples=('nkreader search "artillery shells"', "nkreader search rajin seeds --json"),
    options=_options,
    run=_run,
)
