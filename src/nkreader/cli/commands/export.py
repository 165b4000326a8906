"""``nkreader export``: annotations for other tools."""

import argparse
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from nkreader.cli import json_text, streams
from nkreader.cli.collecting import collected
from nkreader.cli.command import Command
from nkreader.cli.opening import tagged_for
from nkreader.cli.options import add_filters, add_json, add_paths, path, read_by
from nkreader.cli.outfile import write_file
from nkreader.cli.outfolder import write_folder
from nkreader.cli.streams import tell
from nkreader.cli.table import Column, print_table
from nkreader.exporters.export import Export
from nkreader.exporters.formats import FORMATS, Format, format_named, format_of, is_export
from nkreader.exporters.native import schema
from nkreader.exporters.output import Binary, Folder
from nkreader.model.annotation import AnchorState
from nkreader.model.errors import NkreaderError
from nkreader.session.session import Session
from nkreader.session.tagged import Tagged
from nkreader.text.counted import counted
from nkreader.text.display import visible

_NAMES = tuple(known.name for known in FORMATS)


def _options(parser: argparse.ArgumentParser) -> None:
    add_paths(parser, "only what is tagged in these (default: everything)")
    parser.add_argument(
        "--format", metavar="FORMAT", type=read_by(format_named),
        help=", ".join(_NAMES) + " (default: what the name of --output ends in, else json)",
    )  # fmt: skip
    parser.add_argument(
        "--output", metavar="FILE", type=path, help="write a file or folder, not stdout"
    )
    parser.add_argument(
        "--force", action="store_true", help="replace FILE if an export has made it"
    )
    parser.add_argument("--config", action="store_true", help="print what the format's tool needs")
    parser.add_argument("--bom", action="store_true", help="csv: the mark that Excel wants")
    parser.add_argument("--formats", action="store_true", help="say what each format carries")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of json")
    add_filters(parser)
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    if arguments.schema:
        streams.write(schema())
    elif arguments.config:
        _print_config(arguments)
    elif arguments.formats:
        _print_formats(arguments)
    else:
        _export(arguments)


def _export(arguments: argparse.Namespace) -> None:
    chosen = _format(arguments)
    _check_stdout(chosen, arguments)
    with tagged_for(arguments) as session:
        if arguments.output:
            _check_output(arguments.output, session)
        export = collected(arguments, session)
        if arguments.output:
            _write(chosen, export, arguments)
            what = counted(len(export.annotations), "annotation")
            tell(
                f"{what} on {counted(len(export.sources), 'source')} written to {arguments.output}"
            )
        else:
            _print(chosen, export, bom=arguments.bom)
        _tell_of_losses(chosen, chosen.losses(export))
    _tell_of_orphans(export)


def _write(chosen: Format, export: Export, arguments: argparse.Namespace) -> None:
    output, place, force = chosen.output, arguments.output, arguments.force
    file_replaces = is_export if force else None
    if isinstance(output, Folder):
        write_folder(place, output.files(export), replaces=output.made if force else None)
    elif isinstance(output, Binary):
        write_file(place, output.chunks(export), replaces=file_replaces)
    else:
        chunks = chosen.write(export, bom=arguments.bom)
        write_file(place, (chunk.encode("utf-8") for chunk in chunks), replaces=file_replaces)


def _print(chosen: Format, export: Export, *, bom: bool) -> None:
    if isinstance(chosen.output, Binary):
        for data in chosen.output.chunks(export):
            streams.write_bytes(data)
        return
    for chunk in chosen.write(export, bom=bom):
        if streams.on_terminal():
            streams.write(visible(chunk.replace("\r\n", "\n"), newlines=True))
        else:
            streams.write_bytes(chunk.encode("utf-8"))


def _print_config(arguments: argparse.Namespace) -> None:
    chosen = _format(arguments)
    if chosen.config is None:
        able = ", ".join(each.name for each in FORMATS if each.config)
        raise NkreaderError(f"{chosen.name} needs no configuration: only {able} do")
    streams.write(chosen.config())


def _check_stdout(chosen: Format, arguments: argparse.Namespace) -> None:
    if arguments.output:
        if arguments.bom and not chosen.marked:
            chosen.write(Export(), bom=True)
        return
    if isinstance(chosen.output, Folder):
        raise NkreaderError(f"{chosen.name} is a folder of files: name one with --output")
    if isinstance(chosen.output, Binary) and streams.on_terminal():
        raise NkreaderError(f"{chosen.name} is nothing to look at: name a file with --output")


def _format(arguments: argparse.Namespace) -> Format:
    chosen: Format | None = arguments.format
    if chosen:
        return chosen
    if arguments.json or not arguments.output:
        return format_named("json")
    return format_of(arguments.output.name) or format_named("json")


def _check_output(output: Path, session: Session) -> None:
    """Refuse a place among the databases, where an export would pass for somebody's work.

    Refuse a source too, of this run or of anything that is tagged.
    """
    databases = os.path.realpath(session.workspace.annotations)
    if databases in (os.path.realpath(output.parent), os.path.realpath(output)):
        raise NkreaderError(f"{output} would lie among the databases: name another folder")
    real = Path(os.path.realpath(output))
    sources = Tagged(session).places()
    if real in sources:
        raise NkreaderError(f"{output} is a source, which no export replaces: name another file")
    if any(real in each.parents for each in sources):
        raise NkreaderError(f"{output} holds sources, which no export replaces: name another place")


def _tell_of_losses(chosen: Format, losses: Counter[str]) -> None:
    if lost := ", ".join(_counted_kind(count, kind) for kind, count in losses.items()):
        tell(f"{chosen.name} cannot carry {lost}: json carries everything")


def _counted_kind(count: int, kind: str) -> str:
    """Return a count with its kind, a phrase that begins with its noun."""
    noun, _, rest = kind.partition(" ")
    return f"{counted(count, noun)}{' ' if rest else ''}{rest}"


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
                "output": type(each.output).__name__.lower(),
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
        "Everybody's work in the annotations folder. A file or folder is written as a whole or\n"
        "not at all, and over another one only with --force, and only where an export has made\n"
        "that: what else stands there is never replaced, nor what is or holds a source. All texts\n"
        "are UTF-8; json is the default. --formats says what each format carries and loses; what\n"
        "is lost of an export is counted on stderr. A passage that today's text no longer holds\n"
        "is exported with its anchor orphan, at the place where it was tagged. In csv, characters\n"
        "that steer a terminal (controls but tab and line ends, and those that turn the\n"
        "direction of writing) are their pictures, one for one; json has them as they are."
    ),
    examples=(
        "nkreader export --format json --output tagged.json",
        "nkreader export --format csv --label claim --label denial",
        "nkreader export --schema",
    ),
    options=_options,
    run=_run,
)
