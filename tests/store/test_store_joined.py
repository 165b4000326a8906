"""The annotations of several files, looked at as one."""

from collections.abc import Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from harness.store_samples import annotation, delete, source, tag
from nkreader.model.annotation import Annotation, Link, Relation
from nkreader.store.annotations import AnnotationStore
from nkreader.store.rows.annotations import Annotations
from nkreader.store.rows.joined import Joined, Joining

NUMBERS = range(6)
SOURCES = [source(number).id for number in range(3)]

one = st.builds(
    lambda number, on, target: annotation(
        number, source=on, links=(Link(Relation.DENIES, f"a{target}"),)
    ),
    st.sampled_from(NUMBERS),
    st.sampled_from(SOURCES),
    st.sampled_from(NUMBERS),
)
files = st.lists(st.lists(one, max_size=5), max_size=4)


@given(files)
def test_of_several_with_one_id_the_first_counts(files: Sequence[Sequence[Annotation]]) -> None:
    joined = Annotations(Joined([Annotations.of(each) for each in files]))
    whole = Annotations.of(each for file in files for each in file)
    assert list(joined.items()) == list(whole.items())
    assert len(joined) == len(whole)
    for number in NUMBERS:
        key = f"a{number}"
        assert joined.get(key) == whole.get(key)
        assert (key in joined) == (key in whole)
        assert joined.leading_to(key) == whole.leading_to(key)
    for key in SOURCES:
        assert joined.on(key) == whole.on(key)
    assert [*joined.each()] == [*whole.values()]
    assert joined.links_are_known
    assert not joined.read_some()


def test_what_is_joined_is_the_same_object_until_a_part_is_another() -> None:
    first, second = Annotations.of([annotation(1)]), Annotations.of([annotation(2)])
    joining = Joining()
    assert dict(joining.join([])) == {}
    assert joining.join([first]) is first
    both = joining.join([first, second])
    assert set(both) == {"a1", "a2"}
    assert joining.join([first, second]) is both
    assert joining.join([second, first]) is not both


def test_the_work_of_others_is_the_same_object_until_one_of_them_has_written(
    tmp_path: Path,
) -> None:
    with (
        AnnotationStore.open(tmp_path, "bea") as bea,
        AnnotationStore.open(tmp_path, "cid") as cid,
        AnnotationStore.open(tmp_path, "ann") as ann,
    ):
        bea.apply(tag(1), [source(1)])
        cid.apply(tag(2), [source(2)])
        before = ann.others()
        assert set(before) == {"a1", "a2"}
        assert ann.others() is before
        cid.apply(delete(annotation(2)))
        assert ann.others() is not before
        assert set(ann.others()) == {"a1"}
