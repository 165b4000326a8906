"""``list``, ``inspect`` and ``search``: what is in the sources."""

import json
from pathlib import Path

import pytest
from cli_desk import STORY, TALK, Desk, make_desk

from nkreader.model.annotation import Label
from nkreader.session.annotating.annotate import Details
from nkreader.session.samples import sample_annotations, sample_sources

desk = pytest.fixture(make_desk)

FEED = """First story
https://wire.example/first

It began. It went on for a while.
"""


def test_list_names_sources_with_what_is_known_of_them(desk: Desk) -> None:
    desk.tag("A satellite saw full trains.", Label.EVIDENCE)
    desk.tag("not one.", Label.DENIAL, path="seeds/talk.txt", by="bob")
    story, talk = desk.run("list").rows
    assert story[0] == "seeds/story.txt"
    assert story[-1] == "1"
    assert talk[0] == "seeds/talk.txt"
    assert talk[2] == "captions"
    assert talk[4] == "KITTIWAKETV"
    assert talk[5].startswith("2023-09-19T")
    assert talk[-1] == "1"


def test_list_json_counts_what_is_tagged_by_source_and_section(desk: Desk) -> None:
    desk.tag("A satellite saw full trains.", Label.EVIDENCE)
    story, talk = desk.run("list", "--json").json
    assert (story["path"], story["length"]) == ("seeds/story.txt", len(STORY))
    assert (story["tagged"], talk["tagged"]) == (1, 0)
    assert sum(section["tagged"] for section in story["sections"]) == 1
    assert talk["shape"] == "captions"


def test_list_names_what_cannot_be_read_and_goes_on(desk: Desk) -> None:
    desk.write("seeds/nul.txt", b"one\0two")
    done = desk.run("list", "seeds")
    assert done.code == 0
    assert [row[0] for row in done.rows] == ["seeds/nul.txt", "seeds/story.txt", "seeds/talk.txt"]
    assert done.rows[0][2] == "unreadable"
    assert "binary" in done.rows[0][3]
    assert "binary" in desk.run("list", "--json").json[0]["reason"]


def test_list_counts_what_the_samples_come_with(desk: Desk) -> None:
    shown = desk.run("list", str(sample_sources()), "--json").json
    kept = json.loads((sample_annotations() / "sample.json").read_text(encoding="utf-8"))
    assert sum(each["tagged"] for each in shown) == len(kept["annotations"])
    assert desk.run("export").json["annotations"] == []


@pytest.mark.parametrize("words", [("search", "Pyongyang"), ("list",), ("show",), ("verify",)])
def test_where_nothing_lies_and_nothing_is_named_the_samples_are_said_to_be_read(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    told = "nkreader: no workspace here and no PATH named: the sources are the samples that come"
    assert told not in desk.run(*words).err
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "own.txt").write_text(STORY, encoding="utf-8")
    monkeypatch.chdir(elsewhere)
    done = desk.run(*words)
    assert done.code == 0
    assert [line for line in done.err.splitlines() if line.startswith(told)] == [
        f"{told} with nkreader"
    ]
    assert told not in desk.run(*words, "own.txt").err
    (elsewhere / "annotations").mkdir()
    assert "nkreader: no seeds/ in this workspace and no PATH named: " in desk.run(*words).err


@pytest.mark.parametrize("command", ["show", "verify", "ledger", "timeline"])
@pytest.mark.parametrize("annotator", ["ann", "bob"])
def test_what_is_tagged_elsewhere_is_not_said_to_be_on_samples(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, annotator: str
) -> None:
    workspace = tmp_path / "without seeds"
    (workspace / "annotations").mkdir(parents=True)
    (tmp_path / "own.txt").write_text(STORY, encoding="utf-8")
    monkeypatch.chdir(workspace)
    assert "samples" in desk.run(command).err
    tag = ("tag", str(tmp_path / "own.txt"), "--label", "claim", "--span", "0:8")
    assert desk.run(*tag, "--annotator", annotator).code == 0
    done = desk.run(command, "--annotator", "ann")
    assert "own.txt" in done.out
    assert "samples" not in done.err


def test_list_fails_where_nothing_can_be_read(desk: Desk) -> None:
    desk.write("nul.txt", b"one\0two")
    done = desk.run("list", "nul.txt")
    assert done.code == 1
    assert done.rows[0][2] == "unreadable"
    (desk.root / "empty").mkdir()
    done = desk.run("list", "empty")
    assert (done.code, done.out, done.err) == (1, "", "nkreader: there are no sources here\n")


