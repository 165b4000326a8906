"""What a cell looks like, as the numbers that a terminal is told (SGR)."""

from functools import lru_cache

from msgspec import Struct
from rich.color import ColorSystem
from rich.style import Style
from textual.strip import SGR_STYLES


class Look(Struct, frozen=True):
    """Attributes and colours; a colour is its SGR parameters, "" the terminal's own."""

    attributes: int = 0
    foreground: str = ""
    background: str = ""


PLAIN = Look()

# Attributes by their bit in a Rich style: the number that sets them, and that which ends them.
# Bold and dim end together, so do blinking slow and fast, underlined once and twice.
_ENDS = ("22", "22", "23", "24", "25", "25", "27", "28", "29", "24", "54", "54", "55")
_BITS = range(len(_ENDS))
# Underlined, reversed, struck out, framed, overlined: what is seen on a blank, too.
_SEEN_ON_BLANKS = sum(1 << bit for bit in (3, 6, 8, 9, 10, 11, 12))


@lru_cache(maxsize=4096)
def look_of(style: Style | None, system: ColorSystem) -> Look:
    """Return the look of a style where colours are those of ``system``; links are left out."""
    if style is None:
        return PLAIN
    colours = []
    for color, ground in ((style.color, True), (style.bgcolor, False)):
        codes = color.downgrade(system).get_ansi_codes(ground) if color else ()
        colours.append("" if codes in ((), ("39",), ("49",)) else ";".join(codes))
    attributes = sum(1 << bit for bit in _BITS if _has(style, bit))
    return Look(attributes, *colours)


def _has(style: Style, bit: int) -> bool:
    return bool(style._attributes & style._set_attributes & (1 << bit))


@lru_cache(maxsize=4096)
def blank_of(look: Look) -> Look:
    """Return what of a look can be seen on a blank."""
    return look if look.attributes & _SEEN_ON_BLANKS else Look(background=look.background)


def erasable(look: Look, *, coloured: bool) -> bool:
    """Tell whether erasing leaves a blank of this look.

    ``coloured``: the terminal erases with the background colour that is set.
    """
    return not look.attributes & _SEEN_ON_BLANKS and (coloured or not look.background)


@lru_cache(maxsize=8192)
def transition(before: Look | None, after: Look) -> str:
    """Return the shortest sequence from one look to another; None is an unknown one."""
    if before == after:
        return ""
    anew = _sequence(["", *_settings(PLAIN, after)] if after != PLAIN else [])
    if before is None:
        return anew
    return min(_sequence(_settings(before, after)), anew, key=len)


def _settings(before: Look, after: Look) -> list[str]:
    """Return the SGR parameters that make one look of another without a reset."""
    lost = before.attributes & ~after.attributes
    ends = list(dict.fromkeys(_ENDS[bit] for bit in _BITS if lost >> bit & 1))
    # What ends with a lost attribute but stays must be set again.
    kept = before.attributes & after.attributes
    again = sum(1 << bit for bit in _BITS if kept >> bit & 1 and _ENDS[bit] in ends)
    begun = after.attributes & ~before.attributes | again
    out = ends + [SGR_STYLES[bit] for bit in _BITS if begun >> bit & 1]
    if after.foreground != before.foreground:
        out.append(after.foreground or "39")
    if after.background != before.background:
        out.append(after.background or "49")
    return out


def _sequence(parameters: list[str]) -> str:
    return f"\x1b[{';'.join(parameters)}m"
