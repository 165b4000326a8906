"""How looks what widgets draw themselves, by name. Colours are named in themes.py.

No rules of a style sheet: Textual would look through all of them for each name of each widget,
drawn or not, whenever the widget is styled.
"""

from collections.abc import Mapping
from typing import Any

from rich.style import Style
from textual.app import App

_STYLES: Mapping[str, str] = {
    "text--heading": "bold",
    "text--boilerplate": "dim $nk-faint",
    "text--margin": "$nk-faint",
    "text--glyph": "bold",
    "text--glyph-claim": "$nk-claim-sign",
    "text--glyph-denial": "$nk-denial-sign",
    "text--glyph-evidence": "$nk-evidence-sign",
    "text--glyph-speculation": "$nk-speculation-sign",
    "text--glyph-more": "$foreground",
    "text--person": "$nk-person",
    "text--place": "$nk-place",
    "text--organisation": "$nk-organisation",
    "text--thing": "$nk-thing",
    "text--claim": "on $nk-claim",
    "text--denial": "on $nk-denial",
    "text--evidence": "on $nk-evidence",
    "text--speculation": "on $nk-speculation",
    "text--cue": "underline",
    "text--overlap": "underline",
    "text--hit": "bold on $nk-hit",
    "text--selection": "on $nk-selection",
    "rows--cursor": "on $nk-selection",
    "rows--cursor-blurred": "on $nk-blurred",
    "rows--hit": "bold underline on $nk-hit",
    "rows--faint": "$nk-faint",
    "rows--strong": "bold",
    "rows--wrong": "$error",
    "rows--claim": "bold $nk-claim-sign",
    "rows--denial": "bold $nk-denial-sign",
    "rows--evidence": "bold $nk-evidence-sign",
    "rows--speculation": "bold $nk-speculation-sign",
    "status--message": "$accent",
    "status--wrong": "bold $error",
    "status--faint": "$nk-faint",
    "hint--key": "bold $foreground",
}
# Laid over those with sixteen colours, or none: what a background says elsewhere is said by style.
_WITH_SIXTEEN_COLOURS: Mapping[str, str] = {
    "text--claim": "underline $nk-claim-sign",
    "text--denial": "underline $nk-denial-sign",
    "text--evidence": "underline $nk-evidence-sign",
    "text--speculation": "underline $nk-speculation-sign",
    "text--overlap": "bold underline",
    "text--person": "bold",
    "text--place": "bold",
    "text--organisation": "bold",
    "text--thing": "bold",
    "text--margin": "dim",
    "text--hit": "bold underline",
    "text--selection": "reverse",
    "rows--cursor": "reverse",
    "rows--cursor-blurred": "bold",
    "rows--faint": "dim",
    "status--faint": "dim",
}


def style_named(name: str, app: App[Any]) -> Style:
    """Return the style of a name in the theme that the application has now."""
    style = app.stylesheet.parse_style(_STYLES[name]).rich_style
    if app.native_ansi_color and name in _WITH_SIXTEEN_COLOURS:
        style += app.stylesheet.parse_style(_WITH_SIXTEEN_COLOURS[name]).rich_style
    return style
