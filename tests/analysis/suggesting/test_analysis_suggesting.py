"""Suggestions: which label words and shape speak for, and how much it takes."""

from functools import reduce
from operator import add
from pathlib import Path

import pytest
from analysis_marks import Figures, figures
from msgspec.structs import replace

from nkreader.analysis.suggesting.muting import cue_records
from nkreader.analysis.suggesting.suggestions import (
    WITHOUT_CUE,
    Suggestion,
    Weighing,
    cue_spans,
    suggestions,
)
from nkreader.loaders.cue_rules import built_in
from nkreader.model.annotation import Annotation, Label, Status
from nkreader.model.source import Shape, Source
from nkreader.model.span import Span
from nkreader.text.sentences import sentences

SAMPLES = Path(__file__).parents[3] / "seeds"
WEIGHING = Weighing(built_in())


def suggested(text: str, weighing: Weighing = WEIGHING) -> tuple[Suggestion, ...]:
    source = Source("a.txt", text, "0" * 64, Shape.PLAIN)
    return suggestions(source, text, sentences(text), (), weighing)


LABELLED = {
    "The ministry said on Friday that 40 wagons had crossed the river.": "claim: says",
    "According to the harbour office, the ship left on Monday.": "claim: according to",
    "The port was closed to all ships in 2019 and opened again in the spring of 2020.": (
        "claim: statement"
    ),
    "The ministry has denied that any wagons crossed the river.": "denial: denies",
    "The embassy called the reports baseless and refused to talk.": "denial: calls it untrue",
    "There is no evidence that the wagons carried ammunition.": "denial: no evidence",
    "Satellite images from May show a convoy at the bridge.": "evidence: image",
    "Inspectors examined the wreckage and traced it to a single factory.": "evidence: seen",
    "The wagons may have carried food or fuel instead.": "speculation: may",
    "It is unclear who ordered the wagons to be moved.": "speculation: not known",
    "Analysts expect the next convoy within a week.": "speculation: expects",
}


@pytest.mark.parametrize("sentence", LABELLED)
def test_words_of_a_label(sentence: str) -> None:
    (found,) = suggested(sentence)
    assert f"{found.label}: {found.cue}" == LABELLED[sentence]
    assert found.span == Span(0, len(sentence))
    assert (found.words != "") == (found.cue != WITHOUT_CUE)


@pytest.mark.parametrize(
    "sentence",
    [
        "Welcome to the programme, and thank you for joining us this evening.",
        "What do you make of the convoy, and who may have sent it?",
        "Let's bring in our next guest on that question.",
        "Yes.",
        "I would like to thank our listeners for all their letters.",
        "We must all hope for the best.",
        "Das Ministerium hat am Freitag 40 Waggons mit Munition über die Grenze gebracht.",
        "In Seoul, the director of the institute for national strategy, 40 years with the army.",
    ],
)
def test_what_asserts_nothing_is_not_proposed(sentence: str) -> None:
    assert suggested(sentence) == ()


def test_a_heading_is_not_proposed() -> None:
    text = "Ministry denies shipments of wagons"
    source = Source("a.txt", text, "0" * 64, Shape.PLAIN, standalone=(Span(0, len(text)),))
    assert suggestions(source, text, (Span(0, len(text)),), (), WEIGHING) == ()


def test_a_denial_that_is_denied_is_none() -> None:
    (found,) = suggested(
        "The minister did not deny on Friday that 40 wagons had crossed the river in the spring."
    )
    assert found.label is not Label.DENIAL


def test_a_month_is_no_possibility() -> None:
    (found,) = suggested("The ministry said 40 wagons crossed the river in May 2022.")
    assert found.label is Label.CLAIM


def test_a_muted_cue_says_nothing_and_its_words_are_not_taken_for_others() -> None:
    text = "There is no evidence that 40 wagons carried shells in 2019."
    (before,) = suggested(text)
    assert before.cue == "no evidence"
    muted = Weighing(built_in(), frozenset({"no evidence"}))
    assert all(each.cue not in ("no evidence", "evidence") for each in suggested(text, muted))
    heard = Weighing(
        replace(built_in(), heard=frozenset({"no evidence"})), frozenset({"no evidence"})
    )
    assert suggested(text, heard) == (before,)


def test_words_that_signal_a_label_stand_where_they_are_said_to() -> None:
    text = "Oh. The ministry denied it, but the wagons may have carried fuel, it said."
    sentence = sentences(text)[1]
    found = {span.of(text): label for span, label in cue_spans(text, sentence, WEIGHING)}
    assert found == {
        "denied": Label.DENIAL,
        "may have": Label.SPECULATION,
        "said": Label.CLAIM,
    }


def verdict(number: int, status: Status, label: Label = Label.SPECULATION) -> Annotation:
    quote = "It seems that the wagons were empty."
    day = "2026-01-01T00:00:00.000Z"
    return Annotation(
        f"a{number}", "s", 0, len(quote), quote, label, "ann", day, day, status=status
    )


def test_a_cue_that_is_mostly_rejected_is_muted_once_there_are_verdicts_enough() -> None:
    rules = replace(built_in(), mute_after=4)
    rejected = [verdict(number, Status.REJECTED) for number in range(3)]
    (record,) = cue_records(rejected, rules, WEIGHING)
    assert (record.name, record.rejected, record.muted) == ("seems", 3, False)
    mixed = [*rejected, verdict(3, Status.ACCEPTED), verdict(4, Status.SUGGESTED)]
    (record,) = cue_records(mixed, rules, WEIGHING)
    assert (record.accepted, record.rejected, record.muted) == (1, 3, True)
    even = [*mixed, verdict(5, Status.ACCEPTED), verdict(6, Status.ACCEPTED)]
    (record,) = cue_records(even, rules, WEIGHING)
    assert not record.muted
    heard = replace(rules, heard=frozenset({"seems"}))
    assert not cue_records(mixed, heard, WEIGHING)[0].muted


def test_a_verdict_on_another_label_says_nothing_of_a_cue() -> None:
    claims = [verdict(number, Status.REJECTED, Label.CLAIM) for number in range(20)]
    assert all(record.name != "seems" for record in cue_records(claims, built_in(), WEIGHING))


def test_on_the_sample_sources() -> None:
    found = figures("sample_marks.json", SAMPLES, "held")
    proposed, right, idle = reduce(add, found.values(), Figures()).shares
    assert proposed >= 0.65, found
    assert right >= 0.65, found
    assert idle <= 0.18, found
