"""``attribute``: what is proposed, and what is saved only when asked."""

import pytest
from cli_desk import TALK, Desk, make_desk

desk = pytest.fixture(make_desk)

MOSCOW = "Moscow said the trains were empty."
ANNA = "north korea\n5:59 pm\nhas sent shells."


def tag(desk: Desk, path: str, quote: str, *more: str) -> str:
    done = desk.run("tag", path, "--label", "claim", "--quote", quote, *more)
    assert done.code == 0
    return done.out.strip()


def test_proposals_are_listed_and_nothing_is_saved(desk: Desk) -> None:
    moscow = tag(desk, "seeds/story.txt", MOSCOW)
    anna = tag(desk, "seeds/talk.txt", "north-korea has sent shells.")
    done = desk.run("attribute")
    assert done.rows == [
        [moscow, "claim", "Moscow", "", "", "seeds/story.txt", MOSCOW],
        [anna, "claim", "anna", "", "KITTIWAKETV", "seeds/talk.txt", ANNA.replace(
            "\n5:59 pm\n", " ")],
    ]  # fmt: skip
    assert [each["speaker"] for each in desk.run("show", "--json").json] == [None, None]
    assert desk.run("attribute", moscow[:6], "--json").json == [
        {"id": moscow, "source": "seeds/story.txt", "speaker": "Moscow", "via": None,
         "outlet": None}
    ]  # fmt: skip


def test_accepted_ones_are_one_change(desk: Desk) -> None:
    tag(desk, "seeds/story.txt", MOSCOW)
    tag(desk, "seeds/talk.txt", "nobody has seen them.", "--speaker", "Lee", "--outlet", "Post")
    before = desk.run("show", "--json").json
    assert desk.run("attribute", "--accept").code == 0
    kept = desk.run("show", "--json").json
    assert [(each["speaker"], each["outlet"]) for each in kept] == [
        ("Moscow", None), ("Lee", "Post"),
    ]  # fmt: skip
    assert desk.run("attribute").out == ""
    assert desk.run("undo").rows[0][0] == "attribution"
    assert desk.run("show", "--json").json == before


def test_only_what_filters_ask_for(desk: Desk) -> None:
    tag(desk, "seeds/story.txt", MOSCOW)
    anna = tag(desk, "seeds/talk.txt", "north-korea has sent shells.")
    assert [row[0] for row in desk.run("attribute", "--source", "talk").rows] == [anna]
    assert desk.run("attribute", "--label", "denial").out == ""


def test_an_id_that_is_none_is_refused(desk: Desk) -> None:
    done = desk.run("attribute", "zz", "--accept")
    assert (done.code, done.out) == (1, "")
    assert "no annotation has the id zz" in done.err


def test_tag_takes_proposals_where_it_is_told_to(desk: Desk) -> None:
    tag(desk, "seeds/talk.txt", "north-korea has sent shells.", "--attribute")
    tag(desk, "seeds/talk.txt", "not one.", "--attribute", "--speaker", "Lee")
    kept = desk.run("show", "--json").json
    assert [(each["speaker"], each["via"], each["outlet"]) for each in kept] == [
        ("anna", None, "KITTIWAKETV"), ("Lee", None, "KITTIWAKETV"),
    ]  # fmt: skip
    assert kept[0]["quote"] in TALK
