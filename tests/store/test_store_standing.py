"""What stands in memory: found as if all of it were looked through, whatever was changed."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from harness.store_samples import annotation, source
from nkreader.model.annotation import Annotation, Link, Relation
from nkreader.store.rows.annotations import Annotations

NUMBERS = st.integers(0, 5)
LINKS = st.lists(NUMBERS, max_size=2).map(
    lambda to: tuple(Link(Relation.SUPPORTS, f"a{number}") for number in to)
)
ANNOTATIONS = st.builds(
    lambda number, on, links: replace(annotation(number), source=source(on).id, links=links),
    NUMBERS,
    st.integers(0, 2),
    LINKS,
)
# What an annotation becomes, or the id of one that goes.
CHANGES = st.lists(ANNOTATIONS | NUMBERS.map("a{}".format), max_size=12)


@given(st.lists(ANNOTATIONS, unique_by=lambda each: each.id), CHANGES)
def test_what_stands_is_found_by_source_and_by_target(
    held: list[Annotation], changes: list[Annotation | str]
) -> None:
    standing, expected = Annotations.of(held), {each.id: each for each in held}
    for change in changes:
        if isinstance(change, Annotation):
            expected[change.id] = change
            standing = standing.after({change.id: change})
        else:
            expected.pop(change, None)
            standing = standing.after({change: None})
    assert list(standing.items()) == list(expected.items())
    assert len(standing) == len(expected)
    for number in range(6):
        key, on = f"a{number}", source(number % 3).id
        assert standing.get(key) == expected.get(key)
        assert ids(standing.on(on), expected) == {
            each.id for each in expected.values() if each.source == on
        }
        assert ids(standing.leading_to(key), expected) == {
            each.id for each in expected.values() if key in {link.target for link in each.links}
        }


def ids(found: list[Annotation], expected: dict[str, Annotation]) -> set[str]:
    """The ids of what was found, each once, and as it is expected to stand."""
    assert all(each == expected[each.id] for each in found)
    assert len({each.id for each in found}) == len(found)
    return {each.id for each in found}
