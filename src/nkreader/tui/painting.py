"""The screen as bytes: what paints it on a terminal of which nothing is known but the size.

Each row begins with a move to its first cell and depends on no other, so that rows of two
screens can be compared.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from nkreader.tui import terminfo

# Begins a row; within one, styles are taken back by the longer form.
_PLAIN = "\x1b[m"
_ERASE_TO_END = "\x1b[K"
_DEFAULT_COLOURS = ("39", "49")
# Taken back by itself, as it is the most frequent; all others with everything else.
_BOLD, _NOT_BOLD = "1", "22"


class Look(NamedTuple):
    """Parameters that set how cells look: styles, colour of the text, and behind it."""

    styles: str = ""
    ink: str = ""
    paper: str = ""


_NO_LOOK = Look()


def painted_rows(
    strips: Sequence[Strip], system: ColorSystem | None, *, erases: bool
) -> list[bytes]:
    """Return for each row of a screen the bytes that paint it.

    ``erases``: what the terminal erases gets the colour that is set.
    """
    return [_row(y, strip, system, erases=erases).encode() for y, strip in enumerate(strips, 1)]


def rows_of(screen: bytes) -> list[bytes]:
    """Return the rows again of painted rows that were joined."""
    plain = _PLAIN.encode()
    return [plain + row for row in screen.split(plain)[1:]]


def uses_erasing(screen: bytes) -> bool:
    """Tell whether rows were painted for a terminal that erases with the colour that is set."""
    return _ERASE_TO_END.encode() in screen


def erases_coloured(term: str) -> bool:
    """Tell what terminfo says of a terminal; of one that it does not know, no."""
    if not terminfo.is_known(term):
        return False
    import curses

    return curses.tigetflag("bce") > 0 and curses.tigetstr("el") == _ERASE_TO_END.encode()


def _row(y: int, segments: Iterable[Segment], system: ColorSystem | None, *, erases: bool) -> str:
    out = [f"{_PLAIN}\x1b[{y};1H"]
    now = _NO_LOOK
    for text, style, _ in segments:
        if not text:
            continue
        look = _look(style, system) if style else _NO_LOOK
        if not look.styles and not now.styles and text.isspace():
            look = Look("", now.ink, look.paper)
        out += [_change(now, look), text]
        now = look
    blank = len(out[-1]) - len(out[-1].rstrip(" "))
    if erases and not now.styles and blank > len(_ERASE_TO_END):
        out[-1] = out[-1][:-blank] + _ERASE_TO_END
    return "".join(out)


def _change(before: Look, after: Look) -> str:
    """Return the shortest that makes one look of another."""
    if before == after:
        return ""
    ink, paper = (new or usual for new, usual in zip(after[1:], _DEFAULT_COLOURS, strict=True))
    changed = [ink] * (before.ink != after.ink) + [paper] * (before.paper != after.paper)
    if before.styles != after.styles:
        if before.styles and (before.styles, after.styles) != (_BOLD, ""):
            changed = ["0", *filter(None, after)]
        else:
            changed = [after.styles or _NOT_BOLD, *changed]
    return f"\x1b[{';'.join(changed)}m"


@lru_cache(maxsize=1024)
def _look(style: Style, system: ColorSystem | None) -> Look:
    if system is None:
        return _NO_LOOK
    styles = style.without_color.render("x").partition("x")[0][2:-1]
    ink = style.color.downgrade(system).get_ansi_codes() if style.color else ()
    paper = (
        style.bgcolor.downgrade(system).get_ansi_codes(foreground=False) if style.bgcolor else ()
    )
    return Look(styles, ";".join(ink), ";".join(paper))
