"""What a program has asked of a terminal and not taken back."""

import re

_ASKED = re.compile(rb"\x1b\[(?:\?([0-9;]+)([hl])|(>[0-9;]*|<[0-9]*)u)")
# Modes that a terminal has by itself: to wrap lines, to show the cursor.
_BY_ITSELF = {b"7", b"25"}


def left_behind(output: bytes) -> list[str]:
    """Return the modes that a terminal is left with, as ``+1049`` (on) or ``-25`` (off).

    ``+kitty`` is the keyboard protocol of that terminal.
    """
    on, off, keyboards = set[bytes](), set[bytes](), 0
    for modes, way, keyboard in _ASKED.findall(output):
        for mode in filter(None, modes.split(b";")):
            changed, other = (on, off) if way == b"h" else (off, on)
            changed.add(mode)
            other.discard(mode)
        if keyboard:
            keyboards = keyboards + 1 if keyboard.startswith(b">") else max(0, keyboards - 1)
    left = [f"+{mode.decode()}" for mode in sorted(on - _BY_ITSELF)]
    left += [f"-{mode.decode()}" for mode in sorted(off & _BY_ITSELF)]
    return left + ["+kitty"] * bool(keyboards)
