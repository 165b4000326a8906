from hypothesis import given
from hypothesis import strategies as st

from nkreader.loaders.lines import BLANK_LINE, inked_lines, paragraphs

TEXTS = st.text(st.sampled_from("ab \t\xa0\n\r\u2028\x0b"), max_size=60)


def _split(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@given(TEXTS)
def test_lines_are_those_between_line_ends_and_nothing_else_ends_one(text: str) -> None:
    expected = [line.strip() for line in _split(text) if line.strip()]
    assert [line.of(text) for line in inked_lines(text)] == expected


@given(TEXTS)
def test_paragraphs_are_runs_of_lines_without_a_blank_one(text: str) -> None:
    expected: list[list[str]] = [[]]
    for line in _split(text):
        if line.strip():
            expected[-1].append(line.strip())
        else:
            expected.append([])
    found = [[line.of(text) for line in paragraph] for paragraph in paragraphs(text)]
    assert found == [block for block in expected if block]


def test_one_windows_line_end_is_no_blank_line() -> None:
    assert BLANK_LINE.search("a\r\nb") is None
    assert BLANK_LINE.search("a\r\n\r\nb")
    assert BLANK_LINE.search("a\r\rb")
    assert BLANK_LINE.search("a\n \nb")
