from datetime import date, timedelta

import pytest

from nkreader.loaders.dates import DATE, read_date, read_moment, read_stamp, zone


@pytest.mark.parametrize(
    "written",
    ["June 18, 2024", "June 18 2024", "Jun. 18, 2024", "18 June 2024", "18th of June, 2024",
     "2024-06-18", "JUNE\xa018,\xa02024", "on June 18, 2024Kim went", "x18 June 2024."],
)  # fmt: skip
def test_dates_are_found_however_they_are_written(written: str) -> None:
    found = DATE.search(written)
    assert found
    assert read_date(found[0]) == date(2024, 6, 18)


@pytest.mark.parametrize(
    "written", ["June 31, 2024", "2024-13-01", "June 18, 20245", "in 2024", ""]
)
def test_what_is_no_date_is_none(written: str) -> None:
    found = DATE.search(written)
    assert found is None or read_date(found[0]) is None


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("Fri, 7 Jun 2024 08:15:30 +0000", "2024-06-07T08:15:30+00:00"),
        ("7 Jun 2024 08:15 GMT", "2024-06-07T08:15:00+00:00"),
        ("Fri, 7 Jun 2024 08:15:30 -0430", "2024-06-07T08:15:30-04:30"),
        ("Fri, 7 Jun 2024 08:15:30 PDT", "2024-06-07T08:15:30-07:00"),
        ("Fri, 7 Jun 2024 08:15:30", "2024-06-07T08:15:30"),
        ("2024-06-07T08:15:30Z", "2024-06-07T08:15:30+00:00"),
        ("2024-06-07T08:15:30.5+09:00", "2024-06-07T08:15:30.500000+09:00"),
        ("Fri, 31 Jun 2024 08:15:30 +0000", None),
        ("2024-06-28T25:00:00Z", None),
    ],
)
def test_stamps_become_iso(written: str, iso: str | None) -> None:
    assert read_stamp(written) == iso


def test_a_moment_is_a_stamp_or_a_date_or_nothing() -> None:
    assert read_moment(" June 18, 2024, late") == "2024-06-18"
    assert read_moment("2024-06-18T05:00:00Z") == "2024-06-18T05:00:00+00:00"
    assert read_moment("yesterday") is None


@pytest.mark.parametrize(
    ("name", "hours"),
    [("CEST", 2.0), ("pdt", -7.0), ("KST", 9.0), ("IST", 5.5), ("UTC", 0.0), ("+0930", 9.5)],
)
def test_zones_have_an_offset(name: str, hours: float) -> None:
    found = zone(name)
    assert found
    assert found.utcoffset(None) == timedelta(hours=hours)


def test_an_unknown_zone_is_none() -> None:
    assert zone("XYZ") is None
    assert zone("+9999") is None
