"""The one display map: what of a foreign text may reach a terminal.

Every string that came from outside (text, file name, title, note, setting) goes
through ``visible`` before it is shown. One code point for one, so offsets stay valid.
What is shown is as wide in every terminal, so that no row runs into the next column.
What is kept or pasted elsewhere goes through ``inert_line``, which leaves emoji whole.
"""

import re
from bisect import bisect_right

from nkreader.text.regex import regex
from nkreader.text.spaces import one_spaced

_REPLACED = "\ufffd"
_INVISIBLE = "·"
# Stands where something belongs to the character before: it takes no room in any terminal.
NO_WIDTH = "\u200c"
# What of a visible text is none, as there is nothing beside it: the last is drawn as a blank.
_BLANK = f" {_INVISIBLE}{NO_WIDTH}\u2800"

# First and last code point, and the picture of all between; of ranges with an empty one,
# each has its own.
_RANGES = (
    (0x00, 0x08, ""),
    (0x09, 0x09, " "),
    (0x0A, 0x1F, ""),
    (0x7F, 0x7F, "␡"),
    (0x80, 0x9F, _REPLACED),
    (0xAD, 0xAD, _INVISIBLE),
    (0x034F, 0x034F, _INVISIBLE),
    (0x061C, 0x061C, _REPLACED),
    (0x115F, 0x1160, _INVISIBLE),
    (0x17B4, 0x17B5, _INVISIBLE),
    (0x180B, 0x180F, _INVISIBLE),
    (0x200B, 0x200D, _INVISIBLE),
    (0x200E, 0x200F, _REPLACED),
    (0x2028, 0x2028, "↵"),
    (0x2029, 0x2029, "¶"),
    (0x202A, 0x202E, _REPLACED),
    (0x2060, 0x2065, _INVISIBLE),
    (0x2066, 0x2069, _REPLACED),
    (0x206A, 0x206F, _INVISIBLE),
    (0x3164, 0x3164, _INVISIBLE),
    (0xD800, 0xDFFF, _REPLACED),
    (0xFDD0, 0xFDEF, _REPLACED),
    (0xFE00, 0xFE0F, _INVISIBLE),
    (0xFEFF, 0xFEFF, _INVISIBLE),
    (0xFFA0, 0xFFA0, _INVISIBLE),
    (0xFFF0, 0xFFFB, _INVISIBLE),
    (0xFFFE, 0xFFFF, _REPLACED),
    (0x13430, 0x1343F, _INVISIBLE),
    (0x1BCA0, 0x1BCA3, _INVISIBLE),
    (0x1D173, 0x1D17A, _INVISIBLE),
    (0x1F1E6, 0x1F1FF, ""),
    (0x1F3FB, 0x1F3FF, _INVISIBLE),
    *((plane | 0xFFFE, plane | 0xFFFF, _REPLACED) for plane in range(0x10000, 0xE0000, 0x10000)),
    (0xE0000, 0xE0FFF, _INVISIBLE),
    *((plane | 0xFFFE, plane | 0xFFFF, _REPLACED) for plane in range(0xE0000, 0x110000, 0x10000)),
)
_FIRSTS = tuple(first for first, _, _ in _RANGES)
# Of longer texts it is told first what they are made of, in pieces of so many code points.
_LONG = 1 << 12
_PIECE = 1 << 16
# The first of the signs that picture controls; the letters of flags, and what pictures them.
_CONTROL_PICTURES = 0x2400
_FIRST_OF_FLAGS = 0x1F1E6
FLAG_LETTERS = "ⒶⒷⒸⒹⒺⒻⒼⒽⒾⒿⓀⓁⓂⓃⓄⓅⓆⓇⓈⓉⓊⓋⓌⓍⓎⓏ"

# As characters, none of which means anything there: escapes take as long again to be read.
SUSPECT = regex(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last, _ in _RANGES)}]")

_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf"
    "\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff"
)
# Scripts whose words need joiners: Arabic and its like, those of India and around, Mongolian.
_JOINING = (
    "\u0620-\u08ff\u0900-\u109f\u1780-\u17b3\u17b6-\u17dd\u1820-\u18aa\ufb50-\ufdcf\ufe70-\ufefc"
)
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
# What belongs to the character before it, and sometimes to the one after, and is no ruse;
# also what stands for it in a text that was made visible before.
_BELONGING = regex(
    rf"(?<=[{_JOINING}])[\u200c\u200d]"
    rf"|(?<=[{_EMOJI}])[\u200c\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]"
    rf"|(?<=[{_EMOJI}])\u200d(?=[{_EMOJI}])"
    rf"|(?<=[{_EMOJI}][\u200c\ufe0f\U0001f3fb-\U0001f3ff])[\u200c\u200d](?=[{_EMOJI}])"
    "|(?<=[0-9#*])[\u200c\ufe0f](?=\u20e3)"
    rf"|(?<=[{_HAN}])[\u200c\ufe00-\ufe02\U000e0100-\U000e01ef]"
    "|(?<=[\u1820-\u18aa])[\u180b-\u180d\u180f]"
)


def visible(text: str, *, newlines: bool = False) -> str:
    """Return ``text`` with every control, bidi and invisible character made a picture.

    The result has the length of ``text``. ``newlines`` leaves line feeds as they are.
    Joiners in words that need them take no room; neither do the joiners, variants and
    colours of emoji, about whose width terminals differ.
    """
    if len(text) > _LONG:
        left = {"\n"} if newlines else set()
        found = sorted(filter(SUSPECT.match, _characters(text) - left))
        return re.sub(f"[{re.escape(''.join(found))}]", picture, text) if found else text
    lines = text.split("\n") if newlines else [text]
    return "\n".join([SUSPECT.sub(picture, line) for line in lines])


def _characters(text: str) -> set[str]:
    """Return what a long text is made of, which is found faster than what is suspect in it."""
    pieces = (text[at : at + _PIECE] for at in range(0, len(text), _PIECE))
    return set[str]().union(*pieces)


def one_line(text: str) -> str:
    """Return ``text`` fit for one line of a list or a message: white space folded."""
    return visible(one_spaced(text))


def is_blank(text: str) -> bool:
    """Tell whether nothing of ``text`` is to be seen in a line."""
    return not one_line(text).strip(_BLANK)


def inert_line(text: str) -> str:
    """Return ``text`` as one line to be typed on, pasted or put into a document.

    As ``one_line``, but joiners, emoji and flags are as they were.
    """
    return SUSPECT.sub(inert, one_spaced(text))


def picture(found: re.Match[str]) -> str:
    """Return what stands for a character that ``SUSPECT`` has found."""
    code = ord(found[0])
    shown = _RANGES[bisect_right(_FIRSTS, code) - 1][2]
    if shown == _INVISIBLE and _BELONGING.match(found.string, found.start()):
        return NO_WIDTH
    if shown:
        return shown
    if code >= _FIRST_OF_FLAGS:
        return FLAG_LETTERS[code - _FIRST_OF_FLAGS]
    return chr(_CONTROL_PICTURES + code)


def inert(found: re.Match[str]) -> str:
    """Return the picture of a character that does harm, else what ``SUSPECT`` has found."""
    shown = picture(found)
    return found[0] if shown == NO_WIDTH or shown in FLAG_LETTERS else shown
