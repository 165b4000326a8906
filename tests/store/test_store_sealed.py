"""Large files are sealed: opened without a look at each row, and with nothing lost by that."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace

from harness.store_samples import (
    AT,
    KINDS,
    Model,
    annotation,
    chance,
    delete,
    plain,
    records,
    relabel,
    source,
    standing,
    tag,
)
from nkreader.model.annotation import Annotation, Label, Link, Relation
from nkreader.model.change import Change, Step
from nkreader.store import own
from nkreader.store.annotations import AnnotationStore
from nkreader.store.repair.checking import check
from nkreader.store.rows import (
    layout,
    reading,
    seal,
    sealed_annotations,
    sealed_lines,
    straight,
    values,
)
from nkreader.store.rows.contents import Contents
from nkreader.store.rows.line import written
from nkreader.store.rows.sealed_annotations import SealedAnnotations
from nkreader.store.rows.sealed_lines import SealedLines
from nkreader.store.rows.sealed_rows import SealedRows
from nkreader.store.rows.storage import LineStorage

SOURCES = [source(number) for number in range(3)]
ALL = tag(*range(60))
MADE = {f"a{number}": annotation(number) for number in range(60)}


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seal what would be small, and write no file anew for being small."""
    monkeypatch.setattr(seal, "WORTH", 1)
    monkeypatch.setattr(own, "SMALL", 0)


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the ids of the annotations that are decoded from now on."""
    ids: list[str] = []
    read = values.decoded

    def noted(table: str, document: dict[str, object]) -> object:
        value = read(table, document)
        if isinstance(value, Annotation):
            ids.append(value.id)
        return value

    def noted_straight(lines: Iterable[bytes]) -> dict[str, Annotation]:
        found = straight.straight(lines)
        ids.extend(each.id for each in found.values())
        return found

    def noted_converted(table: str, rows: Mapping[str, object]) -> Mapping[str, values.Value]:
        found = straight.converted(table, rows)
        ids.extend(each.id for each in found.values() if isinstance(each, Annotation))
        return found

    monkeypatch.setattr(reading, "decoded", noted)
    monkeypatch.setattr(reading, "converted", noted_converted)
    monkeypatch.setattr(sealed_annotations, "straight", noted_straight)
    return ids


def sealed(folder: Path, step: Step = ALL) -> Path:
    """Return a sealed database with the annotations of a step."""
    with AnnotationStore.open(folder, "ann") as store:
        store.apply(step, SOURCES)
    assert seal.opened((folder / "ann.json").read_bytes())
    return folder / "ann.json"


def resealed(path: Path, old: bytes, new: bytes) -> None:
    """Change a file under its seal, as one would who knows how to make another."""
    raw = path.read_bytes()
    found = seal.opened(raw)
    assert found
    body = re.findall(rb"\n[^\n]*", raw[found.start : found.end].replace(old, new))
    before = raw[: found.start].split(b"\n")
    before[2] = written("1", seal.sealed(layout.first_row(raw), body))[2:]
    path.write_bytes(b"\n".join(before) + b"".join(body) + raw[found.end :])
    assert seal.opened(path.read_bytes())


def test_only_what_is_asked_for_is_decoded(tmp_path: Path, decoded: list[str]) -> None:
    sealed(tmp_path)
    decoded.clear()
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert len(store.annotations) == 60
        assert decoded == []
        here = store.annotations.on(source(1).id)
        assert here == [each for each in MADE.values() if each.source == source(1).id]
        assert sorted(decoded) == sorted(each.id for each in here)
        decoded.clear()
        assert store.annotations["a3"] == MADE["a3"]
        assert store.annotations["a4"] == MADE["a4"]  # it was decoded with its source
        assert "a99" not in store.annotations
        assert store.annotations.leading_to("a1") == []
        assert decoded == ["a3"]
        assert list(store.annotations.items()) == list(MADE.items())


def test_of_what_others_have_made_only_what_is_asked_for_is_decoded(
    tmp_path: Path, decoded: list[str]
) -> None:
    sealed(tmp_path)
    decoded.clear()
    with AnnotationStore.open(tmp_path, "bob") as bob:
        assert len(bob.others()) == 60
        assert decoded == []
        here = bob.others().on(source(1).id)
        assert here == [each for each in MADE.values() if each.source == source(1).id]
        assert sorted(decoded) == sorted(each.id for each in here)


def test_what_was_written_behind_the_seal_lets_nothing_else_be_decoded(
    tmp_path: Path, decoded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed(tmp_path)
    monkeypatch.setattr(seal, "WORTH", 1 << 20)
    with AnnotationStore.open(tmp_path, "ann") as store:
        monkeypatch.setattr(LineStorage, "is_worth_compacting", lambda _: False)
        store.apply(relabel(MADE["a1"]))
        store.apply(delete(MADE["a2"], MADE["a3"]))
        store.apply(tag(70))
        store.apply(tag(71))
        store.undo(at=AT)
    monkeypatch.setattr(LineStorage, "is_to_be_freed", lambda _: False)
    decoded.clear()
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert len(store.annotations) == 59
        assert set(decoded) == {"a1", "a70"}
        assert list(store.annotations) == [
            *(key for key in MADE if key not in ("a2", "a3")),
            "a70",
        ]


def test_many_questions_are_answered_as_the_first_ones(tmp_path: Path) -> None:
    path = sealed(tmp_path)
    raw = path.read_bytes()
    resealed(path, b'{"id": "a7", ', b'{"x": 0, "id": "a7", ')  # no line as we write it
    for store in (AnnotationStore.open(tmp_path, "ann", write=False) for _ in range(2)):
        assert all(store.annotations.get(key) == each for key, each in MADE.items())
        for each in SOURCES:
            expected = [one for one in MADE.values() if one.source == each.id]
            assert store.annotations.on(each.id) == expected
        store.close()
    assert path.read_bytes() != raw


def test_what_is_on_a_source_is_read_where_the_seal_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sealed(tmp_path)
    found = seal.opened(path.read_bytes())
    assert found
    assert found.places
    assert found.places.keys() == {each.id for each in SOURCES}
    monkeypatch.setattr(SealedLines, "saying", lambda *_: pytest.fail("looked through"))
    with AnnotationStore.open(tmp_path, "ann", write=False) as store:
        for each in SOURCES:
            expected = [one for one in MADE.values() if one.source == each.id]
            assert store.annotations.on(each.id) == expected
        assert store.annotations.on("none") == []


def test_what_stands_in_too_many_places_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seal, "MOST_PLACES", 2)
    path = sealed(tmp_path)
    assert b'"sources": {"' not in path.read_bytes().split(b"\n")[2]
    with AnnotationStore.open(tmp_path, "ann", write=False) as store:
        for each in SOURCES:
            expected = [one for one in MADE.values() if one.source == each.id]
            assert store.annotations.on(each.id) == expected


def test_a_seal_of_which_the_places_were_changed_does_not_hold(tmp_path: Path) -> None:
    path = sealed(tmp_path)
    raw = path.read_bytes()
    assert raw.count(b"[[0, ") == 1
    path.write_bytes(raw.replace(b"[[0, ", b"[[1, "))
    assert seal.opened(path.read_bytes()) is None
    with AnnotationStore.open(tmp_path, "ann", write=False) as store:
        assert dict(store.annotations) == MADE


@pytest.mark.parametrize("place", [(0, 1), (3, 700), (-900, 4), (-9, -2), (0, 10**9), (9, 2)])
def test_places_that_lie_do_no_harm(tmp_path: Path, place: tuple[int, int]) -> None:
    raw = sealed(tmp_path).read_bytes()
    found = seal.opened(raw)
    assert found
    lying = replace(found, places={source(1).id: [place]})
    held = SealedAnnotations(SealedRows(SealedLines(raw, lying), {}, ()), {})
    here = held.on(source(1).id)
    assert here.items() <= MADE.items()
    assert all(each.source == source(1).id for each in here.values())
    assert held.all() == MADE


@pytest.mark.parametrize(
    "places", [0, [], {"a": 0}, {"a": [[1]]}, {"a": [[1, "2"]]}, {"\ud800": []}]
)
def test_a_seal_that_says_nonsense_does_not_hold(tmp_path: Path, places: object) -> None:
    path = sealed(tmp_path)
    raw = path.read_bytes()
    first = layout.first_row(raw)
    said = {**first, "sealed": {**cast(dict[str, object], first["sealed"]), "sources": places}}
    lines = raw.split(b"\n")
    lines[2] = written("1", said)[2:]
    path.write_bytes(b"\n".join(lines))
    assert seal.opened(path.read_bytes()) is None
    with AnnotationStore.open(tmp_path, "ann", write=False) as store:
        assert dict(store.annotations) == MADE


def test_what_does_not_stand_under_the_seal_is_looked_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed(tmp_path)
    monkeypatch.setattr(LineStorage, "is_worth_compacting", lambda _: False)
    monkeypatch.setattr(LineStorage, "is_to_be_freed", lambda _: False)
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(70))
        store.undo(at=AT)
    looked: list[bytes] = []
    saying = SealedLines.saying

    def noted(lines: SealedLines, words: bytes) -> Iterator[bytes]:
        looked.append(words)
        return saying(lines, words)

    monkeypatch.setattr(SealedLines, "saying", noted)
    with AnnotationStore.open(tmp_path, "ann") as store:  # which looks for what was undone last
        assert "a70" not in store.annotations
    assert looked == [b'"id": "a70"']


def test_once_ready_the_first_change_looks_through_nothing(
    tmp_path: Path, decoded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed(tmp_path)
    with AnnotationStore.open(tmp_path, "ann") as store:
        decoded.clear()
        store.make_ready()
        with monkeypatch.context() as patch:
            for name in ("saying", "__iter__"):
                patch.setattr(SealedLines, name, lambda *_: pytest.fail("looked through"))
            patch.setattr(sealed_lines, "Index", lambda *_: pytest.fail("looked through"))
            store.apply(tag(70))
        assert decoded == []


def test_all_can_be_read_a_few_at_a_time(
    tmp_path: Path, decoded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nkreader.store.rows.sealed_annotations._AT_ONCE", 25)
    monkeypatch.setattr("nkreader.store.rows.sealed_annotations._FEW", 2)
    sealed(tmp_path)
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(relabel(MADE["a1"]))
        store.apply(delete(MADE["a2"]))
        before = store.annotations
        changed = before["a1"]
        decoded.clear()
        each = before.each()
        assert next(each) == changed
        assert next(each) == MADE["a0"]
        assert decoded == ["a0", "a1"]
        assert [*each] == [*MADE.values()][3:]
        decoded.clear()
        assert before.read_some()
        assert len(decoded) == 25
        left = MADE | {"a1": changed}
        del left["a2"]
        assert dict(before) == left
        assert len(decoded) == 60  # none twice
        assert not before.read_some()
        assert sorted(one.id for one in before.each()) == sorted(before)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_done_behind_the_seal_is_read_as_if_there_were_none(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, random = Model(), chance(seed)
    path, beside = tmp_path / "one" / "ann.json", tmp_path / "two" / "ann.json"
    beside.parent.mkdir()
    for kind in ("tag", "tag", "import"):
        with AnnotationStore.open(path.parent, "ann") as store:
            model.take(random, kind, store) if kind in KINDS else None
    with AnnotationStore.open(path.parent, "ann") as store:
        for _ in range(25):
            model.take(random, random.choice(sorted({*KINDS})), store)
            if not path.exists():
                continue
            beside.write_bytes(path.read_bytes())
            assert plain(path.parent) == records(model.live)
            with AnnotationStore.open(beside.parent, "ann", write=False) as again:
                on = {each: again.annotations.on(each) for each in _sources(model)}
                assert standing(again) == standing(store) == model.live
                order = list(again.annotations)
                assert len(again.annotations) == len(order)
            with monkeypatch.context() as patch:
                patch.setattr(seal, "opened", lambda _: None)
                with AnnotationStore.open(beside.parent, "ann", write=False) as unsealed:
                    assert list(unsealed.annotations) == order
                    assert {each: unsealed.annotations.on(each) for each in on} == on


def _sources(model: Model) -> set[str]:
    return {each.source for each in model.live.values() if isinstance(each, Annotation)}


def test_damage_under_a_seal_is_told_when_the_file_is_opened(tmp_path: Path) -> None:
    path = sealed(tmp_path)
    raw = path.read_bytes()
    at = raw.index(b'"id": "a30"')
    path.write_bytes(raw[:at] + b"\xff" + raw[at + 1 :])
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert store.damaged
        assert any("damaged at line" in each for each in store.notices)
        assert dict(store.annotations) == MADE  # from the history


def test_what_another_program_changes_under_a_seal_is_taken_in(tmp_path: Path) -> None:
    path = sealed(tmp_path)
    raw = path.read_bytes()
    with AnnotationStore.open(tmp_path, "ann") as store:
        at = raw.index(b'"claim"')
        path.write_bytes(raw[:at] + b'"denial"' + raw[at + 7 :])
        store.apply(tag(77))
        labels = [each.label for each in store.annotations.values()]
        assert labels.count(Label.DENIAL) == 1
        assert len(labels) == 61
    assert seal.opened(path.read_bytes())
    assert plain(tmp_path) == records(dict(store.annotations))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"a30", "source": ', b'"a30", "source": 7, "x": '),  # a row that says no annotation
        (b'{"id": "a30", ', b'{"id": "a30"? '),  # a line that is no JSON
        (b'"id": "a30"', b'"id": "a29"'),  # an id that is another's
    ],
)
def test_a_row_that_cannot_be_read_whatever_the_seal_says_is_put_aside(
    tmp_path: Path, old: bytes, new: bytes
) -> None:
    path = sealed(tmp_path)
    resealed(path, old, new)
    raw = path.read_bytes()
    rest = {key: each for key, each in MADE.items() if key != "a30"}
    assert any("a30" in each.what or "row" in each.what for each in check(path))
    with AnnotationStore.open(tmp_path, "ann", write=False) as store:
        assert store.annotations.get("a30") is None
        assert {key: store.annotations.get(key) for key in rest} == rest
        here = [each for key in SOURCES for each in store.annotations.on(key.id)]
        assert {each.id for each in here} <= set(rest)
        assert dict(store.annotations) == rest
        assert any("cannot be read" in each for each in store.notices)
    assert path.read_bytes() == raw
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert dict(store.annotations) == rest
        store.apply(Step("many", "import", AT, tag(*range(70, 99)).changes))
        assert len(store.annotations) == 59 + 29
    assert seal.opened(path.read_bytes()) is None  # it is not vouched for any more
    assert new in path.read_bytes()


def test_a_file_is_written_anew_without_decoding_what_is_sealed(
    tmp_path: Path, decoded: list[str]
) -> None:
    path = sealed(tmp_path)
    resealed(path, b'"id": "a30", ', b'"id": "a30",   "theirs": 1.50, ')
    decoded.clear()
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(Step("many", "import", AT, tag(*range(70, 99)).changes))
    assert b'"id": "a30",   "theirs": 1.50, ' in path.read_bytes()
    assert "a30" not in decoded
    found = seal.opened(path.read_bytes())
    assert found
    assert found.rows == 89


def test_leaving_seals_what_has_grown_behind_the_seal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seal, "WORTH", 2_000)
    path = sealed(tmp_path)
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(70))
    few = seal.opened(path.read_bytes())
    with AnnotationStore.open(tmp_path, "ann") as store:
        for number in range(71, 79):
            store.apply(tag(number))
    many = seal.opened(path.read_bytes())
    assert few
    assert many
    assert (few.rows, many.rows) == (60, 69)


def test_leaving_seals_a_file_of_before_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sealed(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(seal, "WORTH", 1 << 20)
        storage = LineStorage(path)
        storage.write(storage.tables)
        storage.close()
    raw = path.read_bytes().replace(b'"id": "a30", ', b'"id": "a30",   "theirs": 1.50, ')
    path.write_bytes(raw)
    assert seal.opened(raw) is None
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert dict(store.annotations) == MADE
    after = path.read_bytes()
    assert seal.opened(after)
    assert after.split(b"\n")[3:] == raw.split(b"\n")[3:]
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert dict(store.annotations) == MADE
        store.apply(relabel(MADE["a30"]))
    assert b'"theirs": 1.5' in path.read_bytes()


def test_a_file_with_other_lines_is_sealed_only_once_it_is_written_in_ours(tmp_path: Path) -> None:
    path = sealed(tmp_path)
    raw = path.read_bytes().replace(b'"sealed"', b'"x"').replace(b"\n,", b"\n, ")
    path.write_bytes(raw)
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert dict(store.annotations) == MADE
    found = seal.opened(path.read_bytes())
    assert found
    assert found.rows == 60
    assert plain(tmp_path) == records(dict(MADE))


def test_a_small_file_bears_no_seal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "WORTH", 1 << 20)
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(*range(60)), SOURCES)
    assert b"sealed" not in (tmp_path / "ann.json").read_bytes()


def test_a_seal_is_not_given_by_whoever_does_not_know_what_rows_mean(tmp_path: Path) -> None:
    path = sealed(tmp_path)
    storage = LineStorage(path)
    storage.write({name: dict(rows) for name, rows in storage.tables.items()})
    storage.close()
    assert b"sealed" not in path.read_bytes()
    assert dict(Contents(LineStorage(path)).annotations) == MADE


def test_ties_are_found_on_both_sides_of_a_seal(tmp_path: Path) -> None:
    link = (Link(Relation.DENIES, "a1"),)
    tied = Step("t", "tag", AT, (Change(None, annotation(2, links=link)),))
    sealed(tmp_path, Step("all", "import", AT, (*tag(1, 3).changes, *tied.changes)))
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert [each.id for each in store.annotations.leading_to("a1")] == ["a2"]
        store.apply(Step("link", "link", AT, _linked(store.annotations["a3"], "a1")))
        assert [each.id for each in store.annotations.leading_to("a1")] == ["a2", "a3"]
        store.apply(delete(store.annotations["a2"]))
        assert [each.id for each in store.annotations.leading_to("a1")] == ["a3"]
        store.undo(at=AT)
        assert {each.id for each in store.annotations.leading_to("a1")} == {"a2", "a3"}


def _linked(before: Annotation, target: str) -> tuple[Change, ...]:
    return (Change(before, replace(before, links=(Link(Relation.DENIES, target),))),)


def test_what_was_asked_for_stays_as_it_was_after_a_change(tmp_path: Path) -> None:
    sealed(tmp_path)
    with AnnotationStore.open(tmp_path, "ann") as store:
        before = store.annotations
        store.apply(relabel(before["a1"]))
        store.apply(delete(before["a2"]))
        assert before["a1"] == MADE["a1"]
        assert dict(before) == MADE
        assert store.annotations["a1"].label is Label.DENIAL
        assert "a2" not in store.annotations


@pytest.mark.parametrize("rows", [b"-5", b"0", b"1" + b"0" * 40, b"true", b'"60"', b"null"])
def test_a_seal_that_makes_no_sense_is_none(tmp_path: Path, rows: bytes) -> None:
    path = sealed(tmp_path)
    path.write_bytes(path.read_bytes().replace(b'"rows": 60', b'"rows": ' + rows))
    with AnnotationStore.open(tmp_path, "ann", write=False) as store:
        assert len(store.annotations) == 60
        assert dict(store.annotations) == MADE


def test_large_tables_before_the_annotations_do_not_have_a_file_written_at_every_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seal, "WORTH", 4_000)
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(1, 2), [source(number) for number in range(100)])
    inode = (tmp_path / "ann.json").stat().st_ino
    for _ in range(2):
        AnnotationStore.open(tmp_path, "ann").close()
    assert (tmp_path / "ann.json").stat().st_ino == inode
