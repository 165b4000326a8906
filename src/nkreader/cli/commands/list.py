"""``nkreader list``: sources and their sections."""

import argparse
from collections.abc import Iterator

from nkreader.cli import json_text, streams
from nkreader.cli.command import Command
from nkreader.cli.opening import sources_for, tell_of_samples
from nkreader.cli.options import add_json, add_paths
from nkreader.cli.progress import watched
from nkreader.cli.streams import tell
from nkreader.cli.table import Cell, Column, print_table
from nkreader.model.errors import NkreaderError
from nkreader.session.listing import Listed, listed

_DATE = len("2024-06-18")
_COLUMNS = (
    Column("source", once=True),
    Column("place", piped=True),
    Column("what", styles={"section": "dim", "unreadable": "red"}, whole=True),
    Column("title", style="bold"),
    Column("publisher"),
    Column("published", whole=True),
    Column("sections", number=True),
    Column("tagged", number=True),
)


def _options(parser: argparse.ArgumentParser) -> None:
    add_paths(parser, "files or folders (default: the workspace's seeds/, else the samples)")
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    with sources_for(arguments, arguments.paths) as session:
        tell_of_samples(session)
        found = [listed(session, each) for each in watched(session.library.entries)]
        if not found:
            raise NkreaderError("there are no sources here")
        if arguments.json:
            json_text.print_list(map(_object, found))
        else:
            brief = streams.on_terminal()
            print_table(_COLUMNS, (row for each in found for row in _rows(each, brief=brief)))
        for each in found:
            for notice in each.source.notices if each.source else ():
                tell(f"{each.path}: {notice}")
        if all(each.source is None for each in found):
            raise NkreaderError("none of these can be read")


def _object(each: Listed) -> dict[str, object]:
    if each.source is None:
        return {"path": each.path, "reason": each.reason, "tagged": each.tagged}
    source = each.source
    return {
        "path": each.path,
        "id": source.id,
        "shape": source.shape.value,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "urls": list(source.urls),
        "sha256": source.sha256,
        "length": source.length,
        "tagged": each.tagged,
        "notices": list(source.notices),
        "sections": [
            {
                "title": section.title,
                "url": section.url,
                "published": section.published,
                "start": section.span.start,
                "end": section.span.end,
                "tagged": count,
            }
            for section, count in zip(source.sections, each.tagged_in, strict=True)
        ],
    }


def _rows(each: Listed, *, brief: bool) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of a source and its sections; ``brief`` ones have dates without a time."""
    source = each.source
    if source is None:
        yield (each.path, "", "unreadable", each.reason, "", "", "", each.tagged)
        return
    end = _DATE if brief else None
    yield (
        each.path,
        f"0:{source.length}",
        source.shape.value,
        source.title,
        source.publisher,
        (source.published or "")[:end],
        len(source.sections),
        each.tagged,
    )
    if len(source.sections) < 2:  # the one section of a source says what the source says
        return
    for section, count in zip(source.sections, each.tagged_in, strict=True):
        place = f"{section.span.start}:{section.span.end}"
        date = (section.published or "")[:end]
        yield (each.path, place, "section", section.title, "", date, "", count)


COMMAND = Command(
    name="list",
    summary="sources and their sections, with title, publisher, date and counts",
    details=(
        "Where stdout is no terminal, fields stand between tabs: path, place, shape (or\n"
        "section, or unreadable), title (or why not), publisher, published, sections, tagged."
    ),
    examples=("nkreader list seeds", "nkreader list --json"),
    options=_options,
    run=_run,
)
