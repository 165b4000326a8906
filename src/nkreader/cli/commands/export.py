"""``nkreader export``: annotations for other tools."""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from nkreader.cli import json_text, streams
from nkreader.cli.collecting import collected
from nkreader.cli.command import Command
from nkreader.cli.opening import tagged_for
from nkreader.cli.options import add_filters, add_json, add_paths, path
from nkreader.cli.outfile import write_file
from nkreader.cli.streams import tell
from nkreader.cli.table import Column, print_table
from nkreader.exporters.export import Export
from nkreader.exporters.formats import FORMATS, Format, format_named
from nkreader.exporters.native import schema
from nkreader.model.annotation import AnchorState
from nkreader.model.errors import NkreaderError
from nkreader.session.session import Session
from nkreader.session.tagged import Tagged
from nkreader.text.display import visible

_NAMES = tuple(known.name for known in FORMATS)


def _options(parser: argparse.ArgumentParser) -> None:
    add_paths(parser, "only what is tagged in these (default: everything)")
    parser.add_argument(
        "--format", metavar="FORMAT", type=_known,
        help=", ".join(_NAMES) + " (default: what the name of --output ends in, else json)",
    )  # fmt: skip
    parser.add_argument("--output", metavar="FILE", type=path, help="write a file, not stdout")
    parser.add_argument("--force", action="store_true", help="replace FILE if it is there")
    parser.add_argument("--bom", action="store_true", help="csv: the mark that Excel wants")
    parser.add_argument("--formats", action="store_true", help="say what each format carries")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of json")
    add_filters(parser)
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    if arguments.schema:
        streams.write(schema())
    elif arguments.formats:
        _print_formats(arguments)
    else:
        _export(arguments)


def _export(arguments: argparse.Namespace) -> None:
    chosen = _format(arguments)
    with tagged_for(arguments) as session:
        if arguments.output:
            _check_output(arguments.output, session)
        export = collected(arguments, session)
        chunks = chosen.write(export, bom=arguments.bom)
        if arguments.output:
            encoded = (chunk.encode("utf-8") for chunk in chunks)
            write_file(arguments.output, encoded, force=arguments.force)
            counts = f"{len(export.annotations)} annotations on {len(export.sources)} sources"
            tell(f"{counts} written to {arguments.output}")
        elif streams.on_terminal():
            for chunk in chunks:
                streams.write(visible(chunk.replace("\r\n", "\n"), newlines=True))
        else:
            for chunk in chunks:
                streams.write_bytes(chunk.encode("utf-8"))
    _tell_of_altered(chosen, export)
    _tell_of_orphans(export)


def _known(name: str) -> Format:
    try:
        return format_named(name)
    except NkreaderError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _format(arguments: argparse.Namespace) -> Format:
    chosen: Format | None = arguments.format
    if chosen:
        return chosen
    if arguments.json or not arguments.output:
        return format_named("json")
    suffix = arguments.output.suffix.lower()
    return next((each for each in FORMATS if each.suffix == suffix), format_named("json"))


def _check_output(output: Path, session: Session) -> None:
    """Refuse a place among the databases, where an export would pass for somebody's work.

    Refuse a source too, of this run or of anything that is tagged.
    """
    if os.path.realpath(output.parent) == os.path.realpath(session.workspace.annotations):
        raise NkreaderError(f"{output} would lie among the databases: name another folder")
    if Tagged(session).is_source(output):
        raise NkreaderError(f"{output} is a source, which no export replaces: name another file")


def _tell_of_altered(chosen: Format, export: Export) -> None:
    if altered := chosen.altered(export):
        tell(
            f"{altered} cells hold characters that steer a terminal: {chosen.name} has their "
            "pictures, json has them as they are"
        )


def _tell_of_orphans(export: Export) -> None:
    gone = sum(each.anchor is AnchorState.ORPHAN for each in export.annotations)
    if gone:
        tell(f"{gone} of {len(export.annotations)} are not found in today's text: nkreader verify")


def _print_formats(arguments: argparse.Namespace) -> None:
    if arguments.json:
        json_text.print_list(
            {
                "name": each.name,
                "suffix": each.suffix,
                "carries": each.carries,
                "loses": each.loses,
            }
            for each in FORMATS
        )
        return
    columns = (Column("format", style="bold"), Column("suffix"), Column("carries"), Column("loses"))
    print_table(columns, _format_rows())


def _format_rows() -> Iterator[tuple[str, ...]]:
    for each in FORMATS:
        yield each.name, each.suffix, each.carries, each.loses


COMMAND = Command(
    name="export",
    summary="annotations for other tools: " + ", ".join(_NAMES),
    details=(
        "Everybody's work in the annotations folder. A file is written as a whole or not at\n"
        "all, never over another one without --force, and never over a source. All formats are\n"
        "UTF-8; json is the default. A passage that today's text no longer holds is exported\n"
        "with its anchor orphan, at the place where it was tagged. In csv, characters that steer\n"
        "a terminal (controls but tab and line ends, and those that turn the direction of\n"
        "writing) are their pictures, one for one, and stderr says in how many cells; json has\n"
        "them as they are."
    ),
    examples=(
        "nkreader export --format json --output tagged.json",
        "nkreader export --format csv --label claim --label denial",
        "nkreader export --schema",
    ),
    options=_options,
    run=_run,
)
