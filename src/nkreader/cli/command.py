"""What a command is: a record of its name, its help, its options and what it does."""

import argparse
from collections.abc import Callable
from typing import NoReturn

from msgspec import Struct

from nkreader.cli.options import add_places
from nkreader.text.display import one_line


class Command(Struct, frozen=True):
    """A command of the command line; each has a file of its own.

    ``summary`` says in a line what it does, ``details`` whatever else one should know.
    ``examples`` are lines that can be typed as they are.
    """

    name: str
    summary: str
    examples: tuple[str, ...]
    options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], None]
    details: str = ""


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line, fit for a terminal."""

    def __init__(self, prog: str, description: str, examples: tuple[str, ...], usage: str = ""):
        """Take what the help says."""
        title = "example" if len(examples) == 1 else "examples"
        super().__init__(
            prog=prog,
            usage=usage or None,
            description=description,
            epilog=f"{title}:\n" + "\n".join(f"  {line}" for line in examples),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the usage, and leave with 2."""
        self.exit(2, f"{self.prog}: {one_line(message)} (see {self.prog} --help)\n")


def parser_of(command: Command) -> Parser:
    """Return the parser of a command."""
    text = f"{command.summary}\n\n{command.details}" if command.details else command.summary
    parser = Parser(f"nkreader {command.name}", text, command.examples)
    command.options(parser)
    add_places(parser)
    return parser
