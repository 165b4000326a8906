"""What is unsafe in JSON text, and its escapes, which mean the same to every reader of JSON."""

import re

# What JSON lets stand but a terminal obeys, an editor hides or UTF-8 cannot hold:
# DEL and C1, marks that turn the direction of writing, line separators, surrogates.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def escaped(json_text: str) -> str:
    """Return a JSON text that says the same, every character that could do harm escaped."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json_text)
