"""``nkreader inspect``: all that nkreader sees in a source."""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from nkreader.cli import json_text
from nkreader.cli.command import Command
from nkreader.cli.opening import only_source, sources_for
from nkreader.cli.options import add_json, path
from nkreader.cli.progress import waiting
from nkreader.cli.streams import tell
from nkreader.cli.table import Cell, print_facts
from nkreader.session.inspect import inspected
from nkreader.session.opened import Opened
from nkreader.text.hidden import character_name, hidden

# How many names of speakers and entities a summary has room for.
_NAMED = 8


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", type=path, help="a file")
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    with sources_for(arguments, [arguments.path]) as session:
        with waiting(f"reading {arguments.path.name}"):
            opened = only_source(session)
            found = inspected(opened) if arguments.json else None
            facts = () if arguments.json else tuple(_summary(opened))
        for notice in opened.source.notices:
            tell(f"{opened.path}: {notice}")
        if found is not None:
            json_text.print_object(found)
        else:
            print_facts(facts)


def _summary(opened: Opened) -> Iterator[tuple[str, Cell]]:
    source = opened.source
    yield "path", opened.path
    yield "shape", source.shape.value
    yield "title", source.title
    yield "publisher", source.publisher
    yield "published", source.published
    for url in source.urls:
        yield "url", url
    yield "sha256", source.sha256
    yield "length", f"{source.length} code points"
    yield "sections", len(source.sections)
    for section in source.sections if len(source.sections) > 1 else ():
        dated = f"  ({section.published})" if section.published else ""
        yield "", f"{section.span.start}:{section.span.end}  {section.title or ''}{dated}"
    yield "timecodes", _with(len(source.timecodes), _clock(opened))
    yield "turns", _with(len(source.turns), _most(turn.speaker for turn in source.turns))
    covered = sum(span.end - span.start for span in source.boilerplate)
    yield "boilerplate", _with(len(source.boilerplate), f"{covered} code points")
    concealed = hidden(source.text)
    if concealed:
        names = (f"{character_name(char)} {count}" for char, count in concealed.items())
        yield "hidden", _with(sum(concealed.values()), _listed(names, len(concealed)))
    yield "sentences", len(opened.sentences)
    mentions = opened.all_mentions
    types = Counter(mention.entity.type.value for mention in mentions)
    yield "mentions", _with(len(mentions), ", ".join(f"{t} {n}" for t, n in types.most_common()))
    if mentions:
        yield "", _most(mention.entity.name for mention in mentions)


def _clock(opened: Opened) -> str:
    codes = opened.source.timecodes
    if not codes:
        return ""
    first, last = codes[0], codes[-1]
    return f"{first.at or first.text} to {last.at or last.text}"


def _most(names: Iterator[str | None]) -> str:
    counts = Counter(name for name in names if name)
    return _listed((f"{name} {count}" for name, count in counts.most_common()), len(counts))


def _listed(told: Iterable[str], count: int) -> str:
    return ", ".join(islice(told, _NAMED)) + (", …" if count > _NAMED else "")


def _with(count: int, more: str) -> str:
    return f"{count}  ({more})" if count and more else f"{count}"


COMMAND = Command(
    name="inspect",
    summary="all that nkreader sees in a source",
    details=(
        "Sections, clock lines, turns, boilerplate, sentences and mentions; with --json each\n"
        "with its place, in code points of the text from 0, the end exclusive. Without, also\n"
        "which characters are hidden in the text: controls, reversals, what has no width."
    ),
    examples=(
        "nkreader inspect seeds/feed-dump.txt",
        "nkreader inspect seeds/feed-dump.txt --json",
    ),
    options=_options,
    run=_run,
)
