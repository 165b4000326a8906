"""Dates as they are asked for, and the date of what was said."""

from datetime import datetime, timedelta

from msgspec import Struct

from nkreader.model.annotation import Annotation
from nkreader.model.errors import NkreaderError
from nkreader.model.moment import moment
from nkreader.model.source import SourceRef
from nkreader.text.regex import regex

_DATE = regex(r"\d{4}(-\d\d(-\d\d)?)?")
_DAY = len("2024-06-18")


class Dates(Struct, frozen=True):
    """From a date to another, both with all that they name: a year, a month or a day.

    An empty one leaves that end open.
    """

    first: str = ""
    last: str = ""

    def hold(self, said: str | None) -> bool:
        """Tell whether something ISO 8601 lies in these dates, by the calendar it is told in."""
        instant = moment(said)
        if instant is None:
            return False
        day = instant.date().isoformat()
        return self.first <= day[: len(self.first)] and day[: len(self.last)] <= self.last


def dates(text: str) -> Dates:
    """Return the dates that ``2024-06``, ``2024-06-18..2024-06-21`` or ``2024..`` name.

    Raises NkreaderError for anything else.
    """
    first, range_, last = (part.strip() for part in text.partition(".."))
    last = last if range_ else first
    if not (first or last) or not all(_is_date(one) for one in (first, last) if one):
        raise NkreaderError(
            f"cannot read {text!r} as dates: write them like 2024-06-18, 2024-06 or "
            "2024-06-18..2024-07"
        )
    return Dates(first, last)


def since(text: str) -> datetime:
    """Return the instant that an ISO 8601 date or date-time names.

    Without a zone it is local time. Raises NkreaderError where it is neither.
    """
    try:
        found = datetime.fromisoformat(text.strip())
        return found if found.tzinfo else found.astimezone()
    except (OverflowError, ValueError, OSError):
        raise NkreaderError(
            f"cannot read {text!r} as a date: write it like 2024-06-18 or 2024-06-18T18:30"
        ) from None


def until(text: str) -> datetime:
    """Return the instant before which something is not after a date or date-time."""
    found = since(text)
    whole_day = len(text.strip()) <= _DAY
    try:
        return found + (timedelta(days=1) if whole_day else timedelta(microseconds=1))
    except OverflowError:
        return found


def said_when(annotation: Annotation, source: SourceRef | None) -> str | None:
    """Return, ISO 8601, when something was said, else when its source was published."""
    for known in (annotation.said_at, source.published if source else None):
        if moment(known) is not None:
            return known
    return None


def to_the_minute(when: str) -> str:
    """Return of something ISO 8601 the day, and the minute with its zone, as people read them."""
    return when if len(when) <= _DAY else datetime.fromisoformat(when).isoformat(" ", "minutes")


def _is_date(text: str) -> bool:
    return bool(_DATE.fullmatch(text)) and moment(f"{text}-01-01"[:_DAY]) is not None
