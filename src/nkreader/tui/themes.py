"""How it looks: dark, light, and with the sixteen colours of the terminal's own."""

from collections.abc import Mapping
from dataclasses import replace

from rich.color import ColorSystem
from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="nkreader-dark",
    primary="#7aa2d6",
    secondary="#5b6b86",
    accent="#d6b37a",
    warning="#d6b37a",
    error="#e06c75",
    success="#8fbf7f",
    foreground="#d7d9dd",
    background="#15171b",
    surface="#15171b",
    panel="#1c1f25",
    dark=True,
    variables={
        "nk-faint": "#7d848f",
        "nk-line": "#2b2f37",
        "nk-selection": "#34415a",
        "nk-blurred": "#1c1f25",
        "nk-hit": "#6a5a1f",
        "nk-person": "#e5c890",
        "nk-place": "#8caaee",
        "nk-organisation": "#b79ddb",
        "nk-thing": "#81c8be",
        "nk-claim": "#1d3a5f",
        "nk-denial": "#5a2430",
        "nk-evidence": "#1f4a35",
        "nk-speculation": "#544516",
        "nk-claim-sign": "#8fb8f0",
        "nk-denial-sign": "#f08a96",
        "nk-evidence-sign": "#8fd6a8",
        "nk-speculation-sign": "#e3c365",
    },
)
LIGHT = Theme(
    name="nkreader-light",
    primary="#2f5f9e",
    secondary="#6b7a93",
    accent="#8a5a00",
    warning="#8a5a00",
    error="#b3261e",
    success="#2e7d32",
    foreground="#1d2025",
    background="#fbfaf7",
    surface="#fbfaf7",
    panel="#efede7",
    dark=False,
    variables={
        "nk-faint": "#6f747c",
        "nk-line": "#d8d5cc",
        "nk-selection": "#c9d9f2",
        "nk-blurred": "#efede7",
        "nk-hit": "#ffe08a",
        "nk-person": "#7a4b00",
        "nk-place": "#1d4fa0",
        "nk-organisation": "#6a3fa0",
        "nk-thing": "#00695c",
        "nk-claim": "#dbe8fb",
        "nk-denial": "#fbdde0",
        "nk-evidence": "#d9f0df",
        "nk-speculation": "#fbf0c9",
        "nk-claim-sign": "#1d4fa0",
        "nk-denial-sign": "#b3261e",
        "nk-evidence-sign": "#1b6e3c",
        "nk-speculation-sign": "#7a5b00",
    },
)
# The terminal's own colours: nothing is said by a background here, labels are underlined.
_ANSI = BUILTIN_THEMES["ansi-dark"]
SIXTEEN = replace(
    _ANSI,
    name="nkreader-16",
    accent="ansi_yellow",
    variables={
        **_ANSI.variables,
        "nk-faint": "ansi_default",
        "nk-line": "ansi_default",
        "nk-selection": "ansi_default",
        "nk-blurred": "ansi_default",
        "nk-hit": "ansi_default",
        "nk-person": "ansi_yellow",
        "nk-place": "ansi_blue",
        "nk-organisation": "ansi_magenta",
        "nk-thing": "ansi_cyan",
        "nk-claim": "ansi_default",
        "nk-denial": "ansi_default",
        "nk-evidence": "ansi_default",
        "nk-speculation": "ansi_default",
        "nk-claim-sign": "ansi_blue",
        "nk-denial-sign": "ansi_red",
        "nk-evidence-sign": "ansi_green",
        "nk-speculation-sign": "ansi_yellow",
    },
)

THEMES = {"dark": DARK, "light": LIGHT, "16": SIXTEEN}


def choose(setting: str | None, environ: Mapping[str, str], colours: ColorSystem) -> Theme:
    """Return the theme: sixteen colours where there are no more or none are wanted.

    The backgrounds of the others cannot be told apart there, whatever is set.
    """
    if environ.get("NO_COLOR") or colours is ColorSystem.STANDARD:
        return SIXTEEN
    return THEMES[setting or "dark"]
