"""``tag --batch``: a line of JSON for each annotation, answered once it is on disk."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from cli_desk import STORY, Desk, Done, make_desk
from hypothesis import given
from hypothesis import strategies as st

from nkreader.cli.bounded_lines import bounded_lines
from nkreader.cli.tag_line import tag_line
from nkreader.model.errors import NkreaderError

desk = pytest.fixture(make_desk)

Batch = Callable[[bytes], Done]
QUOTE = "Moscow said the trains were empty."
GOOD = {"path": "seeds/story.txt", "label": "denial", "quote": QUOTE}


@pytest.fixture
def batch(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Batch:
    """Return a way to run the command on bytes."""

    def run(data: bytes) -> Done:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        return desk.run("tag", "--batch")

    return run


def _lines(*objects: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(each).encode() + b"\n" for each in objects)


def _answers(done: Done) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.out.splitlines()]


def _kept(desk: Desk) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = desk.run("show", "--json").json
    return kept


def test_each_line_is_an_annotation_with_all_that_is_said_of_it(desk: Desk, batch: Batch) -> None:
    claim = desk.tag("seoul", path="seeds/talk.txt", id_="cccc1111")
    start = STORY.index(QUOTE)
    by_place = {"path": "seeds/story.txt", "label": "claim", "start": start, "end": start + 6}
    said = {
        "speaker": "Moscow", "via": "TASS", "outlet": "Wire", "about": "They were empty.",
        "certainty": "high", "note": "Which?", "tags": ["rail", "rail"],
        "links": [{"relation": "denies", "target": claim}],
    }  # fmt: skip
    done = batch(_lines(GOOD | said, by_place))
    assert (done.code, done.err) == (0, "")
    first, second = _answers(done)
    kept = {each["id"]: each for each in _kept(desk)}
    assert (first["line"], second["line"]) == (1, 2)
    assert kept[first["id"]]["quote"] == QUOTE
    assert kept[second["id"]]["quote"] == "Moscow"
    assert {name: kept[first["id"]][name] for name in said} == said | {"tags": ["rail"]}
    desk.run("undo")
    assert second["id"] not in {each["id"] for each in _kept(desk)}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "no JSON"),
        (b"[]", "no JSON object"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b"[" * 900_000, "nested too deep"),
        (b'{"start": ' + b"9" * 900_000 + b"}", "a number that is too long"),
        (b'{"start": NaN}', "no JSON"),
        (b'{"path": "' + b"a" * (1 << 20) + b'"}', "longer than 1 MB"),
        (_lines(GOOD | {"lable": 1}), "no field 'lable'"),
        (_lines(GOOD | {"label": ["claim"]}), "field 'label' is none of"),
        (_lines(GOOD | {"label": None}), "field 'label' is none of"),
        (_lines(GOOD | {"path": 1}), "field 'path' is not text"),
        (_lines(GOOD | {"path": "nowhere"}), "no such file"),
        (_lines(GOOD | {"path": "a\0b"}), "cannot be read"),
        (_lines(GOOD | {"path": "/dev/zero"}), "a device"),
        (_lines(GOOD | {"path": "seeds"}), "a folder"),
        (_lines(GOOD | {"quote": "trains"}), "2 times"),
        (_lines(GOOD | {"quote": ""}), "empty"),
        (_lines(GOOD | {"quote": None}), "names its passage"),
        (_lines(GOOD | {"start": 1, "end": 2}), "names its passage"),
        (_lines(GOOD | {"quote": None, "start": 1.0, "end": 2}), "whole numbers"),
        (_lines(GOOD | {"quote": None, "start": True, "end": 2}), "whole numbers"),
        (_lines(GOOD | {"quote": None, "start": 3, "end": 2}), "does not end after"),
        (_lines(GOOD | {"quote": None, "start": 0, "end": 10**9}), "has no passage"),
        (_lines(GOOD | {"certainty": "sure"}), "field 'certainty' is none of"),
        (_lines(GOOD | {"tags": "rail"}), "not a list"),
        (_lines(GOOD | {"tags": [1]}), "no tag"),
        (_lines(GOOD | {"note": "x" * 70_000}), "longer than"),
        (_lines(GOOD | {"links": [{"relation": "denies"}]}), "a relation with a target"),
        (_lines(GOOD | {"links": [{"relation": "denies", "target": "zz"}]}), "zz is not there"),
    ],
)
def test_a_bad_line_is_answered_and_stops_nothing(
    desk: Desk, batch: Batch, line: bytes, said: str
) -> None:
    done = batch(line.rstrip(b"\n") + b"\n\n" + _lines(GOOD))
    bad, good = _answers(done)
    assert (bad["line"], good["line"]) == (1, 3)
    assert said in bad["error"]
    assert done.code == 1
    assert done.err == "nkreader: 1 of 2 lines were not tagged\n"
    assert [each["id"] for each in _kept(desk)] == [good["id"]]


def test_what_steers_terminals_is_kept_and_answered_harmlessly(desk: Desk, batch: Batch) -> None:
    note = "\ud800 \0 \x1b]52;c;QQ==\x07"
    (answer,) = _answers(batch(_lines(GOOD | {"note": note})))
    assert [each["id"] for each in _kept(desk)] == [answer["id"]]
    assert desk.run("check").code == 0
    done = batch(_lines(GOOD | {"path": "no\x1b[31m"}))
    assert "\x1b" not in done.out + done.err


def test_the_last_line_need_not_end_and_nothing_is_no_error(batch: Batch) -> None:
    done = batch(b"\xef\xbb\xbf" + _lines(GOOD).rstrip())
    assert (done.code, len(_answers(done))) == (0, 1)
    assert batch(b"") == Done(0, "", "")


def test_nothing_goes_besides(desk: Desk) -> None:
    assert desk.run("tag", "--batch", "seeds/story.txt").code == 2
    assert desk.run("tag", "--batch", "--note", "x").code == 2
    assert desk.run("tag", "seeds/story.txt", "--label", "claim").code == 2
    assert desk.run("tag", "--label", "claim", "--span", "0:3").code == 2


def test_an_answer_comes_when_its_annotation_is_on_disk(desk: Desk) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "nkreader", "tag", "--batch"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=desk.root,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        for k in range(3):
            process.stdin.write(_lines(GOOD))
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
            (database,) = (desk.root / "annotations").glob("*.json")
            stored = json.loads(database.read_text("utf-8"))["annotations"].values()
            assert answer["id"] in {each["id"] for each in stored}
            assert len(stored) == k + 1
        process.kill()


@given(st.lists(st.binary(max_size=30)), st.integers(1, 20))
def test_lines_are_bounded_whatever_they_hold(lines: list[bytes], longest: int) -> None:
    whole = [line.replace(b"\n", b"") for line in lines]
    data = b"\n".join(whole)
    found = list(bounded_lines(io.BytesIO(data), longest))
    expected = [(k, each) for k, each in enumerate(whole, 1) if each[: longest + 1].strip()]
    assert [number for number, _ in found] == [number for number, _ in expected]
    for (_, line), (_, given_line) in zip(found, expected, strict=True):
        assert line.rstrip(b"\n") == given_line[: longest + 1]
        assert len(line) <= longest + 1


@given(
    st.dictionaries(
        st.sampled_from(["path", "label", "quote", "start", "end", "tags", "links", "note"]),
        st.none() | st.integers() | st.text() | st.booleans() | st.floats() | st.lists(st.text()),
    )
)
def test_any_object_is_taken_or_refused(fields: dict[str, Any]) -> None:
    try:
        line = tag_line(json.dumps(fields).encode())
    except NkreaderError:
        return
    assert line.path == fields["path"]
