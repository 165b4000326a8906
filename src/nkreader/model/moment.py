"""Moments: ISO 8601 text made comparable, whatever zone it was written in."""

from datetime import UTC, datetime
from functools import lru_cache


# What was said in one broadcast, or published together, has the same date over and over.
@lru_cache(maxsize=1024)
def moment(text: str | None) -> datetime | None:
    """Return the instant that an ISO 8601 date or date-time names, None where it names none.

    Without a zone it counts as UTC; a date is the beginning of its day.
    """
    if text is None:
        return None
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def newest(texts: list[str]) -> str | None:
    """Return, as it is written, the latest of these moments; None of none at all."""
    floor = datetime.min.replace(tzinfo=UTC)
    return max(texts, key=lambda text: (moment(text) or floor, text), default=None)


def as_written(instant: datetime) -> str:
    """Return an instant as it is written down: ISO 8601, UTC, milliseconds."""
    text = instant.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")
