"""XML as it is written: tags, and text in which nothing foreign comes to life.

What XML 1.0 has no form for is a picture, one for one; whoever counts losses asks ``is_whole``.
"""

import re

from nkreader.text.display import picture

_NO_FORM = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_TEXT = str.maketrans(_SPECIAL)
_IN_ATTRIBUTE = str.maketrans(_SPECIAL | {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def is_whole(text: str) -> bool:
    """Tell whether XML can hold all of a text."""
    return not _NO_FORM.search(text)


def text(value: str) -> str:
    """Return the text of an element."""
    return _NO_FORM.sub(picture, value).translate(_IN_TEXT)


def opening(tag: str, /, **attributes: str | None) -> str:
    """Return the beginning of an element, without the attributes that are None."""
    return f"<{tag}{_written(attributes)}>"


def closing(tag: str) -> str:
    """Return the end of an element."""
    return f"</{tag}>"


def element(tag: str, value: str | None = None, /, **attributes: str | None) -> str:
    """Return an element that holds text, or nothing where ``value`` is None."""
    if value is None:
        return f"<{tag}{_written(attributes)}/>"
    return f"{opening(tag, **attributes)}{text(value)}{closing(tag)}"


def _written(attributes: dict[str, str | None]) -> str:
    return "".join(
        f' {name}="{_NO_FORM.sub(picture, value).translate(_IN_ATTRIBUTE)}"'
        for name, value in attributes.items()
        if value is not None
    )
