"""``link`` and ``unlink``."""

import json

import pytest
from cli_desk import Desk, make_desk

from nkreader.model.annotation import Label

desk = pytest.fixture(make_desk)

DENIAL = "Moscow said the trains were empty."
CLAIM = "north korea\n5:59 pm\nhas sent shells."


def _tag_both(desk: Desk) -> None:
    desk.tag(DENIAL, Label.DENIAL, id_="aaaa1111")
    desk.tag(CLAIM, Label.CLAIM, path="seeds/talk.txt", id_="bbbb2222")


def _links(desk: Desk, identity: str) -> list[dict[str, str]]:
    kept = json.loads((desk.root / "annotations/ann.json").read_text("utf-8"))
    return next(each["links"] for each in kept["annotations"].values() if each["id"] == identity)


def test_a_link_is_kept_where_it_starts_and_can_be_undone(desk: Desk) -> None:
    _tag_both(desk)
    done = desk.run("link", "aaaa", "denies", "bbbb", "--json")
    assert (done.code, done.err) == (0, "")
    assert done.json["links"] == [{"relation": "denies", "target": "bbbb2222"}]
    assert _links(desk, "aaaa1111") == done.json["links"]
    assert _links(desk, "bbbb2222") == []
    assert desk.run("undo").rows[0][0] == "link"
    assert _links(desk, "aaaa1111") == []
    desk.run("redo")
    assert _links(desk, "aaaa1111") == done.json["links"]
    assert "link" in desk.run("log").out


def test_what_cannot_be_linked_is_refused_in_one_line(desk: Desk) -> None:
    _tag_both(desk)
    desk.run("link", "aaaa", "denies", "bbbb")
    for words, said in (
        (("aaaa", "denies", "aaaa"), "cannot be linked to itself"),
        (("aaaa", "denies", "bbbb"), "aaaa1111 denies bbbb2222 already"),
        (("aaaa", "denies", "dddd"), "no annotation has the id dddd"),
    ):
        done = desk.run("link", *words)
        assert (done.code, done.out) == (1, "")
        assert said in done.err
        assert done.err.count("\n") == 1
    assert desk.run("link", "aaaa", "hates", "bbbb").code == 2
    assert len(_links(desk, "aaaa1111")) == 1


def test_a_link_that_starts_from_anothers_is_kept_in_ones_own_database(desk: Desk) -> None:
    _tag_both(desk)
    desk.tag(DENIAL, Label.CLAIM, by="bob", id_="cccc3333")
    theirs = (desk.root / "annotations/bob.json").read_bytes()
    tied = [{"relation": "repeats", "target": "bbbb2222"}]
    assert desk.run("link", "cccc", "repeats", "bbbb", "--json").json["links"] == tied
    assert (desk.root / "annotations/bob.json").read_bytes() == theirs
    assert desk.run("unlink", "cccc", "bbbb", "--json").json["links"] == []
    desk.run("undo")
    done = desk.run("unlink", "cccc", "bbbb", "--annotator", "eve")
    assert (done.code, "no such link" in done.err) == (1, True)
    desk.run("link", "cccc", "denies", "aaaa", "--annotator", "bob")
    done = desk.run("unlink", "cccc", "aaaa")
    assert (done.code, "is bob's" in done.err) == (1, True)


def test_a_link_is_taken_away_also_where_its_target_is_gone(desk: Desk) -> None:
    _tag_both(desk)
    desk.run("link", "aaaa", "denies", "bbbb")
    desk.run("link", "aaaa", "undermines", "bbbb")
    assert desk.run("unlink", "aaaa", "supports", "bbbb").code == 1
    assert desk.run("unlink", "aaaa", "cccc").code == 1
    assert desk.run("unlink", "aaaa", "undermines", "bbbb").out == "aaaa1111\n"
    assert _links(desk, "aaaa1111") == [{"relation": "denies", "target": "bbbb2222"}]
    desk.run("delete", "bbbb")
    assert desk.run("unlink", "aaaa", "bbbb").code == 0
    assert _links(desk, "aaaa1111") == []
    assert desk.run("undo").rows[0][0] == "unlink"
    assert len(_links(desk, "aaaa1111")) == 1
