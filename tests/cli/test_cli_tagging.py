"""``tag`` and the commands that change what is tagged."""

import json

import pytest
from cli_desk import STORY, TALK, Desk, make_desk

from nkreader.model.annotation import Label

desk = pytest.fixture(make_desk)

QUOTE = "Moscow said the trains were empty."


def test_tag_a_quote_with_all_that_is_said_of_it(desk: Desk) -> None:
    done = desk.run(
        "tag", "seeds/story.txt", "--label", "denial", "--quote", QUOTE, "--speaker", "Moscow",
        "--via", "TASS", "--outlet", "Wire", "--about", "The trains were empty.",
        "--certainty", "high", "--note", "Which trains?", "--tag", "rail", "--tag", "rail",
    )  # fmt: skip
    assert done.code == 0
    assert done.err == ""
    (kept,) = desk.run("show", "--json").json
    assert done.out == f"{kept['id']}\n"
    said = {name: kept[name] for name in ("label", "speaker", "via", "outlet", "about", "note")}
    assert said == {
        "label": "denial", "speaker": "Moscow", "via": "TASS", "outlet": "Wire",
        "about": "The trains were empty.", "note": "Which trains?",
    }  # fmt: skip
    assert (kept["certainty"], kept["tags"], kept["annotator"]) == ("high", ["rail"], "ann")
    assert STORY[kept["start"] : kept["end"]] == kept["quote"] == QUOTE


def test_tag_a_span_and_print_the_record(desk: Desk) -> None:
    start = STORY.index(QUOTE)
    span = f"{start}:{start + len(QUOTE)}"
    made = desk.run("tag", "seeds/story.txt", "--label", "claim", "--span", span, "--json").json
    assert made == desk.run("show", "--json").json[0]
    assert made["quote"] == QUOTE
    assert made["anchor"] == "exact"
    assert [mention["name"] for mention in made["mentions"]] == ["Moscow"]


def test_tag_refuses_a_quote_that_stands_twice_and_says_where(desk: Desk) -> None:
    done = desk.run("tag", "seeds/story.txt", "--label", "claim", "--quote", "trains")
    assert done.code == 1
    first = STORY.index("trains")
    second = STORY.index("trains", first + 1)
    assert f"{first}:{first + 6}, {second}:{second + 6}" in done.err
    assert "2 times" in done.err
    assert desk.run("show").out == ""


@pytest.mark.parametrize("quote", ["MOSCOW said the  trains", "north-korea has sent shells."])
def test_tag_finds_a_quote_as_one_would_search_for_it(desk: Desk, quote: str) -> None:
    path = "seeds/story.txt" if "MOSCOW" in quote else "seeds/talk.txt"
    made = desk.run("tag", path, "--label", "claim", "--quote", quote, "--json").json
    text = STORY if "MOSCOW" in quote else TALK
    assert text[made["start"] : made["end"]] == made["quote"]
    assert made["text"].lower().split() == quote.lower().replace("-", " ").split()


