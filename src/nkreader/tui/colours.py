"""How many colours the terminal has: what COLORTERM says, else terminfo, else its name."""

from collections.abc import Mapping

from rich.color import ColorSystem

from nkreader.tui import terminfo

_ALL = frozenset({"truecolor", "24bit"})
_MANY = 256
# Parts of the names of terminals with so many, of which terminfo often knows nothing on the
# machine that one has logged in to.
_NAMED_WITH_MANY = frozenset({
    "256color", "direct", "alacritty", "contour", "foot", "ghostty", "kitty", "rio", "wezterm",
})  # fmt: skip


def colours_of(environ: Mapping[str, str]) -> ColorSystem:
    """Return what may be sent; of a terminal that nothing is known of, sixteen colours."""
    if environ.get("COLORTERM", "").strip().lower() in _ALL:
        return ColorSystem.TRUECOLOR
    number = _number(environ.get("TERM", ""))
    if number > _MANY:
        return ColorSystem.TRUECOLOR
    return ColorSystem.EIGHT_BIT if number == _MANY else ColorSystem.STANDARD


def _number(term: str) -> int:
    if terminfo.is_known(term):
        import curses

        return curses.tigetnum("colors")
    return 0 if _NAMED_WITH_MANY.isdisjoint(term.lower().split("-")) else _MANY
