"""How much an import may be; beyond it a file is refused, not read half."""

from nkreader.model.errors import NkreaderError

LARGEST_FILE = 256 << 20  # bytes, of a file and of what is unpacked from one
MOST_ANNOTATIONS = 500_000
MOST_VALUES = 20_000_000  # in JSON: each takes many times the room that it had in the file
MOST_FILES = 10_000  # in a folder or an archive
LONGEST_NUMBER = 40  # characters; offsets and years have fewer
DEEPEST = 100  # elements of XML inside each other


def is_number(text: str) -> bool:
    """Tell whether a text is a whole number from 0, and short enough to be read as one."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER


def number(text: str) -> int:
    """Return the whole number from 0 that a text says; raise NkreaderError where it says none."""
    if not is_number(text):
        raise NkreaderError(f"{text[:LONGEST_NUMBER]!r} is not a whole number from 0")
    return int(text)
