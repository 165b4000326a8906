"""``cite``: what the reader copies, without the reader."""

import pytest
from cli_desk import STORY, Desk, make_desk

desk = pytest.fixture(make_desk)

QUOTE = "Moscow said the trains were empty."
AT = STORY.index(QUOTE)
CITED = f"“{QUOTE}” — “Ministry denies shipments”, seeds/story.txt {AT}:{AT + len(QUOTE)}"


@pytest.mark.parametrize("named", [("--quote", QUOTE), ("--span", f"{AT}:{AT + len(QUOTE)}")])
def test_a_passage_is_printed_with_its_source_on_one_line(
    desk: Desk, named: tuple[str, str]
) -> None:
    assert desk.run("cite", "seeds/story.txt", *named).out == CITED + "\n"
    assert desk.run("cite", "seeds/story.txt", *named, "--json").json == {
        "path": "seeds/story.txt", "start": AT, "end": AT + len(QUOTE), "citation": CITED,
    }  # fmt: skip


@pytest.mark.parametrize(
    "named", [("--quote", "nobody said so"), ("--quote", "trains"), ("--span", "5:99999")]
)
def test_what_is_no_one_passage_is_refused_in_a_line(desk: Desk, named: tuple[str, str]) -> None:
    done = desk.run("cite", "seeds/story.txt", *named)
    assert (done.code, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert "seeds/story.txt" in done.err
