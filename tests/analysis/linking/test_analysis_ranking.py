"""What an annotation may be tied to, by what the two share."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from nkreader.analysis.linking.ranking import Ranking, Traits, traits_of
from nkreader.analysis.linking.terms import terms_of
from nkreader.model.annotation import Annotation, Label, Status

NOTHING = Annotation("", "s", 0, 5, "", Label.CLAIM, "ann", "", "")
IDS = st.sampled_from([f"id{k}" for k in range(12)])
TRAITS = st.builds(
    Traits,
    st.frozensets(st.sampled_from(["train", "grain", "~arms", "@Russia", "@Kim Jong Un"])),
    st.sampled_from(Label),
    st.sampled_from("xyz"),
    st.integers(0, 5000),
    st.integers(5000, 9000),
    st.none(),
    st.booleans(),
)


def _ranked(
    label: Label, text: str, *others: tuple[Label, str], names: tuple[str, ...] = ()
) -> str:
    """Return the order of the others, by number, as text."""
    ranking = Ranking()
    for k, (kind, said) in enumerate([(label, text), *others]):
        each = replace(NOTHING, source=str(k), label=kind)
        here = [name for name in names if name in said]
        ranking.put(str(k), traits_of(each, terms_of(said, here)))
    return " ".join(ranking.ranked("0"))


def test_rare_words_count_more_than_frequent_ones() -> None:
    ranked = _ranked(
        Label.DENIAL,
        "the harbour at Rajin holds no trains",
        (Label.CLAIM, "trains came, said the minister"),
        (Label.CLAIM, "trains left the south"),
        (Label.CLAIM, "a harbour was seen"),
    )
    assert ranked.split()[0] == "3"


def test_names_count_more_than_words_and_seats_stand_for_governments() -> None:
    ranked = _ranked(
        Label.DENIAL,
        "Moscow: nothing came over the bridge",
        (Label.CLAIM, "a bridge fell into the water"),
        (Label.CLAIM, "Russia was seen at night"),
        names=("Moscow", "Russia"),
    )
    assert ranked == "2 1"


def test_words_of_one_sense_are_shared() -> None:
    ranked = _ranked(
        Label.DENIAL,
        "no munitions were shipped",
        (Label.CLAIM, "the harvest was poor"),
        (Label.CLAIM, "rockets have been supplied"),
    )
    assert ranked == "2 1"


def test_a_denial_wants_claims_first() -> None:
    said = "the trains were empty"
    others = [(label, said) for label in (Label.DENIAL, Label.SPECULATION, Label.CLAIM)]
    assert _ranked(Label.DENIAL, said, *others) == "3 2 1"
    assert _ranked(Label.DENIAL, "all of it was false", *others) == "3 2 1"


def test_what_stands_beside_comes_first_where_words_say_nothing() -> None:
    ranking = Ranking()
    for k, (source, start) in enumerate([("a", 900), ("b", 800), ("a", 3000), ("a", 700)]):
        label = Label.CLAIM if k else Label.DENIAL
        each = replace(NOTHING, source=source, start=start, end=start + 90, label=label)
        ranking.put(str(k), traits_of(each, terms_of(f"w{k} x{k}", ())))
    assert ranking.ranked("0")[0] == "3"


def test_what_was_rejected_stands_back() -> None:
    ranking = Ranking()
    said = terms_of("the trains were empty", ())
    for key, status in (("0", "accepted"), ("1", "rejected"), ("2", "accepted")):
        each = replace(NOTHING, source=key, status=Status(status))
        ranking.put(key, traits_of(each, said))
    assert ranking.ranked("0") == ["2", "1"]


@given(st.lists(st.tuples(IDS, st.none() | TRAITS)))
def test_all_others_are_ranked_once_whatever_has_come_and_gone(
    changes: list[tuple[str, Traits | None]],
) -> None:
    ranking, there = Ranking(), dict[str, Traits]()
    for key, traits in changes:
        if traits is None:
            ranking.drop(key)
            there.pop(key, None)
        else:
            ranking.put(key, traits)
            there[key] = traits
    fresh = Ranking()
    for key, traits in there.items():
        fresh.put(key, traits)
    for key in there:
        ranked = ranking.ranked(key)
        assert sorted([*ranked, key]) == sorted(there)
        assert set(fresh.ranked(key)) == set(ranked)


@given(st.text(), st.lists(st.text(min_size=1)))
def test_any_text_has_terms(text: str, names: list[str]) -> None:
    assert all(terms_of(text, names))
