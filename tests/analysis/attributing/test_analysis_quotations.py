import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkreader.analysis.attributing.quotations import quotations


def quoted(text: str) -> list[str]:
    return [span.of(text) for span in quotations(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("no marks", []),
        ("“It fell,” she said. “It did.”", ["“It fell,”", "“It did.”"]),
        ('"It fell," she said.', ['"It fell,"']),
        ("a so-called (“ferry”)", ["“ferry”"]),
        # Closed with a mark that should open, or not opened, or not closed.
        ("“It fell,“ she said", ["“It fell,“"]),
        ("It fell.”says she", ["It fell.”"]),
        ("she: “It fell.\nIt did.", ["“It fell."]),
        # Only the first stray mark can close a paragraph that began unmarked.
        ("“It fell,” she said, and” left", ["“It fell,”"]),
        ("first\nIt fell,” she said.", ["It fell,”"]),
    ],
)
def test_quotations_are_found_tidy_or_not(text: str, found: list[str]) -> None:
    assert quoted(text) == found


@given(st.text('a “”"\n.(', max_size=60))
def test_quotations_are_in_order_and_apart_and_within_a_paragraph(text: str) -> None:
    at = 0
    for span in quotations(text, 0, len(text)):
        assert at <= span.start < span.end <= len(text)
        assert "\n" not in span.of(text)
        at = span.end
