"""How a key is called in help and documents."""

from nkreader.text.display import visible

_NAMES = {
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "greater_than_sign": ">",
    "full_stop": ".",
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "backspace": "Backspace",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
}


def key_name(key: str) -> str:
    """Return what a user calls the key that Textual calls ``key``."""
    if key in _NAMES:
        return _NAMES[key]
    if "+" in key:
        *modifiers, last = key.split("+")
        shown = [modifier.capitalize() for modifier in modifiers]
        return visible("+".join([*shown, _NAMES.get(last, last.upper())]))
    return visible(key)
