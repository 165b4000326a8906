"""What of a text cannot be seen as it is, and its names: what the pictures stand for."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from nkreader.text.display import FLAG_LETTERS, NO_WIDTH, SUSPECT, picture

_LINE_CHARACTERS = frozenset("\t\r\n")
_NAMELESS = {"Cc": "control character", "Cs": "half a character", "Cn": "no character"}


def hidden(text: str) -> Mapping[str, int]:
    """Return how often each character stands in ``text`` for which there is a picture.

    In the order in which they first stand; without tabs, line ends and parts of emoji.
    """
    return Counter(found[0] for found in SUSPECT.finditer(text) if _is_hidden(found))


def character_name(char: str) -> str:
    """Return a character's code point and Unicode's name: ``U+200B ZERO WIDTH SPACE``."""
    kind = _NAMELESS.get(unicodedata.category(char), "")
    return f"U+{ord(char):04X} {unicodedata.name(char, kind)}".rstrip()


def _is_hidden(found: re.Match[str]) -> bool:
    shown = picture(found)
    return found[0] not in _LINE_CHARACTERS and shown != NO_WIDTH and shown not in FLAG_LETTERS
