from exporters_sample import CLAIM, DENIAL, HARBOUR, HARBOUR_REF, SAMPLE, TEXTS, WIRE_REF, exported
from msgspec.structs import replace

from nkreader.exporters.export import Export, no_text
from nkreader.exporters.tagged_text import (
    ACROSS,
    BARE,
    DANGLING,
    NO_TEXT,
    NOT_THERE,
    lost_by_text,
    tagged_texts,
)
from nkreader.model.source import SourceRef


def with_texts(export: Export) -> Export:
    return replace(export, text_of=SAMPLE.text_of)


def test_a_text_holds_what_stands_in_it_and_the_links_inside() -> None:
    by_source = {each.source.id: each for each in tagged_texts(SAMPLE)}
    here = by_source[HARBOUR_REF.id]
    assert here.text == HARBOUR
    assert [one.annotation.id for one in here.annotations] == ["a1", "a2"]
    assert [(one.annotation.id, link.target) for one, link in here.links] == [("a2", "a1")]


def test_what_is_lost_is_counted_by_kind() -> None:
    assert lost_by_text(SAMPLE) == {ACROSS: 1, DANGLING: 1}
    assert lost_by_text(replace(SAMPLE, text_of=no_text)) == {NO_TEXT: 4, DANGLING: 3}


def test_a_quote_that_its_text_does_not_hold_is_left_out() -> None:
    wrong = replace(CLAIM, quote="x" * len(CLAIM.quote))
    export = with_texts(
        Export((WIRE_REF,), (exported(wrong, HARBOUR_REF), exported(DENIAL, HARBOUR_REF)))
    )
    (text,) = tagged_texts(export)
    assert [one.annotation.id for one in text.annotations] == ["a2"]
    assert lost_by_text(export) == {NOT_THERE: 1, DANGLING: 2, BARE: 1}


def test_one_text_is_asked_for_at_a_time() -> None:
    asked: list[str] = []

    def text_of(ref: SourceRef) -> str | None:
        asked.append(ref.id)
        return TEXTS[ref.id]

    texts = tagged_texts(replace(SAMPLE, text_of=text_of))
    next(texts)
    assert len(asked) == 1
