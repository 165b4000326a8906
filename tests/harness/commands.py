"""The command line, run in this process, with what it writes kept as bytes."""

import io
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple

from nkreader.cli import main


class Written(NamedTuple):
    """The exit code of a command, and the bytes that it wrote."""

    code: int
    out: bytes
    err: bytes


class _Stream(io.TextIOWrapper):
    """A stream into memory that is a terminal, or is none."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def written(self) -> bytes:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue()


def written_by(words: Sequence[str], *, terminal: bool = False) -> Written:
    """Run nkreader with these words; its streams are a ``terminal`` or are pipes."""
    out, err = _Stream(terminal=terminal), _Stream(terminal=terminal)
    before = sys.stdout, sys.stderr
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = main(words)
    finally:
        sys.stdout, sys.stderr = before
    return Written(code, out.written(), err.written())
