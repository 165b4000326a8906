"""The lines of a history as they pass, of which none is in memory whole."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.store_samples import annotation, tag
from nkreader.model.change import Change, Step
from nkreader.store.history import tail
from nkreader.store.history.entry import Entry, Kind, encoded, kind_of

STEPS = [
    tag(1),
    Step("import", "import", "2026", tuple(Change(None, annotation(n)) for n in range(9))),
]
WHOLE = [encoded(Entry(kind, step)) for kind in Kind for step in STEPS]
LINES = st.one_of(
    st.sampled_from(WHOLE),
    st.sampled_from(WHOLE).map(lambda line: line.replace(b"a1", b"a2", 1)),
    st.binary(max_size=40).map(lambda junk: junk.replace(b"\n", b" ") + b"\n"),
)


@given(lines=st.lists(LINES, max_size=6), torn=st.binary(max_size=40), piece=st.integers(1, 5000))
def test_each_line_is_known_as_if_it_were_read_whole(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], torn: bytes, piece: int
) -> None:
    path = tmp_path_factory.mktemp("history") / "lines"
    rest = [torn.replace(b"\n", b" ")] if torn else []
    path.write_bytes(b"".join([*lines, *rest]))
    for expected in (lines, [*lines, *rest]):
        end, at = sum(map(len, expected)), 0
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tail, "_PIECE", piece)
            found = [(k, line.size, line.kind) for k, line in tail.passing_lines(path, end)]
        for line, (begins, size, kind) in zip(expected, found, strict=True):
            assert (begins, size, kind) == (at, len(line), kind_of(line))
            at += size


def test_the_kinds_are_told_apart() -> None:
    assert [kind_of(line) for line in WHOLE] == [kind for kind in Kind for _ in STEPS]
    assert not any(kind_of(line[:-1]) or kind_of(line[1:]) for line in WHOLE)


def test_where_there_is_no_file_no_line_passes(tmp_path: Path) -> None:
    assert not list(tail.passing_lines(tmp_path / "nothing", 9))
