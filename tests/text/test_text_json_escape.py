"""Escaping JSON: nothing that could do harm stands in it, and it says the same."""

import json

from hypothesis import given
from hypothesis import strategies as st

from nkreader.text.display import visible
from nkreader.text.json_escape import escaped


@given(st.text() | st.text(st.sampled_from("\x7f\x9b\u061c\u200e\u2028\u202e\u2066\ufeff\ud800a")))
def test_what_is_escaped_is_read_as_it_was_and_can_be_shown(text: str) -> None:
    line = escaped(json.dumps(text, ensure_ascii=False))
    assert json.loads(line) == text
    assert "\ufffd" not in visible(line.replace("\ufffd", ""))
    assert line.encode("utf-8")
