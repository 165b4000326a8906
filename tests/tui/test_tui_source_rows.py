"""The list of sources: which rows there are, in what order, and that few of them are made."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkreader.model.source import Section
from nkreader.model.span import Span
from nkreader.session.library import Entry
from nkreader.tui.panes import sources
from nkreader.tui.panes.rows import Row, Rows
from nkreader.tui.panes.sources import Summary, section_key, source_key, source_rows

NAMES = st.lists(st.text("ab", max_size=3), max_size=6)


def _section(title: str) -> Section:
    return Section(title=title, url=None, published=None, span=Span(0, 9), body=Span(0, 9))


def _rows(
    names: list[str], titles: list[str], opened: int, filter_text: str = ""
) -> tuple[Rows, list[str]]:
    """Return the rows, and the keys that they should have."""
    entries = [Entry(Path(f"/s/{name or 'x'}"), name) for name in names]
    made = source_rows(
        entries,
        {0: Summary(title="ab")},
        lambda _: 0,
        opened=opened,
        sections=[_section(title) for title in titles],
        filter_text=filter_text,
    )
    expected = []
    for index, name in enumerate(names):
        if filter_text in (f"{name} ab" if index == 0 else name):
            expected.append(source_key(index))
        if index == opened and len(titles) > 1:
            wanted = (k for k, title in enumerate(titles) if filter_text in title)
            expected += [section_key(index, k) for k in wanted]
    return made, expected


@given(names=NAMES.filter(bool), titles=NAMES, filter_text=st.sampled_from(("", "a", "bb")),
       data=st.data())  # fmt: skip
def test_sources_stand_in_order_and_sections_after_the_open_one(
    names: list[str], titles: list[str], filter_text: str, data: st.DataObject
) -> None:
    opened = data.draw(st.integers(0, len(names) - 1))
    rows, expected = _rows(names, titles, opened, filter_text)
    assert [row.key for row in rows] == [*rows.keys] == expected
    assert [rows.place(key) for key in expected] == [*range(len(expected))]
    assert rows.keys[:2] == expected[:2]
    for key in ("", "/", "x", "99", "0/99", f"{opened + 1}/0", f"{opened}/x"):
        assert rows.place(key) is None or key in expected
    with pytest.raises(IndexError):
        rows.keys[len(expected)]


def test_no_row_is_made_that_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def counted(*arguments: Any) -> Row:
        made.append(1)
        return Row(*arguments)

    monkeypatch.setattr(sources, "Row", counted)
    rows, _ = _rows(["a"] * 10_000, [], 5_000)
    made.clear()
    assert rows.place("9999") == 9_999
    assert rows[9_999].key == "9999"
    assert len(made) == 1
