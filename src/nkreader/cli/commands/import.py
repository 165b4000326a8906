"""``nkreader import``: annotations that were made elsewhere, the way back of an export."""

import argparse
from collections.abc import Iterator

from nkreader.cli import json_text
from nkreader.cli.command import Command
from nkreader.cli.opening import session_for
from nkreader.cli.options import add_json, path, read_by
from nkreader.cli.progress import waiting
from nkreader.cli.streams import tell
from nkreader.cli.table import Column, print_table
from nkreader.importers.formats import FORMATS, Format, format_named, format_of
from nkreader.session.importing.given import given
from nkreader.session.importing.taking_in import Imported, import_annotations, read
from nkreader.text.counted import some

_NAMES = tuple(known.name for known in FORMATS)


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=path, help="what is imported")
    parser.add_argument(
        "paths", metavar="PATH", nargs="*", type=path,
        help="sources that it may be about (default: the workspace's seeds/, else the samples)",
    )  # fmt: skip
    parser.add_argument(
        "--format", metavar="FORMAT", type=read_by(format_named),
        help=", ".join(_NAMES) + " (default: what FILE looks like)",
    )  # fmt: skip
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would be imported, and change nothing"
    )
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    with session_for(arguments, arguments.paths, write=not arguments.dry_run) as session:
        file = given(arguments.file, databases=session.workspace.annotations)
        with waiting(f"importing {file.name}"):
            chosen = arguments.format or format_of(file)
            incoming = read(file, chosen)
            imported = import_annotations(session, incoming, dry_run=arguments.dry_run)
    _print(arguments, chosen, imported)
    _tell(imported, named=bool(arguments.paths))


def _print(arguments: argparse.Namespace, chosen: Format, imported: Imported) -> None:
    if arguments.json:
        json_text.print_object(_object(arguments, chosen, imported))
    else:
        print_table((Column("outcome"), Column("annotations")), _counts(imported))


def _counts(imported: Imported) -> Iterator[tuple[str, int]]:
    yield "added", len(imported.added)
    yield "here already", imported.present
    yield "changed here since", len(imported.later)
    yield "under another id", len(imported.renamed)
    yield "not found in any source", len(imported.lost)


def _object(arguments: argparse.Namespace, chosen: Format, imported: Imported) -> dict[str, object]:
    return {
        "file": str(arguments.file),
        "format": chosen.name,
        "dry_run": arguments.dry_run,
        "added": [each.id for each in imported.added],
        "present": imported.present,
        "later": list(imported.later),
        "renamed": [{"told": each.told, "id": each.id} for each in imported.renamed],
        "orphans": [each.id for each in imported.lost],
    }


def _tell(imported: Imported, *, named: bool) -> None:
    if imported.lost:
        what_to_do = (
            "nkreader verify" if named else "name their folder: nkreader import FILE FOLDER"
        )
        tell(
            f"{len(imported.lost)} of {len(imported.added)} are found in no source and were kept "
            f"as orphans: {some([each.id for each in imported.lost])} ({what_to_do})"
        )
    if imported.later:
        tell(
            f"{len(imported.later)} were changed here since and stay as they are: "
            f"{some(imported.later)}"
        )
    if imported.renamed:
        pairs = [f"{each.told} is {each.id}" for each in imported.renamed]
        tell(f"{len(imported.renamed)} came with the id of another annotation: {some(pairs)}")


COMMAND = Command(
    name="import",
    summary="annotations that were made elsewhere: " + ", ".join(_NAMES),
    details=(
        "All of FILE or nothing is taken into your database, as one change: nkreader undo takes\n"
        "it back. An import only adds. What is here already is not taken twice, and what was\n"
        "changed here since stays as it is; an annotation whose id is that of another one gets\n"
        "an id of its own. Sources are found by their SHA-256, then by name and by the words of\n"
        "the passages; what is found in none is kept as an orphan, and told. No path in FILE is\n"
        "looked at: sources that lie elsewhere are found where PATH names them or their folder,\n"
        "also when FILE is imported again, and from then on. Annotations keep their annotator,\n"
        "or get you."
    ),
    examples=("nkreader import tagged.json", "nkreader import tagged.json seeds --dry-run --json"),
    options=_options,
    run=_run,
)
