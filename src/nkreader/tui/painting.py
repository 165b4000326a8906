"""The screen as bytes: what paints it on a terminal of which nothing is known but the size.

Each row begins with a move to its first cell and depends on no other, so that rows of two
screens can be compared.
"""

from collections.abc import Iterable
from functools import lru_cache

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.app import App

# Begins a row; within one, styles are taken back by the longer form.
_PLAIN = "\x1b[m"


def painted_rows(app: App[int]) -> list[bytes]:
    """Return for each row of the screen on top the bytes that paint it."""
    system = app.console._color_system
    strips = app.screen._compositor.render_strips()
    return [_row(y, strip, system).encode() for y, strip in enumerate(strips, 1)]


def rows_of(screen: bytes) -> list[bytes]:
    """Return the rows again of painted rows that were joined."""
    plain = _PLAIN.encode()
    return [plain + row for row in screen.split(plain)[1:]]


def _row(y: int, segments: Iterable[Segment], system: ColorSystem | None) -> str:
    out = [f"{_PLAIN}\x1b[{y};1H"]
    now = ""
    for text, style, _ in segments:
        codes = _codes(style, system) if style else ""
        if codes != now:
            out.append(f"\x1b[0;{codes}m" if codes else "\x1b[0m")
            now = codes
        out.append(text)
    return "".join(out)


@lru_cache(maxsize=1024)
def _codes(style: Style, system: ColorSystem | None) -> str:
    """Return the parameters that set a style."""
    return style.render("x", color_system=system).partition("x")[0][2:-1]
