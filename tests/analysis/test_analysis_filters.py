from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from harness.store_samples import verdict
from nkreader.analysis.dates import Dates, since
from nkreader.analysis.filters import Filter
from nkreader.model.annotation import Annotation, Label, Status
from nkreader.model.errors import NkreaderError
from nkreader.model.source import SourceRef

REF = SourceRef(
    "0123456789ab", "seeds/harbour/news.txt", "0" * 64, 90, "plain", title="Harbour desk, March"
)
ONE = Annotation(
    id="a1",
    source=REF.id,
    start=3,
    end=9,
    quote="The\nferry sailed",
    text="The ferry sailed",
    label=Label.CLAIM,
    annotator="Mina",
    created="2024-03-04T10:00:00+00:00",
    modified="2024-03-05T10:00:00+00:00",
    speaker="Min Seo-yeon",
    about="The ferry left on Monday.",
    note="Check the log.",
    tags=("sea",),
    status=Status.SUGGESTED,
    said_at="2024-03-02T23:30:00-09:00",
)
NAMES = ("Port Authority", "South Korea")
HELD = (
    verdict(1, annotator="bob", note="rejected by eve"),
    verdict(1, annotator="Jun Ho", label=Label.DENIAL, status=Status.ACCEPTED),
)


def keeps(wanted: Filter, one: Annotation = ONE) -> bool:
    return wanted.matches(one, NAMES, REF, lambda _: HELD)


def test_nothing_asked_keeps_all() -> None:
    assert keeps(Filter())


@pytest.mark.parametrize(
    ("kept", "dropped"),
    [
        (Filter(labels=(Label.DENIAL, Label.CLAIM)), Filter(labels=(Label.DENIAL,))),
        (Filter(statuses=(Status.SUGGESTED,)), Filter(statuses=(Status.ACCEPTED,))),
        (Filter(annotators=("mina",)), Filter(annotators=("min",))),
        (Filter(speakers=("min seo yeon",)), Filter(speakers=("min yeon",))),
        (Filter(speakers=("SEO-YEON",)), Filter(speakers=("seo-yeo",))),
        (Filter(speakers=("nobody", "min")), Filter(speakers=("nobody",))),
        (Filter(entities=("south  korea",)), Filter(entities=("north korea",))),
        (Filter(entities=("authority",)), Filter(entities=("author",))),
        (Filter(sources=("0123456789ab",)), Filter(sources=("0123456789ac",))),
        (Filter(sources=("news.txt",)), Filter(sources=("ews.txt",))),
        (Filter(sources=("./seeds/harbour/",)), Filter(sources=("seeds/news.txt",))),
        (Filter(sources=("/home/mina/seeds/harbour/news.txt",)), Filter(sources=("/home",))),
        (Filter(sources=("harbour desk",)), Filter(sources=("desk harbour",))),
        (Filter(until=since("2024-03-06")), Filter(until=since("2024-03-05T10:00Z"))),
        (Filter(said=Dates("2024-03-02", "2024-03-02")), Filter(said=Dates("2024-03-03"))),
        (Filter(judged=("BOB",)), Filter(judged=("eve",))),
        (Filter(judged=("rejected",)), Filter(judged=("accepted",))),
        (Filter(judged=("bob rejected",)), Filter(judged=("jun ho rejected",))),
        (Filter(judged=("denial",)), Filter(judged=("claim",))),
        (Filter(judged=("relabelled", "x")), Filter(judged=("linked",))),
        (Filter(judged=("noted",)), Filter(judged=("",))),
        (Filter(text="FERRY SAILED"), Filter(text="sailed ferry")),
        (Filter(text="the log"), Filter(text="no log")),
        (Filter(text="on monday"), Filter(text="on tuesday")),
        (Filter(text="sea"), Filter(text="seed")),
        (
            Filter(since=datetime(2024, 3, 5, 10, tzinfo=UTC)),
            Filter(since=datetime(2024, 3, 5, 10, 0, 1, tzinfo=UTC)),
        ),
    ],
)
def test_each_criterion_keeps_and_drops(kept: Filter, dropped: Filter) -> None:
    assert keeps(kept)
    assert not keeps(dropped)


def test_all_criteria_must_hold() -> None:
    assert keeps(Filter(labels=(Label.CLAIM,), speakers=("min",)))
    assert not keeps(Filter(labels=(Label.CLAIM,), speakers=("park",)))


def test_what_nobody_said_is_said_by_no_speaker() -> None:
    assert not keeps(Filter(speakers=("min",)), replace(ONE, speaker=None))


def test_a_broken_date_is_before_everything() -> None:
    assert not keeps(Filter(since=since("0001-01-02T00:00Z")), replace(ONE, modified="soon"))


@given(st.text(max_size=20))
def test_no_words_of_a_user_break_a_filter(words: str) -> None:
    for wanted in (
        Filter(speakers=(words,)),
        Filter(entities=(words,)),
        Filter(sources=(words,)),
        Filter(annotators=(words,)),
        Filter(judged=(words,)),
        Filter(text=words),
    ):
        assert keeps(wanted) in (True, False)


def test_since_reads_dates_and_times() -> None:
    assert since("2024-03-05T10:00:00Z") == datetime(2024, 3, 5, 10, tzinfo=UTC)
    assert since(" 2024-03-05T10:00+09:00 ") == datetime(2024, 3, 5, 1, tzinfo=UTC)
    assert since("2024-03-05") == datetime(2024, 3, 5).astimezone()


@pytest.mark.parametrize("text", ["", "yesterday", "2024-13-01", "05.03.2024", "99999-01-01"])
def test_since_says_what_it_wants_instead(text: str) -> None:
    with pytest.raises(NkreaderError, match="2024-06-18"):
        since(text)


SPOILERS: list[Callable[[Annotation], Annotation]] = [
    lambda one: replace(one, label=Label.DENIAL),
    lambda one: replace(one, annotator="Jun"),
    lambda one: replace(one, status=Status.REJECTED),
    lambda one: replace(one, speaker="Jun"),
    lambda one: replace(one, modified="2024-03-04T10:00:00+00:00"),
]


@pytest.mark.parametrize("spoil", SPOILERS)
def test_one_criterion_that_fails_is_enough(spoil: Callable[[Annotation], Annotation]) -> None:
    wanted = Filter(
        labels=(Label.CLAIM,),
        speakers=("min",),
        annotators=("mina",),
        statuses=(Status.SUGGESTED,),
        since=since("2024-03-05T00:00Z"),
    )
    assert keeps(wanted)
    assert not keeps(wanted, spoil(ONE))
