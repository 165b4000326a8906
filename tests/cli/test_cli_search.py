"""``search``: words, phrases, fields and options, and what is printed of them."""

import pytest
from cli_desk import Desk, make_desk

from nkreader.cli import streams
from nkreader.model.annotation import Label
from nkreader.session.annotating.annotate import Details

desk = pytest.fixture(make_desk)

SAID = Details(speaker="Kremlin", about="The trains carried nothing.", note="ask\nSeoul")


def _quotes(desk: Desk, *words: str) -> list[tuple[str, str]]:
    return [(hit["field"], hit["quote"]) for hit in desk.run("search", *words, "--json").json]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("empty trains",), [("text", "trains were empty"), ]),
        (('"trains were"',), [("text", "trains were")]),
        (("rains",), []),
        (('"rains were"',), []),
        (('"trains wer"',), [("text", "trains wer")]),
        (('entity:"kim jong-un"',), [("text", "Kim Jong Un")]),
        (("nothing",), [("about", "nothing")]),
        (("speaker:kremlin",), [("passage", "Moscow said the trains were empty.")]),
        (("trains", "--speaker", "kremlin"), [("passage", "trains"), ("about", "trains")]),
        (("trains", "--label", "claim"), []),
        (("", "--label", "denial"), [("passage", "Moscow said the trains were empty.")]),
        (("trains label:denial", "--said", "2023"), []),
        (("said:2023-09 sent",), [("text", "sent")]),
        (("sent", "--said", "2024.."), []),
        (("anna",), [("speaker", "anna:")]),
        (("seoul", "--source", "talk.txt"), [("text", "seoul")]),
        (("seoul",), [("note", "Seoul"), ("text", "seoul")]),
    ],
)  # fmt: skip
def test_what_is_found(desk: Desk, words: tuple[str, ...], found: list[tuple[str, str]]) -> None:
    desk.tag("Moscow said the trains were empty.", Label.DENIAL, details=SAID)
    assert _quotes(desk, *words) == found


def test_a_hit_says_where_it_is_and_each_term_in_it(desk: Desk) -> None:
    (hit,) = desk.run("search", "satellite full", "--json").json
    text = (desk.root / "seeds" / "story.txt").read_text(encoding="utf-8")
    assert text[hit["start"] : hit["end"]] == hit["quote"] == "satellite saw full"
    marks = [text[mark["start"] : mark["end"]] for mark in hit["marks"]]
    assert marks == ["satellite", "full"]
    assert (hit["line"], hit["field"], hit["annotation"]) == (3, "text", None)


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("", "no word in the query"),
        ("label:", "says nothing"),
        ("label:rumour x", "no label"),
        ("entity:zanzibar", "no entity is called"),
        ("entity:\x1b[31m", "no entity is called"),
        ("said:soon x", "cannot read"),
    ],
)
def test_a_query_that_asks_for_nothing_there_is_refused_in_a_line(
    desk: Desk, query: str, why: str
) -> None:
    done = desk.run("search", query)
    assert (done.code, done.out) == (1, "")
    assert why in done.err
    assert done.err.count("\n") == 1
    assert "\x1b" not in done.err


@pytest.mark.parametrize("query", ["(a+)+$", "\\", "[", '"', "\x00x", "\u202e", "a" * 5000, "{x}"])
def test_any_query_is_only_words(desk: Desk, query: str) -> None:
    done = desk.run("search", query)
    assert done.code in (0, 1)
    assert "Traceback" not in done.err


def test_whoever_reads_a_pipe_has_the_hits_of_a_source_before_the_next_is_searched(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    had: list[str] = []
    monkeypatch.setattr(streams, "flush", lambda: had.append(capsys.readouterr().out))
    for number in range(3):
        desk.write(f"seeds/more-{number}.txt", f"Zeppelin {number}.\n")
    assert desk.run("search", "zeppelin").code == 0
    assert [each.split("\t")[0] for each in had] == [f"seeds/more-{k}.txt" for k in range(3)]
