"""Facts below a note are read back, whatever stands in either."""

import re

from hypothesis import given
from hypothesis import strategies as st

from nkreader.text.facts import parted, with_facts

WORDS = st.lists(
    st.sampled_from(
        ("🛰", "항", "\\", "\\n", "\n", "\r", "\t", " ", ":", ": ", "[nkreader]", "id: x", "a",
         "\x1b", "\x00", "\x85", "\u2028", "\ud800", "\uffff", "<", "&")
    )
).map("".join)  # fmt: skip
NAMES = st.sampled_from(("id", "speaker", "said at", "about"))


@given(st.none() | WORDS.filter(bool), st.dictionaries(NAMES, WORDS))
def test_what_is_written_is_read(note: str | None, facts: dict[str, str]) -> None:
    assert parted(with_facts(note, facts)) == (note, facts)


@given(st.dictionaries(NAMES, WORDS, min_size=1))
def test_a_fact_is_one_line_that_xml_can_hold(facts: dict[str, str]) -> None:
    memo = with_facts(None, facts)
    assert memo.count("\n") == len(facts)
    assert not re.search("[\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", memo)


@given(WORDS)
def test_a_memo_of_another_tool_is_a_note(memo: str) -> None:
    note, facts = parted(memo)
    assert facts or note == (memo or None) or "[nkreader]" in memo


def test_facts_stand_under_what_is_said_of_them() -> None:
    memo = with_facts("She counted\nthem.", {"id": "a1", "about": "Two\nlines."})
    assert memo == "She counted\nthem.\n\n[nkreader]\nid: a1\nabout: Two\\nlines."
    assert parted(memo.replace("\n", "\r\n")) == (
        "She counted\r\nthem.",
        {"id": "a1", "about": "Two\nlines."},
    )
    assert parted("[nkreader]\nno fact") == ("[nkreader]\nno fact", {})
