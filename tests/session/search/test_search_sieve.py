"""Sieves: what they hold back has nothing of what is searched for."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.searching import sought_for
from nkreader.loaders import load
from nkreader.model.errors import NkreaderError
from nkreader.session.search.in_source import in_source
from nkreader.session.search.shelf import readable
from nkreader.session.search.sieve import Sieve
from nkreader.store.disk.durable import signature

_TEXT = st.lists(
    st.sampled_from(
        ["Kim ", "KİM ", "\u212aim ", "ſhells ", "Ким ", "<p>", "k&#105;m ", "\n", "a"]
    ),
    max_size=8,
).map("".join)
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-32")
_QUERIES = ("kim", '"kim a"', "ким", "kim shells", '"im"', "label:claim kim")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_TEXT, st.sampled_from(_ENCODINGS), st.sampled_from(_QUERIES))
def test_nothing_is_held_back_in_which_something_would_be_found(
    tmp_path: Path, text: str, encoding: str, typed: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    sought = sought_for(typed)
    found = [*in_source(readable(load(path)), "a.txt", sought)]
    passes = Sieve(1).passes(0, path, signature(path), sought.needs)
    assert passes or not found


@pytest.mark.parametrize(
    ("text", "typed", "passes"),
    [
        ("A ship of shells.", "shells", True),
        ("A ship of shells.", "shells missiles", False),
        ("Ein Schiff für Müller.", "für", True),
        ("Ein Schiff für Müller.", "für maier", False),
        ("<p>A ship</p>", "missiles", True),
        ("1\n00:00:01,000 --> 00:00:02,000\nA ship.", "missiles", True),
    ],
)
def test_what_is_held_back(tmp_path: Path, text: str, typed: str, passes: bool) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    assert Sieve(1).passes(0, path, signature(path), sought_for(typed).needs) is passes


def test_what_a_file_lacks_is_remembered_until_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A ship of shells.", encoding="utf-8")
    sieve, seen = Sieve(1), signature(path)
    assert not sieve.passes(0, path, seen, sought_for("kim").needs)
    path.unlink()  # it need not be read to be known to lack more
    assert not sieve.passes(0, path, seen, sought_for("kimchi").needs)
    path.write_text("A ship of kimchi and shells.", encoding="utf-8")
    assert sieve.passes(0, path, signature(path), sought_for("kimchi").needs)


@pytest.mark.parametrize("typed", ["kim", "ким", "shells missiles", '"kim a"'])
@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"Kim\0 and shells", "binary"),
        (b"{\0", "binary"),
        (b"\xff\xfek\0\0\0", "binary"),
        (None, "no such file"),
    ],
)
def test_what_cannot_be_read_is_refused_whatever_is_looked_for(
    tmp_path: Path, data: bytes | None, why: str, typed: str
) -> None:
    path = tmp_path / "a.txt"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(NkreaderError, match=why):
        Sieve(1).passes(0, path, signature(path), sought_for(typed).needs)
    with pytest.raises(NkreaderError, match=why):
        load(path)


def test_what_is_binary_is_remembered_until_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Kim\0")
    sieve, seen = Sieve(1), signature(path)
    with pytest.raises(NkreaderError, match="NUL at 3"):
        sieve.passes(0, path, seen, sought_for("kim").needs)
    path.unlink()  # it need not be read to be known
    with pytest.raises(NkreaderError, match="NUL at 3"):
        sieve.passes(0, path, seen, sought_for("shells").needs)
    path.write_text("Kim has shells.", encoding="utf-8")
    assert sieve.passes(0, path, signature(path), sought_for("shells").needs)
