import re

import pytest
from cli_desk import Desk, make_desk
from msgspec.structs import replace

from harness.commands import written_by
from nkreader.model.annotation import Label, Link, Relation, Status
from nkreader.model.change import Change, Step
from nkreader.session.annotating.annotate import Details
from nkreader.store.annotations import AnnotationStore

desk = pytest.fixture(make_desk)

_STYLES = re.compile(r"\x1b\[[\d;]*m")
TALK = "seeds/talk.txt"
QUOTE_FIELDS = [
    "id", "label", "speaker", "via", "outlet", "when", "about", "text", "quote", "source", "path",
    "title", "publisher", "published", "section", "start", "end", "anchor", "annotator",
]  # fmt: skip


def tie(desk: Desk, origin: str, *links: tuple[str, str], status: str = "accepted") -> None:
    """Tie an annotation of ann's to others: (relation, target)."""
    with AnnotationStore.open(desk.root / "annotations", "ann") as store:
        before = store.annotations[origin]
        tied = tuple(Link(Relation(how), target) for how, target in links)
        after = replace(before, links=tied, status=Status(status))
        store.apply(Step(f"tie-{origin}", "edit", "2026-01-01", (Change(before, after),)))


@pytest.fixture
def tied(desk: Desk) -> Desk:
    """A claim said in two sources, denied in one; evidence against the denial; loose ends."""
    sent = Details(speaker="Seoul", about="North Korea has sent *shells*.")
    desk.tag("north korea\n5:59 pm\nhas sent shells.", path=TALK, id_="c1", details=sent)
    desk.tag("Moscow said the trains were empty.", Label.DENIAL, id_="d1")
    desk.tag("A satellite saw full trains.", Label.EVIDENCE, id_="e1")
    desk.tag("Analysts think more will follow.", Label.SPECULATION, id_="s1")
    desk.tag("nobody has seen them.", Label.DENIAL, path=TALK, id_="d2")
    desk.tag("Kim Jong Un may visit in May.", id_="c2")
    desk.tag("The end came late.", id_="c3", details=Details(speaker="Seoul"))
    tie(desk, "c3", ("repeats", "c1"))
    tie(desk, "d1", ("denies", "c3"))
    tie(desk, "e1", ("undermines", "d1"), ("supports", "c1"))
    return desk


def test_a_row_says_who_when_where_and_how_many_answers(tied: Desk) -> None:
    assert tied.run("ledger").rows == [
        ["c1", "North Korea has sent *shells*.", "Seoul", "2023-09-19T17:58:00+02:00", TALK,
         "105:141", "2", "1", "1", "", ""],
        ["c2", "Kim Jong Un may visit in May.", "", "", "seeds/story.txt", "149:178", "1", "", "",
         "", ""],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ((), ["c1", "c2"]),
        (("--reverse",), ["c2", "c1"]),
        (("--sort", "speaker", "--reverse"), ["c2", "c1"]),
        (("--sort", "answers"), ["c1", "c2"]),
        (("--sort", "answers", "--json"), ["c1", "c2"]),
        (("--sort", "last", "--reverse", "--json"), ["c2", "c1"]),
    ],
)
def test_claims_stand_in_the_order_that_is_asked_for(
    tied: Desk, words: tuple[str, ...], ids: list[str]
) -> None:
    done = tied.run("ledger", *words)
    found = [each["id"] for each in done.json] if "--json" in words else [r[0] for r in done.rows]
    assert found == ids


def test_open_ends_are_sorted_too(tied: Desk) -> None:
    as_they_are = [row[1] for row in tied.run("ledger", "--open").rows]
    turned = [row[1] for row in tied.run("ledger", "--open", "--sort", "first", "--reverse").rows]
    assert turned == as_they_are[::-1]
    for order in ("last", "answers", "speaker"):
        sorted_ = [row[1] for row in tied.run("ledger", "--open", "--sort", order).rows]
        assert sorted(sorted_) == sorted(as_they_are)


def test_open_ends_are_a_work_list(tied: Desk) -> None:
    rows = tied.run("ledger", "--open").rows
    assert [(row[0], row[1]) for row in rows] == [
        ("claim nobody answered", "c2"),
        ("denial denies nothing", "d2"),
        ("speculation concerns nothing", "s1"),
    ]
    assert rows[0][-1] == "Kim Jong Un may visit in May."
    assert [each["id"] for each in tied.run("ledger", "--open", "--json").json] == [
        "c2", "d2", "s1",
    ]  # fmt: skip


