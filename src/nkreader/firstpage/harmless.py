"""What may be painted unseen: printable text, colours, moves of the cursor, blanks.

A page was made of cells that are harmless already. It is looked at again all the same:
between two sittings anybody who may write the file may have.
"""

# Colours and styles (SGR), where to write next (CUP), and blanks to the end of a row (EL).
_FINALS = "mHK"
_PARAMETERS = frozenset("0123456789;")
# No parameters of the program's own are longer.
_LONGEST = 64
# Invisible or turning the direction of a line, though no control characters.
_NEVER = frozenset(
    map(chr, (0xAD, 0x61C, *range(0x200E, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070)))
) | {"\ufeff"}


def is_harmless(screen: bytes) -> bool:
    """Tell whether bytes hold nothing but text and the sequences that a page needs."""
    try:
        first, *parts = screen.decode("utf-8").split("\x1b")
    except UnicodeDecodeError:
        return False
    return _is_text(first) and all(map(_is_sequence_and_text, parts))


def _is_sequence_and_text(part: str) -> bool:
    """Judge what follows an escape character, up to the next."""
    if not part.startswith("["):
        return False
    end = min((at for final in _FINALS if (at := part.find(final, 1, _LONGEST)) > 0), default=0)
    return end > 0 and _PARAMETERS.issuperset(part[1:end]) and _is_text(part[end + 1 :])


def _is_text(text: str) -> bool:
    return text.isprintable() or not any(map(_is_unfit, text))


def _is_unfit(char: str) -> bool:
    return char < " " or "\x7f" <= char < "\xa0" or char in _NEVER
