"""``nkreader check``: the integrity of the database, its history, anchors and links."""

import argparse

from nkreader.cli import json_text
from nkreader.cli.command import Command
from nkreader.cli.opening import workspace_of
from nkreader.cli.options import add_json
from nkreader.cli.progress import watched
from nkreader.cli.streams import tell
from nkreader.cli.table import Column, print_table
from nkreader.model.errors import NkreaderError
from nkreader.session.check import Checked, check
from nkreader.text.counted import counted

_COLUMNS = (
    Column("severity", styles={"fault": "bold red", "repaired": "green"}, whole=True),
    Column("file", style="dim"),
    Column("what"),
)


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--repair",
        action="store_true",
        help="write a new database of all that is known, and keep the old file as it is",
    )
    add_json(parser)


def _run(arguments: argparse.Namespace) -> None:
    workspace = workspace_of(arguments)
    found = check(workspace, repair=arguments.repair, watch=watched)
    if arguments.json:
        json_text.print_object(_object(found))
    else:
        repaired = [("repaired", workspace.annotator, what) for what in found.repaired]
        findings = [(str(each.severity), each.file.name, each.what) for each in found.findings]
        print_table(_COLUMNS, [*repaired, *findings])
    if found.faults:
        faults = counted(found.faults, "fault")
        how = "what is left is for you" if arguments.repair else "--repair mends what can be"
        raise NkreaderError(f"the work of {workspace.annotator} has {faults}: {how}")
    tell(f"the work of {workspace.annotator} is sound")


def _object(found: Checked) -> dict[str, object]:
    return {
        "sound": not found.faults,
        "repaired": list(found.repaired),
        "findings": [
            {"severity": each.severity.value, "file": str(each.file), "what": each.what}
            for each in found.findings
        ],
    }


COMMAND = Command(
    name="check",
    summary="the integrity of your database, its history and copies, anchors and links",
    details=(
        "Changes nothing without --repair. A fault is something wrong, a notice worth knowing;\n"
        "the exit code is 1 where there is a fault. A repair keeps the file as it was beside\n"
        "the new one (.damaged-1), and rows that cannot be read in another (.aside-1); it is\n"
        "refused while a reader is open. What another program has edited stands, but for a\n"
        "quote that is not what its text has there, and once was. Where stdout is no terminal,\n"
        "fields stand between tabs: severity, file, what."
    ),
    examples=("nkreader check", "nkreader check --repair", "nkreader check --json"),
    options=_options,
    run=_run,
)
