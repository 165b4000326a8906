"""What is unsafe in JSON text, and its escapes, which mean the same to every reader of JSON."""

import json
import re

from nkreader.text.display import SUSPECT, inert

# What JSON lets stand between its values.
_WHITE_SPACE = frozenset("\n\r\t")
# All in ASCII that JSON lets stand between quotes and that is no sign to be read.
_DELETE = "\x7f"


def escaped(json_text: str) -> str:
    """Return a JSON text that says the same, every character that could do harm escaped.

    What a terminal obeys, an editor hides or UTF-8 cannot hold could: DEL and C1, marks that
    turn the direction of writing, what cannot be seen, surrogates.
    """
    if json_text.isascii() and _DELETE not in json_text:
        return json_text
    return SUSPECT.sub(_escape, json_text)


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    if char in _WHITE_SPACE or inert(found) == char:
        return char
    return json.dumps(char)[1:-1]
