"""A line for every durable change, for tests that hold the program to its word."""

import os
from collections.abc import Iterable
from contextlib import suppress

VARIABLE = "NKREADER_ACK_FD"


def acknowledge(ids: Iterable[str], operation: str) -> None:
    """Write ``ID OPERATION`` for each id to the descriptor that the environment names."""
    named = os.environ.get(VARIABLE, "")
    if not named.isdecimal():
        return
    from urllib.parse import quote  # costs more to import than the rest of the store

    lines = "".join(f"{quote(each, safe=':')} {operation}\n" for each in ids)
    with suppress(OSError, OverflowError):
        os.write(int(named), lines.encode("utf-8", "replace"))
