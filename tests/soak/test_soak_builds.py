"""What is put on trial is given work without a fault, and a fault is told by what it is."""

from pathlib import Path

import pytest

from harness.store_samples import source, tag
from soak.builds import STORE


def test_what_a_trial_makes_is_sound_however_much_it_makes(tmp_path: Path) -> None:
    store = STORE.open(tmp_path)
    store.apply(tag(1, 999, 1_000, 123_456), [source(number) for number in range(3)])
    store.close()
    assert STORE.found(tmp_path).keys() == {"a1", "a999", "a1000", "a123456"}


def test_a_fault_that_a_check_finds_is_told_by_what_it_is(tmp_path: Path) -> None:
    store = STORE.open(tmp_path)
    store.apply(tag(1))
    store.close()
    with pytest.raises(ValueError, match=r"annotation a1 is on source .* which no database here"):
        STORE.found(tmp_path)