@pytest.mark.parametrize(
    "words",
    [
        ("seeds/story.txt", "--quote", "helicopter"),
        ("seeds/story.txt", "--quote", " "),
        ("seeds/story.txt", "--span", "5000:6000"),
        ("seeds", "--quote", "trains"),
        ("seeds/missing.txt", "--quote", "trains"),
    ],
)
def test_tag_what_is_not_there(desk: Desk, words: tuple[str, ...]) -> None:
    done = desk.run("tag", words[0], "--label", "claim", *words[1:])
    assert (done.code, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert not list((desk.root / "annotations").glob("*.json"))


def test_relabel_note_and_edit_by_the_beginning_of_an_id(desk: Desk) -> None:
    made = desk.tag(QUOTE, id_="3f9a1c20b7de")
    assert desk.run("relabel", "3f9", "evidence").out == f"{made}\n"
    assert desk.run("note", "3f9a", "Look again.").code == 0
    edited = desk.run(
        "edit", made, "--speaker", "Moscow", "--tag", "rail", "--certainty", "low", "--json"
    ).json
    assert (edited["label"], edited["note"]) == ("evidence", "Look again.")
    assert (edited["speaker"], edited["tags"], edited["certainty"]) == ("Moscow", ["rail"], "low")
    cleared = desk.run("edit", "3f", "--speaker", "", "--tag", "", "--note", "", "--json").json
    assert (cleared["speaker"], cleared["tags"], cleared["note"]) == (None, [], None)
    assert cleared["certainty"] == "low"


def test_edit_sets_the_passage(desk: Desk) -> None:
    desk.tag(QUOTE, id_="3f9a1c20b7de")
    moved = desk.run("edit", "3f", "--quote", "A satellite saw full trains.", "--json").json
    assert moved["quote"] == "A satellite saw full trains."
    assert STORY[moved["start"] : moved["end"]] == moved["quote"]
    assert moved["id"] == "3f9a1c20b7de"


def test_an_id_that_is_none_or_not_unique(desk: Desk) -> None:
    desk.tag(QUOTE, id_="3f9a1c20b7de")
    desk.tag("The end came late.", id_="3f00000000aa")
    done = desk.run("relabel", "3f", "denial")
    assert done.code == 1
    assert "3f9a1c20b7de, 3f00000000aa" in done.err
    assert desk.run("delete", "77").code == 1
    assert desk.run("delete", "").code == 1


def test_work_of_others_is_left_alone(desk: Desk) -> None:
    made = desk.tag(QUOTE, by="bob")
    for words in (("edit", made, "--speaker", "x"), ("delete", made)):
        done = desk.run(*words)
        assert done.code == 1
        assert "bob's" in done.err
    assert desk.run("show", "--json").json[0]["speaker"] is None


def test_work_of_others_is_judged_in_one_s_own_file(desk: Desk) -> None:
    made = desk.tag(QUOTE, by="bob")
    before = (desk.root / "annotations/bob.json").read_bytes()
    assert desk.run("relabel", made, "denial", "--json").json["label"] == "denial"
    assert desk.run("note", made, "so?").out == f"{made}\n"
    rejected = desk.run("reject", made, "--json").json
    assert (rejected["status"], rejected["note"]) == ("rejected", "so?")
    assert rejected["annotator"] == "bob"
    assert desk.run("show", "--json").json == [rejected]
    assert desk.run("show").rows[0][7] == "rejected"
    assert desk.run("show", "--status", "accepted").out == ""
    assert desk.run("list", "--json").json[0]["tagged"] == 0
    assert desk.run("show", "--annotator", "bob", "--json").json[0]["label"] == "claim"
    assert desk.run("show", "--annotator", "bob").rows[0][7] == "ann: rejected, denial, noted"
    for words in (("--judged", "ann"), ("--judged", "ann rejected"), ("--judged", "denial")):
        assert [row[0] for row in desk.run("show", "--annotator", "bob", *words).rows] == [made]
        assert desk.run("export", *words).json["annotations"] == [rejected]
    assert desk.run("show", "--annotator", "bob", "--judged", "bob").out == ""
    assert desk.run("accept", made, "--json").json["status"] == "accepted"
    assert desk.run("undo", "--json").json["ids"] == [made]
    assert desk.run("show", "--status", "rejected").rows[0][0] == made
    assert [row[2] for row in desk.run("log").rows] == [
        "accept", "accept", "reject", "note", "relabel",
    ]  # fmt: skip
    assert (desk.root / "annotations/bob.json").read_bytes() == before
    assert desk.run("check").code == 0


def test_delete_undo_redo_and_the_log_of_it(desk: Desk) -> None:
    made = desk.tag(QUOTE, Label.DENIAL)
    before = desk.run("show", "--json").json
    assert desk.run("delete", made).out == f"{made}\n"
    assert desk.run("show").out == ""
    undone = desk.run("undo", "--json").json
    assert (undone["operation"], undone["ids"]) == ("delete", [made])
    assert desk.run("show", "--json").json == before
    assert desk.run("redo").rows[0][0] == "delete"
    assert desk.run("show").out == ""
    log = desk.run("log", "--json").json
    assert [(each["kind"], each["operation"]) for each in log] == [
        ("redo", "delete"), ("undo", "delete"), ("step", "delete"), ("step", "tag"),
    ]  # fmt: skip
    assert [row[2] for row in desk.run("log").rows] == ["delete", "delete", "delete", "tag"]


def test_the_log_tells_passages_apart_by_label_and_quote(desk: Desk) -> None:
    long = STORY[STORY.index("The ministry") : STORY.index("Analysts")].strip()
    made = [desk.tag(QUOTE, Label.DENIAL), desk.tag(long, Label.EVIDENCE)]
    desk.run("relabel", made[0], "claim")
    desk.run("delete", made[0])
    desk.run("undo")
    log = desk.run("log", "--json").json
    assert [each["ids"] for each in log] == [made[:1], made[:1], made[:1], made[1:], made[:1]]
    assert [each["labels"] for each in log] == [
        ["claim"], ["claim"], ["claim"], ["evidence"], ["denial"],
    ]  # fmt: skip
    assert len(long) > 80
    assert [each["quotes"] for each in log] == [[QUOTE]] * 3 + [[long[:80]], [QUOTE]]
    assert list(log[0]) == ["at", "kind", "operation", "ids", "step", "labels", "quotes"]
    assert desk.run("log").rows[-1][2:] == ["tag", made[0], "denial", QUOTE]


def test_nothing_to_undo(desk: Desk) -> None:
    for name in ("undo", "redo"):
        done = desk.run(name)
        assert (done.code, done.err) == (1, f"nkreader: there is nothing to {name}\n")
    assert desk.run("log").out == ""


def test_an_entity_is_found_from_then_on_and_not_after_undo(desk: Desk) -> None:
    done = desk.run("entity", "add", "The Satellite", "--type", "product", "--alias", "satellite")
    assert (done.code, done.out) == (0, "The Satellite\n")

    def names() -> set[str]:
        seen = desk.run("inspect", "seeds/story.txt", "--json").json
        return {mention["name"] for mention in seen["mentions"]}

    assert "The Satellite" in names()
    assert desk.run("log").rows[0][2:] == ["entity", "The Satellite", "", ""]
    (entry,) = desk.run("log", "--json").json
    assert (entry["labels"], entry["quotes"]) == ([None], [None])
    desk.run("undo")
    assert "The Satellite" not in names()


def test_a_new_entity_needs_a_type(desk: Desk) -> None:
    done = desk.run("entity", "add", "Nobody Known")
    assert done.code == 1
    assert "type" in done.err
    known = desk.run("entity", "add", "Russia", "--alias", "Rossiya", "--json").json
    assert (known["type"], known["aliases"]) == ("GPE", ["Rossiya"])


def test_a_known_entity_keeps_its_type(desk: Desk) -> None:
    done = desk.run("entity", "add", "Russia", "--type", "person", "--alias", "Rossiya")
    assert done.code == 1
    assert "Russia is in the gazetteer as GPE, not PERSON" in done.err
    assert desk.run("entity", "add", "Russia", "--type", "gpe", "--alias", "Rossiya").code == 0


def test_a_second_writer_is_told_who_the_first_is(desk: Desk) -> None:
    from nkreader.store.annotations import AnnotationStore

    desk.tag(QUOTE)
    with AnnotationStore.open(desk.root / "annotations", "ann", write=True):
        done = desk.run("tag", "seeds/story.txt", "--label", "claim", "--quote", "The end came")
        assert done.code == 1
        assert "process" in done.err
        assert done.err.count("\n") == 1
        assert desk.run("show").code == 0
        report = desk.run("doctor", "--json").json
        assert report["database"]["written_by"].startswith("process ")
    assert desk.run("doctor", "--json").json["database"]["written_by"] is None
    assert len(desk.run("show").rows) == 1


def test_records_are_plain_json_on_disk(desk: Desk) -> None:
    made = desk.run("tag", "seeds/story.txt", "--label", "claim", "--quote", QUOTE).out.strip()
    rows = json.loads((desk.root / "annotations" / "ann.json").read_text(encoding="utf-8"))
    assert [row["id"] for row in rows["annotations"].values()] == [made]
