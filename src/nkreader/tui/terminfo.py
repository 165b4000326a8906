"""Terminfo, asked for the terminal that one is in.

It is read once in a process: of whatever terminal is asked for later, the first answers.
"""

_STDERR = 2


def is_known(term: str | None) -> bool:
    """Tell whether terminfo has an entry of this name; then ``curses`` answers from it."""
    try:
        import curses
    except ImportError:  # an interpreter that was built without
        return False
    try:
        curses.setupterm(term or "dumb", _STDERR)
    except (OSError, curses.error):
        return False
    return True
