from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from harness.said import ledger, said, told
from nkreader.model.annotation import Annotation, Label, Link, Relation, Status
from nkreader.model.statement import Counts


def test_what_repeats_ties_is_one_claim_said_first_where_it_was_said_first() -> None:
    book = ledger(
        said("c1", at="2024-03-01", by="Kremlin", about="second", created="2025-02-02"),
        said("c2", "repeats c1", at="2024-01-05", about="first"),
        said("c3", "repeats c2", at="2024-02-01"),
        said("c4", at="2024-02-03"),
    )
    assert book.claims == ("c2", "c4")
    assert [each.id for each in book.said("c2")] == ["c2", "c3", "c1"]
    assert book.about("c2") == "first"
    assert book.about("c4") == "<c4>"
    assert book.key_of("c1") == "c2"


def test_answers_stand_by_kind_and_date_also_those_to_what_repeats() -> None:
    book = ledger(
        said("c1", at="2024-01-01"),
        said("c2", "repeats c1", at="2024-01-02"),
        said("s1", "concerns c1", at="2024-01-03"),
        said("e1", "undermines c2", at="2024-01-04"),
        said("e2", "supports c1", at="2024-01-05"),
        said("d1", "denies c2", at="2024-01-07"),
        said("d2", "denies c1", at="2024-01-06"),
        said("e3", "undermines d1", at="2024-01-08"),
        said("d3", "denies e3", at="2024-01-09"),
    )
    assert told(book, "c1") == [
        "d2 denies c1",
        "d1 denies c2",
        "  e3 undermines d1",
        "    d3 denies e3",
        "e2 supports c1",
        "e1 undermines c2",
        "s1 concerns c1",
    ]
    assert book.counts("c1") == Counts(2, 1, 1, 1)


def test_what_repeats_a_denial_denies_too() -> None:
    book = ledger(said("c1"), said("d1", "denies c1"), said("d2", "repeats d1"))
    assert told(book, "c1") == ["d1 denies c1", "d2 denies c1"]
    assert book.counts("c1") == Counts(denials=2)
    assert book.open_ends == ()


def test_open_ends_are_what_nobody_answered_and_what_is_tied_to_nothing() -> None:
    book = ledger(
        said("s1"),
        said("e1", "supports gone"),
        said("d1", "denies d1"),
        said("c1"),
        said("c2"),
        said("d2", "denies c2"),
        said("e2", "undermines d1"),
        said("s2", "concerns c2"),
    )
    assert book.open_ends == ("c1", "d1", "e1", "s1")


def test_rejected_annotations_count_for_nothing() -> None:
    no = Status.REJECTED
    book = ledger(
        said("c1", at="2024-01-01"),
        said("c2", "repeats c1", at="2024-01-02", status=no),
        said("c3", "repeats c2", at="2024-01-03"),
        said("d1", "denies c1", at="2024-01-04", status=no),
        said("e1", "undermines d1", at="2024-01-05"),
        said("c4", at="2024-01-06", status=no),
    )
    assert book.claims == ("c1", "c3")
    assert book.open_ends == ("c1", "c3", "e1")
    assert book.statement("c1").answers == ()


def test_the_date_of_the_source_stands_in_and_what_has_none_comes_last() -> None:
    book = ledger(
        said("c1"),
        said("c2", source="two"),
        said("c3", source="one"),
        said("c4", at="not a date", source="one"),
        said("c5", at="2023-12-31T23:00:00-05:00"),
    )
    assert book.claims == ("c3", "c4", "c5", "c2", "c1")
    assert [book.when(book.annotations[key]) for key in ("c4", "c1")] == ["2024-01-01", None]


NAMES = [f"{letter}{number}" for letter in "cdes" for number in range(4)]
TIES = st.lists(
    st.tuples(st.sampled_from([*NAMES, "gone"]), st.sampled_from(list(Relation))), max_size=4
)


@st.composite
def tangles(draw: st.DrawFn) -> Sequence[Annotation]:
    """Draw annotations tied in any way: to themselves, in circles, to what is not there."""
    return [
        replace(
            said(name, at=draw(st.sampled_from([None, "2024-01-01", "2024-01-02"]))),
            links=tuple(Link(how, target) for target, how in draw(TIES)),
            status=draw(st.sampled_from(list(Status))),
        )
        for name in NAMES
    ]


@given(tangles())
def test_any_tangle_makes_a_ledger(annotations: Sequence[Annotation]) -> None:
    book = ledger(*annotations)
    live = {each.id for each in annotations if each.status is not Status.REJECTED}
    keys = {book.key_of(each) for each in live}
    assert None not in keys
    together = [each.id for key in keys if key for each in book.said(key)]
    assert sorted(together) == sorted(live)  # each is said in one statement, and only there
    for key in keys:
        assert key is not None
        found = book.statement(key)
        direct = [each for each in found.answers if not each.depth]
        counted = Counter(each.relation for each in direct)
        counts = book.counts(key)
        assert counts.denials == counted[Relation.DENIES]
        assert counts.supporting == counted[Relation.SUPPORTS]
        assert counts.undermining == counted[Relation.UNDERMINES]
        assert counts.speculation == counted[Relation.CONCERNS]
        seen = {each.id for each in found.said}
        for each in found.answers:
            assert each.target in seen  # an answer stands after what it answers
            assert each.relation is not Relation.REPEATS
            seen.add(each.annotation.id)
        ways = [(each.annotation.id, each.relation, each.target) for each in found.answers]
        assert len(set(ways)) == len(ways)
        if found.label is Label.CLAIM:
            assert key in book.claims
            assert (key in book.open_ends) is (not found.answers)


@given(st.permutations(range(12)), st.lists(st.booleans(), min_size=11, max_size=11))
def test_a_chain_of_repeats_is_one_whichever_way_its_links_lead(
    order: Sequence[int], turned: Sequence[bool]
) -> None:
    ties: dict[int, list[str]] = {number: [] for number in order}
    for (one, other), turn in zip(pairwise(order), turned, strict=True):
        begin, end = (other, one) if turn else (one, other)
        ties[begin].append(f"repeats c{end}")
    book = ledger(*(said(f"c{number}", *links) for number, links in ties.items()))
    assert len(book.claims) == 1


def test_a_long_chain_of_denials_is_gone_down_to_its_end() -> None:
    chain = [said(f"d{n}", f"denies d{n - 1}" if n else "denies c1") for n in range(5_000)]
    found = ledger(said("c1"), *chain).statement("c1").answers
    assert [each.depth for each in found] == list(range(5_000))


def test_many_ways_to_one_answer_are_gone_once() -> None:
    layers = [said("d0", "denies c1"), said("d1", "denies c1")]
    for n in range(2, 60, 2):
        below = (f"denies d{n - 2}", f"denies d{n - 1}")
        layers += [said(f"d{n}", *below), said(f"d{n + 1}", *below)]
    assert len(ledger(said("c1"), *layers).statement("c1").answers) == 2 * len(layers) - 2
