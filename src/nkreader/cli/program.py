"""The program: which command is meant, and what becomes of its errors."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from nkreader.cli.streams import make_ready, mute, tell
from nkreader.model.errors import NkreaderError

if TYPE_CHECKING:
    from nkreader.firstpage.standing import Standing

# What a shell reports of a program that a signal ended: 128 and the signal's number.
_INTERRUPTED = 130
_BROKEN_PIPE = 141

_TAKE_A_VALUE = frozenset({"--annotations", "--annotator", "--theme"})


def run(words: Sequence[str], standing: "Standing | None" = None) -> int:
    """Run nkreader with these words; ``standing`` is the page on the terminal, if one is.

    Return the exit code.
    """
    make_ready()
    try:
        return _run(list(words), standing)
    except NkreaderError as error:
        tell(str(error))
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        mute()
        return _BROKEN_PIPE
    except OSError as error:
        mute()
        tell(_refused(error))
        _show_where()
    except Exception as error:  # the last stop: nobody is to see a traceback
        tell(_reported(error))
        _show_where()
    return 1


def _run(words: list[str], standing: "Standing | None") -> int:
    try:
        code = _dispatch(words, standing)
    except SystemExit as left:  # argparse, after --help or a complaint
        code = left.code if isinstance(left.code, int) else 1
    sys.stdout.flush()
    return code


def _dispatch(words: list[str], standing: "Standing | None") -> int:
    from nkreader.cli.commands import NAMES, load

    at = _position(words, NAMES)
    if at is None:
        return _read(words, standing)
    command = load(words[at])
    from nkreader.cli.command import parser_of

    # Options may stand on either side of the command's name.
    command.run(parser_of(command).parse_args(words[:at] + words[at + 1 :]))
    return 0


def _read(words: list[str], standing: "Standing | None") -> int:
    # What is made at the start stays: looking for what does not costs a tenth of the time.
    gc.disable()
    try:
        from nkreader.cli.reader import read

        return read(words, standing)
    finally:
        gc.enable()


def _position(words: Sequence[str], names: Sequence[str]) -> int | None:
    """Return where the command's name stands: it is the first word that is no option."""
    at = 0
    while at < len(words) and words[at] != "--":
        if words[at] in _TAKE_A_VALUE:
            at += 2
        elif words[at].startswith("-"):
            at += 1
        else:
            return at if words[at] in names else None
    return None


def _refused(error: OSError) -> str:
    """Say what the operating system has refused, and where, if it says so."""
    where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
    return f"could not go on: {where}{(error.strerror or type(error).__name__).lower()}"


def _reported(error: Exception) -> str:
    """Leave a report; return the line that says so, without what the error says.

    That may hold words of a source or a note.
    """
    from nkreader.session.workspace import locate
    from nkreader.tui.crash import report_crash

    folder = None
    with suppress(Exception):
        folder = locate().state
    return report_crash(error, folder)


def _show_where() -> None:
    if os.environ.get("NKREADER_DEBUG"):
        import traceback

        traceback.print_exc()
