"""How fast a review goes, and how long the rest of it takes. Pure."""

_MINUTE, _HOUR = 60, 3600
# Fewer items say nothing of the others, nor do such as were passed over in less than a second.
_FEW = 3


def seconds_each(done: int, seconds: int) -> float | None:
    """Return the seconds that an item takes, None before a few were looked at."""
    return seconds / done if done >= _FEW and seconds >= done else None


def seconds_left(done: int, left: int, seconds: int) -> int | None:
    """Return how long ``left`` items take at the pace of those ``done``, None where it has none."""
    each = seconds_each(done, seconds)
    return None if each is None else round(each * left)


def in_words(seconds: float) -> str:
    """Return a time as a person says it: ``8 s``, ``4 min``, ``1 h 20 min``."""
    whole = round(seconds)
    if whole < 2 * _MINUTE:
        return f"{whole} s"
    minutes = round(whole / _MINUTE)
    if whole < 2 * _HOUR:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"
