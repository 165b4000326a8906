import pytest

from nkreader.loaders.captions import read
from nkreader.loaders.lines import inked_lines
from nkreader.loaders.turns import line_turns


def turns(said: str) -> list[tuple[str | None, str, str]]:
    """Return speaker, mark and speech of what is said under two clocks."""
    text = f"6:00 pm\n{said}\n6:59 pm\n."
    parts = read(text)
    assert parts
    return [(turn.speaker, turn.mark.of(text), turn.span.of(text)) for turn in parts.turns]


def speakers(said: str) -> list[str | None]:
    return [speaker for speaker, _, _ in turns(said)]


def test_a_turn_is_what_stands_between_two_marks() -> None:
    found = turns("the tide. >> hello. lena: good\nevening. >>> bye")
    assert [(speaker, mark) for speaker, mark, _ in found] == [
        (None, ">> "), ("lena", "lena: "), (None, ">>> "),
    ]  # fmt: skip
    assert [speech for _, _, speech in found][:2] == ["hello. ", "good\nevening. "]
    assert found[2][2].startswith("bye")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("it rains. lena: yes.", ["lena"]),
        ("does it? kate van doore: no.", ["kate van doore"]),
        ("♪♪ sally sara: in the hills", ["sally sara"]),
        ("[applause] lena: thank you", ["lena"]),
        ("he said “no.” lena: thank you", ["lena"]),
        ("with respect -- lena: orla.", ["lena"]),
        ("reporter: it begins the captions", ["reporter"]),
        (">> lena: one mark", ["lena"]),
        (">> Mr. Smith: one mark", ["Mr. Smith"]),
        ("IT RAINS. MR. SMITH: YES.", ["MR. SMITH"]),
        ("it rains. Dr. Jane O'Neil: yes.", ["Dr. Jane O'Neil"]),
        ("it rains. jean-luc: oui.", ["jean-luc"]),
        ("no full stop here\nSAMI: hello", ["SAMI"]),
        ("it rains. speaker 2: yes.", ["speaker 2"]),
    ],
)
def test_names_before_a_colon_are_marks(said: str, expected: list[str]) -> None:
    assert speakers(said) == expected


@pytest.mark.parametrize(
    "said",
    [
        "the question is: what next?",
        "and here. the question is: what next?",
        "it is a fact. remember: it rains",
        "no end before lena: so it is no mark",
        "no end before\nlena: so it is no mark",
        "at 5:30 it rains. see https://example.org",
        "it rains. one of the many old friends: lena",
        "it rains. lena:without a space",
        "it rains. 42: the answer",
        "one > two",
        "no end before\n½: so it is no mark",
        "no end before\n፼: so it is no mark",
    ],
)
def test_other_colons_are_not(said: str) -> None:
    assert speakers(said) == []


def test_a_turn_begins_with_speech_not_with_a_clock_line() -> None:
    text = "6:00 pm\nyes. >>\n6:01 pm\nlena: no"
    parts = read(text)
    assert parts
    assert [turn.speaker for turn in parts.turns] == [None, "lena"]
    text = "6:00 pm\nyes. >>\n6:01 pm\nand no"
    parts = read(text)
    assert parts
    assert parts.turns[0].span.of(text) == "and no"
    assert parts.turns[0].mark.of(text) == ">>"


def test_the_last_turn_ends_with_the_body() -> None:
    text = "6:00 pm\n>> one\n6:01 pm\n>> two\n\n12 Views\n"
    parts = read(text)
    assert parts
    assert parts.turns[-1].span.of(text) == "two"


def test_in_other_transcripts_only_a_line_begins_with_a_name() -> None:
    text = "Anna Bell: hello. Ben: not here\nBen:\nyes\nnobody: no\nThe Problem: no"
    found = line_turns(text, inked_lines(text), len(text))
    assert [(turn.speaker, turn.span.of(text)[:5]) for turn in found] == [
        ("Anna Bell", "hello"),
        ("Ben", "yes\nn"),
    ]