def test_json_has_the_shape_that_the_help_tells(tied: Desk) -> None:
    first, second = tied.run("ledger", "--json").json
    assert list(first) == [
        "id", "label", "about", "speaker", "when", "counts", "said", "answers",
    ]  # fmt: skip
    assert first["counts"] == {
        "denials": 1, "supporting": 1, "undermining": 0, "speculation": 0,
    }  # fmt: skip
    assert [each["id"] for each in first["said"]] == ["c1", "c3"]
    assert list(first["said"][0]) == QUOTE_FIELDS
    answers = [(each["id"], each["relation"], each["target"], each["depth"])
               for each in first["answers"]]  # fmt: skip
    assert answers == [
        ("d1", "denies", "c3", 0),
        ("e1", "undermines", "d1", 1),
        ("e1", "supports", "c1", 0),
    ]
    assert list(first["answers"][0]) == ["relation", "target", "depth", *QUOTE_FIELDS]
    assert first["said"][0]["text"] == "north korea has sent shells."
    assert (second["answers"], second["when"]) == ([], None)
    told = tied.run("ledger", "--help").out
    for name in (*first, *first["counts"], *first["answers"][0]):
        assert name in told


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (["--speaker", "seoul"], ["c1"]),
        (["--label", "evidence"], ["c1"]),
        (["--entity", "Kim Jong Un"], ["c2"]),
        (["--said", "2023-09"], ["c1"]),
        (["--said", "2024.."], []),
        ([TALK], ["c1"]),
        (["--label", "claim"], ["c1", "c2"]),
    ],
)
def test_a_filter_keeps_claims_whole(tied: Desk, words: list[str], kept: list[str]) -> None:
    found = tied.run("ledger", *words, "--json").json
    assert [each["id"] for each in found] == kept
    assert all(len(each["answers"]) == 3 for each in found if each["id"] == "c1")


def test_what_is_rejected_counts_for_nothing(tied: Desk) -> None:
    tie(tied, "d1", ("denies", "c3"), status="rejected")
    assert [row[7:] for row in tied.run("ledger").rows] == [["", "1", "", ""], ["", "", "", ""]]


def test_a_brief_numbers_each_quote_once_and_says_where_it_stands(tied: Desk) -> None:
    brief = tied.run("ledger", "--format", "markdown").out
    assert brief.startswith("# Claims\n\n2 claims.\n\n## 1. North Korea has sent \\*shells\\*")
    assert '<a id="q1"></a>**\\[1\\]** Claim · Seoul · 2023-09-19T17:58:00+02:00\n' in brief
    assert "\n> north korea has sent shells.\n" in brief
    assert "**\\[3\\]** Denies [\\[2\\]](#q2) · nobody named · no date\n" in brief
    assert "**\\[4\\]** Undermines [\\[3\\]](#q3) · " in brief
    assert "\n**[\\[4\\]](#q4)** Supports [\\[1\\]](#q1) · " in brief
    assert "KITTIWAKETV · 2023-09-19T17:58:00+02:00 · `seeds/talk.txt` · characters 105 to 141" in (
        brief
    )
    assert brief.count("> A satellite saw full trains.\n") == 1
    assert "“A satellite saw full trains.”, above" in brief


def test_hostile_words_do_nothing_in_a_brief(desk: Desk) -> None:
    desk.write("seeds/bad.txt", "Bad\n\n<script>x</script> [a](http://b) \x1b[31m\u202e now.\n")
    desk.tag("<script>x</script> [a](http://b) \x1b[31m\u202e now.", path="seeds/bad.txt",
             details=Details(speaker="# *Eve*\n- x", about="![i](j) {{x}}"))  # fmt: skip
    brief = desk.run("ledger", "--format", "markdown").out
    for live in ("<script", "[a](", "\x1b", "\u202e", "![i]", "*Eve*", "{{"):
        assert live not in brief.replace("\\" + live, "")
    assert "\x1b" not in desk.run("ledger").out


def test_a_timeline_stands_by_date_and_marks_shifts(tied: Desk) -> None:
    rows = tied.run("timeline").rows
    assert [row[6] for row in rows] == ["c1", "d2", "d1", "e1", "s1", "c2", "c3"]
    assert rows[0][:5] == ["2023-09-19T17:58:00+02:00", "", "claim", "Seoul", TALK]
    tie(tied, "d2", ("denies", "c1"))
    of_claim = tied.run("timeline", "--claim", "c3", "--json").json
    assert [each["id"] for each in of_claim] == ["c1", "d2", "d1", "e1", "c3"]
    assert list(of_claim[0]) == [*QUOTE_FIELDS, "shift"]
    assert [each["shift"] for each in of_claim[:2]] == [
        None, {"words": "claimed, then denied", "before": "c1", "same": False},
    ]  # fmt: skip
    assert tied.run("timeline").rows[1][1] == "claimed, then denied"
    assert [row[6] for row in tied.run("timeline", "--entity", "kim").rows] == ["c2"]
    told = tied.run("timeline", "--help").out
    assert all(name in told for name in ("shift", "words", "before", "same"))


def test_a_claim_that_is_not_there_is_said_so(tied: Desk) -> None:
    done = tied.run("timeline", "--claim", "zzz")
    assert (done.code, done.err) == (
        1, "nkreader: no annotation has the id zzz: nkreader show lists them\n",
    )  # fmt: skip


def test_no_claims_are_no_rows(desk: Desk) -> None:
    assert desk.run("ledger").out == ""
    assert desk.run("ledger", "--json").json == []
    assert desk.run("ledger", "--format", "rst").code == 2


def test_on_a_terminal_there_are_columns_with_heads(tied: Desk) -> None:
    written = _STYLES.sub("", written_by(["ledger"], terminal=True).out.decode())
    fields, below = written.splitlines()[:2]
    assert fields.split() == ["id", "who", "when", "where", "answers"]
    assert below.split() == ["claim"]
    assert "×2 D1 +1" in written
    assert "open" in written
    shifts = written_by(["timeline"], terminal=True).out.decode()
    assert "2023-09-19" in shifts
    assert "nobody" in written_by(["ledger", "--open"], terminal=True).out.decode()
