"""Escaping JSON: nothing that could do harm stands in it, and it says the same."""

import json

from hypothesis import given
from hypothesis import strategies as st

from nkreader.text.display import inert_line
from nkreader.text.json_escape import escaped
from nkreader.text.spaces import one_spaced


@given(st.text() | st.text(st.sampled_from("\x7f\x9b\u061c\u200e\u2028\u202e\u2066\ufeff\ud800a")))
def test_what_is_escaped_is_read_as_it_was_and_can_be_shown(text: str) -> None:
    line = escaped(json.dumps(text, ensure_ascii=False))
    assert json.loads(line) == text
    assert inert_line(line) == one_spaced(line)
    assert line.encode("utf-8")


def test_what_is_seen_stays_as_it_is() -> None:
    for text in ("한국 – “x”", "👩🏽\u200d🦱 🇰🇷", "می\u200cخواهم"):
        assert escaped(json.dumps(text, ensure_ascii=False)) == f'"{text}"'
    assert escaped('{\n"a": "\u200b\U000e0041"}\r\n') == '{\n"a": "\\u200b\\udb40\\udc41"}\r\n'
