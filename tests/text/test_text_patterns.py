"""Phrases as patterns: what they match, what is refused, and that nothing takes long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkreader.text.patterns import PatternIndex, forms, pattern

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=8)
PHRASES = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", "a|b", "c|d"]),
        st.lists(st.sampled_from(["a", "b", "c", "d", "...", "b|c"]), max_size=3),
        st.sampled_from(["a", "b", "d"]),
    ).map(lambda parts: " ".join([parts[0], *parts[1][:2], parts[2]])),
    min_size=1,
    max_size=4,
)


def matches(phrase: str, words: list[str]) -> set[tuple[int, int]]:
    """Return where a phrase stands, found the plain way: every way to fill each gap."""

    def ends(pieces: list[str], at: int) -> set[int]:
        if not pieces:
            return {at}
        if pieces[0] == "...":
            return {end for skip in range(4) for end in ends(pieces[1:], at + skip)}
        fits = at < len(words) and words[at] in pieces[0].split("|")
        return ends(pieces[1:], at + 1) if fits else set()

    return {(at, end) for at in range(len(words)) for end in ends(phrase.split(), at)}


@given(phrases=PHRASES, words=WORDS)
def test_what_is_found_stands_there_and_lies_in_nothing_longer(
    phrases: list[str], words: list[str]
) -> None:
    found = PatternIndex([[pattern(phrase)] for phrase in phrases]).find(words)
    for number, first, end in found:
        assert (first, end) in matches(phrases[number], words)
        assert not any(
            other.first <= first and end <= other.end and (other.first, other.end) != (first, end)
            for other in found
        )
    if not found:
        assert not any(matches(phrase, words) for phrase in phrases)


def test_a_longer_phrase_hides_a_shorter_one_in_it() -> None:
    index = PatternIndex([[pattern("evidence")], [pattern("no ... evidence")]])
    assert index.find(["there", "is", "no", "such", "evidence"]) == ((1, 2, 5),)
    assert index.find(["there", "is", "evidence"]) == ((0, 2, 3),)


def test_a_caret_stands_for_the_beginning() -> None:
    index = PatternIndex([[pattern("^ is")]])
    assert index.find(["is", "it"]) == ((0, 0, 1),)
    assert index.find(["it", "is"]) == ()


@pytest.mark.parametrize(
    ("word", "some"),
    [
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("claim", {"claim", "claims", "claimed", "claiming"}),
        ("accuse", {"accuse", "accuses", "accused", "accusing"}),
        ("rebut", {"rebuts", "rebutted", "rebutting"}),
        ("dismiss", {"dismisses", "dismissed"}),
    ],
)
def test_forms_of_a_word(word: str, some: set[str]) -> None:
    assert some <= forms(word)


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("", "no word"),
        ("^", "no word"),
        ("... a", "gap"),
        ("a ...", "gap"),
        ("a ... b ... c ... d", "more than 2 gaps"),
        ("a b c d e f g h i", "more than 8 words"),
        ("(a+)+$", "no word"),
        ("a|", "no word"),
        (".*", "no word"),
        ("|".join(f"w{number}" for number in range(41)), "more than 40"),
    ],
)
def test_what_is_no_phrase_is_refused(phrase: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        pattern(phrase)
