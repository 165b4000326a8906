"""The commands, one file each. To add one, write its file and its name here."""

from importlib import import_module

from nkreader.cli.command import Command

NAMES = (
    "list",
    "inspect",
    "tag",
    "show",
    "cite",
    "search",
    "ledger",
    "timeline",
    "suggest",
    "export",
    "import",
    "relabel",
    "edit",
    "link",
    "unlink",
    "note",
    "accept",
    "reject",
    "review",
    "attribute",
    "delete",
    "undo",
    "redo",
    "entity",
    "log",
    "verify",
    "check",
    "doctor",
)


def load(name: str) -> Command:
    """Import one command's file: the others' imports are not waited for."""
    command: Command = import_module(f"nkreader.cli.commands.{name}").COMMAND
    return command
