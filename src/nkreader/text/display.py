"""The one display map: what of a foreign text may reach a terminal.

Every string that came from outside (text, file name, title, note, setting) goes
through ``visible`` before it is shown. One code point for one, so offsets stay valid.
"""

import re

from nkreader.text.spaces import one_spaced

_BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_INVISIBLE = (
    0x00AD,
    0x115F,
    0x1160,
    0x180E,
    0x200B,
    0x2060,
    *range(0x2061, 0x2065),
    *range(0x206A, 0x2070),
    0x3164,
    0xFEFF,
    0xFFA0,
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),
)

_MAP: dict[int, int] = {code: 0x2400 + code for code in range(0x20)}
_MAP[0x09] = 0x20
_MAP[0x7F] = 0x2421
_MAP |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
_MAP |= dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
_MAP |= dict.fromkeys(_BIDI, 0xFFFD)
_MAP |= dict.fromkeys(_INVISIBLE, 0xB7)
_MAP |= {0x2028: 0x21B5, 0x2029: 0xB6}

_SUSPECT = re.compile("[" + "".join(re.escape(chr(code)) for code in sorted(_MAP)) + "]")


def visible(text: str, *, newlines: bool = False) -> str:
    """Return ``text`` with every control, bidi and invisible character made a picture.

    The result has the length of ``text``. ``newlines`` leaves line feeds as they are.
    """
    if not _SUSPECT.search(text):
        return text
    if newlines:
        return "\n".join(part.translate(_MAP) for part in text.split("\n"))
    return text.translate(_MAP)


def one_line(text: str) -> str:
    """Return ``text`` fit for one line of a list or a message: white space folded."""
    return visible(one_spaced(text))
