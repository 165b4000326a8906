"""The command line: one file a command."""

from nkreader.cli.program import main

__all__ = ["main"]
