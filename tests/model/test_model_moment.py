from datetime import UTC, datetime

import pytest

from nkreader.model.moment import moment, newest


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2024-03-05", datetime(2024, 3, 5, tzinfo=UTC)),
        ("2024-03-05T10:00", datetime(2024, 3, 5, 10, tzinfo=UTC)),
        ("2024-03-05T10:00:00Z", datetime(2024, 3, 5, 10, tzinfo=UTC)),
        ("2024-03-05T10:00:00+09:00", datetime(2024, 3, 5, 1, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_a_moment_is_an_instant_or_nothing(text: str | None, instant: datetime | None) -> None:
    assert moment(text) == instant


def test_the_newest_is_kept_as_it_is_written() -> None:
    assert newest(["2024-03-05T10:00Z", "2024-03-05T06:00-05:00", "soon"]) == (
        "2024-03-05T06:00-05:00"
    )
    assert newest(["soon"]) == "soon"
    assert newest([]) is None
