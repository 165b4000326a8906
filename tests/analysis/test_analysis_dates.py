from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkreader.analysis.dates import Dates, dates, since, to_the_minute, until
from nkreader.analysis.query import parse_query
from nkreader.model.errors import NkreaderError

DAYS = st.dates().map(lambda day: day.isoformat())


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("2024", "2024-12-31", "2025-01-01"),
        ("2024-06", "2024-06-30T23:59:59Z", "2024-07-01"),
        ("2024-06-18", "2024-06-18T23:00:00-05:00", "2024-06-19T00:00:00-05:00"),
        ("2024-06..2024-07-02", "2024-07-02T12:00", "2024-07-03"),
        ("2024-06..", "2024-06-01", "2024-05-31"),
        ("..2024-06", "2024-06-30", "2024-07-01"),
    ],
)
def test_dates_hold_all_that_they_name(text: str, inside: str, outside: str) -> None:
    assert dates(text).hold(inside)
    assert not dates(text).hold(outside)
    assert not dates(text).hold(None)
    assert not dates(text).hold("last spring")


@given(DAYS, DAYS, DAYS)
def test_a_range_of_days_is_a_range_of_their_names(first: str, last: str, said: str) -> None:
    assert dates(f"{first}..{last}").hold(said) is (first <= said <= last)


@pytest.mark.parametrize("text", ["", "..", "June", "2024-13", "2024-6", "2024-06-18T10:00", "..x"])
def test_what_is_no_date_is_refused_with_how_to_write_one(text: str) -> None:
    with pytest.raises(NkreaderError, match="2024-06-18"):
        dates(text)


def test_until_a_day_is_until_its_end() -> None:
    assert until("2024-06-18") - since("2024-06-18") == timedelta(days=1)
    assert until("2024-06-18T10:00") - since("2024-06-18T10:00") < timedelta(seconds=1)
    assert until("9999-12-31") >= since("9999-12-31")


def test_dates_are_typed_like_any_field() -> None:
    wanted = parse_query("said:2024-06.. until:2024-07-01 shells")
    assert wanted.said == Dates("2024-06", "")
    assert wanted.until == until("2024-07-01")
    assert wanted.text == "shells"


@pytest.mark.parametrize(
    ("when", "read"),
    [
        ("2024-06-18", "2024-06-18"),
        ("2024-06-18T18:30", "2024-06-18 18:30"),
        ("2023-09-19T05:32:10-07:00", "2023-09-19 05:32-07:00"),
        ("2024-06-18T18:30:00.123Z", "2024-06-18 18:30+00:00"),
        ("20240618T183000+0545", "2024-06-18 18:30+05:45"),
    ],
)
def test_a_minute_is_told_with_its_zone(when: str, read: str) -> None:
    assert to_the_minute(when) == read
