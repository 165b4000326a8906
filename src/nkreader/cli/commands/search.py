"""``nkreader search``: in sources, who speaks there, and what annotators have written."""

import argparse
from collections.abc import Iterable, Iterator
from itertools import chain

from nkreader.analysis.query import mistaken_fields
from nkreader.cli import json_text, streams
from nkreader.cli.collecting import tell_of_unread
from nkreader.cli.command import Command
from nkreader.cli.opening import sources_for, tell_of_samples
from nkreader.cli.options import add_filters, add_json, add_paths, filter_of
from nkreader.cli.progress import Bar
from nkreader.cli.table import console
from nkreader.session.search.everything import Everything
from nkreader.session.search.hit import Hit
from nkreader.session.search.sought import Sought, seek
from nkreader.session.session import Session
from nkreader.text.display import one_line, visible


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY", help='words, "phrases" and fields, see below')
    add_paths(parser, "files or folders (default: the workspace's seeds/, else the samples)")
    add_json(parser)
    add_filters(parser)


def _run(arguments: argparse.Namespace) -> None:
    with sources_for(arguments, arguments.paths) as session:
        sought = seek(session, arguments.query, filter_of(arguments))
        tell_of_samples(session)
        found = _found(session, arguments, sought)
        if arguments.json:
            json_text.print_list(map(_object, chain.from_iterable(found)))
            return
        show = _print_coloured if streams.on_terminal() else _print_plain
        nothing = True
        for hits in found:
            show(hits)
            streams.flush()
            nothing = False
        if nothing:
            streams.tell(f"nothing found for {arguments.query}")
            if mistaken := mistaken_fields(arguments.query):
                streams.tell(mistaken)


def _found(
    session: Session, arguments: argparse.Namespace, sought: Sought
) -> Iterator[tuple[Hit, ...]]:
    """Yield the hits source by source, as soon as each has been searched."""
    everything, bar, unread = Everything(session), Bar(), 0
    tagged, named = everything.take_in(), arguments.paths
    for looked in everything.look(sought, watch=bar.watch):
        hits = looked.hits
        unread += looked.reason is not None
        if looked.index is None and named:
            refs = tagged.refs
            hits = tuple(hit for hit in hits if tagged.was_named(refs[hit.source], named))
        if hits:
            bar.make_room()
            yield hits
    tell_of_unread(unread, len(session.library.entries))


def _object(hit: Hit) -> dict[str, object]:
    return {
        "path": hit.path,
        "source": hit.source,
        "line": hit.line,
        "annotation": hit.annotation,
        "field": hit.field.value,
        "start": hit.span.start,
        "end": hit.span.end,
        "before": hit.before,
        "quote": hit.quote,
        "after": hit.after,
        "marks": [{"start": span.start, "end": span.end} for span in sorted(hit.marks)],
    }


def _print_plain(hits: Iterable[Hit]) -> None:
    for hit in hits:
        context = one_line(f"{hit.before}{hit.quote}{hit.after}")
        streams.write("\t".join((*_place(hit), context)) + "\n")


def _place(hit: Hit) -> tuple[str, str, str]:
    what = f"{hit.field} of {hit.annotation}" if hit.annotation else hit.field.value
    return one_line(hit.path), f"{hit.span.start}:{hit.span.end}", what


def _print_coloured(hits: Iterable[Hit]) -> None:
    from rich.text import Text

    out = console()
    for hit in hits:
        path, place, what = _place(hit)
        line = Text()
        line.append(path, style="magenta")
        line.append(f" {place} ", style="dim")
        line.append(f"{what} " if what != "text" else "", style="cyan")
        line.append(visible(hit.before))
        line.append(one_line(hit.quote), style="bold red")
        line.append(visible(hit.after))
        out.print(line, soft_wrap=True)


COMMAND = Command(
    name="search",
    summary="where words stand, in sources and in what was noted",
    details=(
        "Words are found wherever one begins so, all of them in one sentence, in any order.\n"
        'A "phrase" is found so too, its words as they are written; it may run over line\n'
        "ends and clock lines. Your shell takes quotation marks away that are not inside\n"
        "others. Case and hyphens make no difference.\n"
        "\n"
        'entity:"Kim Jong Un"  where that entity is named, by whatever name\n'
        "speaker:kremlin       what Kremlin says, and who speaks so called\n"
        "said:2024-06          said then, by clock line, section or date of the source\n"
        "label: by: status: judged: since: until:  only in annotations\n"
        "source:               only in that source\n"
        "\n"
        "Where stdout is no terminal, fields stand between tabs: path, place, where (text, or\n"
        "which field of which annotation), context."
    ),
    examples=(
        'nkreader search "artillery shells"',
        "nkreader search '\"artillery shells\"'",
        "nkreader search rajin seeds --json",
        "nkreader search 'entity:\"Kim Jong Un\"'",
        "nkreader search rajin --label claim",
    ),
    options=_options,
    run=_run,
)
