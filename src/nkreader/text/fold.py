"""Folding for matching. One code point for one, so that offsets stay valid."""

# Over all of Unicode, str.lower changes the length of this character only.
_LONG_LOWER = "İ"

_SAME = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
        "-": " ",
        "‐": " ",
        "‑": " ",
        "–": " ",
        "\n": " ",
        "\r": " ",
        "\t": " ",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
    }
)


def fold(text: str) -> str:
    """Return ``text`` in lower case, hyphens and every space as a plain space.

    The result has the length of ``text``: an offset into one is one into the other.
    """
    return text.replace(_LONG_LOWER, "I").lower().translate(_SAME)
