"""Dates as an XML schema wants them."""

import re

from nkreader.model.moment import as_written, moment

_DATE_TIME = re.compile(
    r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?"
    r"(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
)


def date_time(text: str | None) -> str | None:
    """Return a date as ``xsd:dateTime``, as it is where it is one; None where it names none."""
    instant = moment(text)
    if instant is None or text is None:
        return None
    if _DATE_TIME.fullmatch(text):
        return text
    try:
        return as_written(instant)
    except OverflowError:  # a zone that leads out of the years there are
        return None
