"""Dates as an XML schema wants them, in UTC: some programs add a Z to any, and take it away."""

import re

from nkreader.model.moment import as_written, moment

_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z")


def date_time(text: str | None) -> str | None:
    """Return a date as ``xsd:dateTime`` in UTC, as it is where it is one; None of no date."""
    instant = moment(text)
    if instant is None or text is None:
        return None
    if _DATE_TIME.fullmatch(text):
        return text
    try:
        return as_written(instant)
    except OverflowError:  # a zone that leads out of the years there are
        return None
