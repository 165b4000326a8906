"""``nkreader review``: the record of sittings, and what is in a queue."""

import pytest
from cli_desk import Desk, make_desk

from harness.store_samples import AT, review
from nkreader.model.annotation import Label
from nkreader.model.change import Change, Step
from nkreader.model.review import Action, Queue, tallied
from nkreader.store.annotations import AnnotationStore

desk = pytest.fixture(make_desk)
QUOTE = "Moscow said the trains were empty."


def test_the_summary_tells_of_each_sitting(desk: Desk) -> None:
    assert desk.run("review", "--summary").out == ""
    tallies = tallied((), Action.ACCEPT, Label.CLAIM)
    tallies = tallied(tallies, Action.RELABEL, Label.DENIAL)
    tallies = tallied(tallies, Action.REJECT, Label.DENIAL)
    done = review(
        queue=Queue(query="by:bob"), done=3, total=3, seconds=30, ended=AT, position=None,
        tallies=tallies,
    )  # fmt: skip
    with AnnotationStore.open(desk.root / "annotations", "ann") as store:
        for each in (review(id="r0"), done):
            store.record(Step("s", "review", AT, (Change(None, each),)))
    rows = desk.run("review", "--summary").rows
    assert rows == [
        [AT, "annotations · by:bob", "3 of 3", "30 s", "1", "1", "0", "0", "1", "0",
         "1 claim, 1 denial", "done"],
        [AT, "all annotations", "0 of 40", "0 s", "0", "0", "0", "0", "0", "0", "", "R goes on"],
    ]  # fmt: skip
    first, second = desk.run("review", "--summary", "--json").json
    assert first["tallies"][0] == {"action": "accept", "label": "claim", "count": 1}
    assert (second["position"]["annotation"], second["ended"]) == ("b1", None)


def test_a_queue_is_listed_in_the_order_it_is_gone_through(desk: Desk) -> None:
    talk = desk.tag("not one.", Label.DENIAL, path="seeds/talk.txt", by="bob")
    story = desk.tag(QUOTE)
    desk.run("reject", desk.tag("The end came late."))
    assert [row[0] for row in desk.run("review", "--queue", "").rows] == [story, talk]
    (only,) = desk.run("review", "--queue", "by:bob", "--json").json
    assert (only["id"], only["label"], only["annotator"]) == (talk, "denial", "bob")
    assert only["quote"] == "not one."
    assert [row[0] for row in desk.run("review", "--queue", "", "seeds/story.txt").rows] == [story]


def test_untagged_sentences_with_a_cue_are_listed(desk: Desk) -> None:
    desk.tag("The ministry denied it.")
    found = desk.run("review", "--untagged", "source:story.txt", "--json").json
    assert found
    assert all(each["id"] is None and each["label"] and each["cue"] for each in found)
    assert "The ministry denied it." not in {each["quote"] for each in found}


def test_a_filter_that_asks_for_what_there_is_not_is_refused(desk: Desk) -> None:
    done = desk.run("review", "--queue", "label:rumour")
    assert (done.code, done.out) == (1, "")
    assert "no label" in done.err
    assert desk.run("review").code == 2
