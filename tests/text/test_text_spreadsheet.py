import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkreader.text.spreadsheet import (
    STEERING,
    guarded,
    joined,
    parted,
    steerless,
    steers,
    unguarded,
)

WORDS = st.text(st.sampled_from("a;\\ '=+-@\t\r\n，＝\x1b\u202eé🛰"), min_size=1)


@given(st.lists(WORDS))
def test_a_list_in_a_cell_comes_back(items: list[str]) -> None:
    assert parted(joined(items)) == tuple(items)


@given(WORDS)
def test_a_guarded_cell_comes_back_with_its_pictures(text: str) -> None:
    assert unguarded(guarded(text)) == steerless(text)
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("", ()),
        ("a;b", ("a;b",)),
        ("a; b", ("a", "b")),
        ("a\\; b", ("a; b",)),
        ("a\\", ("a\\",)),
        ("; ;", ("", ";")),
    ],
)
def test_cells_of_other_programs_are_read_as_well_as_can_be(
    cell: str, items: tuple[str, ...]
) -> None:
    assert parted(cell) == items


def test_all_that_steers_is_known_for_it() -> None:
    known = [char for char in map(chr, range(0x2100)) if STEERING.match(char)]
    assert len(known) > 70
    for char in known:
        assert steers(f"a{char}")
        assert steerless(f"a{char}") != f"a{char}"
    assert not steers("a\tb\r\n한국 👩🏽\u200d🦱")
