"""Dates and instants as sources write them, made ISO 8601."""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from nkreader.text.regex import regex

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?"
# A year may be glued to the text that follows it, but not to more digits.
_YEAR = r"\d{4}(?!\d)"
_GAP = r"[\s,]{1,3}"

DATE = regex(
    rf"{_MONTH}{_GAP}{_DAY}{_GAP}{_YEAR}|{_DAY}{_GAP}(?:of\s)?{_MONTH}{_GAP}{_YEAR}"
    r"|(?<!\d)\d{4}-\d\d-\d\d(?!\d)",
    re.IGNORECASE,
)

# Where an abbreviation has several meanings, the one that English-language news means.
_HOURS = {
    "UTC": 0, "GMT": 0, "UT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "TRT": 3, "GST": 4, "PKT": 5, "IST": 5.5, "ICT": 7,
    "WIB": 7, "CTT": 8, "HKT": 8, "SGT": 8, "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5,
    "AEST": 10, "ACDT": 10.5, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
}  # fmt: skip
ZONE = r"(?:[+-]\d\d:?\d\d|" + "|".join(sorted(_HOURS, key=len, reverse=True)) + r")(?![A-Za-z\d])"

_MAIL = (
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),\s{0,2})?(?<!\d)\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul"
    r"|Aug|Sep|Oct|Nov|Dec)\s\d{4}\s\d\d:\d\d(?::\d\d)?(?:\s?" + ZONE + ")?"
)
_ISO = r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?"

# The date and time of a feed's entry: as in mail, or ISO 8601.
STAMP = regex(rf"{_MAIL}|{_ISO}")


def zone(name: str) -> tzinfo | None:
    """Return the offset that a zone's abbreviation or ``+0900`` stands for, None if unknown."""
    if name[:1] in ("+", "-"):
        digits = name[1:].replace(":", "")
        minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
        offset = timedelta(minutes=-minutes if name[0] == "-" else minutes)
        return timezone(offset) if offset < timedelta(hours=24) else None
    hours = _HOURS.get(name.upper())
    if hours is None:
        return None
    return timezone(timedelta(hours=hours)) if hours else UTC


def read_date(written: str) -> date | None:
    """Return the date that a match of ``DATE`` writes, None where there is no such day."""
    numbers = [int(number) for number in re.findall(r"\d+", written)]
    month = re.search(_MONTH, written, re.IGNORECASE)
    if month:
        day, year = numbers
        numbers = [year, _MONTHS.index(month[0][:3].lower()) + 1, day]
    try:
        return date(*numbers)
    except ValueError:
        return None


def read_stamp(written: str) -> str | None:
    """Return a feed's date and time as ISO 8601, None where there is no such moment.

    Without a zone that is known, the result has none.
    """
    if "T" in written and written[:1].isdigit() and "-" in written[:5]:
        return _iso(written)
    day = DATE.search(written)
    clock = re.search(r"(\d\d):(\d\d)(?::(\d\d))?\s?(\S*)$", written)
    found = read_date(day[0]) if day else None
    if not found or not clock:
        return None
    hour, minute, second = (int(part or 0) for part in clock.groups()[:3])
    try:
        moment = datetime(found.year, found.month, found.day, hour, minute, min(second, 59))
    except ValueError:
        return None
    return moment.replace(tzinfo=zone(clock[4]) if clock[4] else None).isoformat()


def read_moment(written: str) -> str | None:
    """Return whatever date, or date and time, ``written`` begins with, as ISO 8601."""
    written = written.strip()[:64]
    stamp = STAMP.match(written)
    if stamp:
        return read_stamp(stamp[0])
    day = DATE.match(written)
    found = read_date(day[0]) if day else None
    return found.isoformat() if found else None


def _iso(written: str) -> str | None:
    try:
        return datetime.fromisoformat(written).isoformat()
    except ValueError:
        return None
