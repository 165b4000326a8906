"""The command line: one file a command.

What is read first is what was read last: its page is painted before anything else is
imported, and the rest comes while it is read.
"""

import sys
from collections.abc import Sequence


def main(words: Sequence[str] | None = None) -> int:
    """Run nkreader with these arguments (default: the process's); return the exit code."""
    from nkreader.firstpage.standing import show

    given = list(sys.argv[1:] if words is None else words)
    standing = show(given)
    try:
        from nkreader.cli.program import run

        return run(given, standing)
    finally:
        if standing is not None:
            standing.leave()
