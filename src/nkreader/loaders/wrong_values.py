"""Values that somebody wrote into a file, as an error may quote them."""

from nkreader.text.display import one_line

_LONGEST = 60  # code points


def shown(value: object) -> str:
    """Return a value as an error may quote it: on one line, not long, harmless."""
    text = one_line(value if isinstance(value, str) else _written(value))
    return f"“{text[:_LONGEST]}…”" if len(text) > _LONGEST else f"“{text}”"


def _written(value: object) -> str:
    try:
        return repr(value)
    except (RecursionError, ValueError):  # nested too deep, or a number of too many digits
        return type(value).__name__
