"""Suggestions on the real sources, against marks made before there were rules."""

from functools import reduce
from operator import add
from pathlib import Path

import pytest
from analysis_marks import Figures, figures


@pytest.mark.parametrize("part", ["tuned", "held"])
def test_suggestions_find_most_of_what_is_marked_and_little_else(
    real_sources: Path, part: str
) -> None:
    found = figures("real_marks.json", real_sources, part)
    proposed, right, idle = reduce(add, found.values(), Figures()).shares
    assert proposed >= 0.75, found
    assert right >= 0.80, found
    assert idle <= 0.12, found


def test_no_source_is_left_out(real_sources: Path) -> None:
    found = figures("real_marks.json", real_sources, "held")
    assert {name: each.shares for name, each in found.items() if each.shares[0] < 0.6} == {}
    assert {name: each.shares for name, each in found.items() if each.shares[1] < 0.7} == {}
