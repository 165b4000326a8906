"""Folding for matching. One code point for one, so that offsets stay valid."""

# Over all of Unicode, str.lower changes the length of this character only.
_LONG_LOWER = "İ"

_PLAIN = {
    "'": "’‘ʼ",
    '"': "“”",
    " ": "-‐‑–\n\r\t\u00a0\u2009\u202f",
}
# Pairs for str.replace: on text that is not ASCII it is ten times faster than translate.
_SAME = tuple((sign, plain) for plain, signs in _PLAIN.items() for sign in signs)


def fold(text: str) -> str:
    """Return ``text`` in lower case, hyphens and every space as a plain space.

    The result has the length of ``text``: an offset into one is one into the other.
    """
    text = text.replace(_LONG_LOWER, "I").lower()
    for sign, plain in _SAME:
        text = text.replace(sign, plain)
    return text