def test_inspect_json_has_the_fields_of_the_contract_in_their_order(desk: Desk) -> None:
    seen = desk.run("inspect", "seeds/talk.txt", "--json").json
    assert list(seen) == [
        "path", "shape", "title", "publisher", "published", "urls", "sha256", "length",
        "sections", "timecodes", "turns", "boilerplate", "sentences", "mentions",
    ]  # fmt: skip
    fields = {
        "sections": ["title", "url", "published", "start", "end", "body_start", "body_end"],
        "timecodes": ["start", "end", "text", "at"],
        "turns": ["start", "end", "speaker"],
        "sentences": ["start", "end"],
        "mentions": ["start", "end", "quote", "name", "type", "wikidata"],
    }
    for name, expected in fields.items():
        assert seen[name], name
        assert all(list(each) == expected for each in seen[name]), name
    assert seen["length"] == len(TALK)


def test_inspect_places_are_code_points_of_the_text(desk: Desk) -> None:
    desk.write("seeds/far.txt", "🛰 First.\r\nSeoul said so. Moscow did not.\r\n")
    seen = desk.run("inspect", "seeds/far.txt", "--json").json
    text = "🛰 First.\r\nSeoul said so. Moscow did not.\r\n"
    assert [text[m["start"] : m["end"]] for m in seen["mentions"]] == ["Seoul", "Moscow"]
    assert [m["quote"] for m in seen["mentions"]] == ["Seoul", "Moscow"]
    assert "Seoul said so." in [text[s["start"] : s["end"]] for s in seen["sentences"]]


def test_inspect_says_the_same_to_people(desk: Desk) -> None:
    done = desk.run("inspect", "seeds/talk.txt")
    told = dict(line.split(maxsplit=1) for line in done.out.splitlines() if line[0] != " ")
    assert told["shape"] == "captions"
    assert told["publisher"] == "KITTIWAKETV"
    assert told["timecodes"].startswith("3 ")
    assert told["turns"].startswith("4 ")


def test_inspect_says_what_a_text_hides(desk: Desk) -> None:
    assert "hidden" not in desk.run("inspect", "seeds/story.txt").out
    desk.write("odd.txt", "Seoul \u202edeined\u202c it. \u200bThe end.\n")
    out = desk.run("inspect", "odd.txt").out
    assert "3 (U+202E RIGHT-TO-LEFT OVERRIDE 1" in out
    assert "U+200B ZERO WIDTH SPACE 1" in out


def test_inspect_wants_one_file(desk: Desk) -> None:
    done = desk.run("inspect", "seeds")
    assert done.code == 1
    assert "folder" in done.err


def test_search_finds_words_over_clock_lines_and_says_where(desk: Desk) -> None:
    done = desk.run("search", "North-Korea has sent")
    (hit,) = done.rows
    start, end = map(int, hit[1].split(":"))
    assert hit[0] == "seeds/talk.txt"
    assert hit[2] == "text"
    assert TALK[start:end] == "north korea\n5:59 pm\nhas sent"
    assert "has sent shells" in hit[3]


def test_search_finds_what_was_noted(desk: Desk) -> None:
    said = Details(note="Ask the harbour\nmaster.", about="Trains ran empty.", tags=("rail",))
    made = desk.tag("Moscow said the trains were empty.", details=said)
    hits = desk.run("search", "TRAINS", "--json").json
    assert [(hit["field"], hit["line"]) for hit in hits] == [
        ("text", 3), ("text", 3), ("about", None),
    ]  # fmt: skip
    assert hits[2]["annotation"] == made
    assert hits[2]["path"] == "seeds/story.txt"
    assert desk.run("search", "master", "--json").json[0]["field"] == "note"
    assert desk.run("search", "rail", "seeds/talk.txt", "--json").json == []
    (desk.root / "seeds" / "story.txt").unlink()
    for words in ((), ("seeds",), (".",)):
        assert [hit["field"] for hit in desk.run("search", "rail", *words, "--json").json] == [
            "tags"
        ]
    assert desk.run("search", "rail", "seeds/talk.txt", "--json").json == []


def test_search_for_nothing_is_refused_and_finding_nothing_is_no_failure(desk: Desk) -> None:
    assert desk.run("search", " - ").code == 1
    done = desk.run("search", "helicopter")
    assert (done.code, done.out, done.err) == (0, "", "nkreader: nothing found for helicopter\n")
    assert "foo: is no field: there are label, speaker, " in desk.run("search", "foo:bar").err
    assert "foo: is no field" in desk.run("review", "--queue", "foo:bar").err
