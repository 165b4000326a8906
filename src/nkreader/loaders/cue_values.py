"""Values in cue rules, each read and checked: a NkreaderError says what one must be."""

import math

from nkreader.loaders.wrong_values import shown
from nkreader.model.annotation import Label
from nkreader.model.errors import NkreaderError
from nkreader.text.display import one_line
from nkreader.text.fold import fold
from nkreader.text.patterns import WORD, pattern
from nkreader.text.spaces import one_spaced

_MOST_PHRASES = 500
_MOST_WORDS = 2_000
_LONGEST = 200  # code points of a name or a phrase


def phrases(values: object, where: str) -> tuple[str, ...]:
    """Return phrases that ``text.patterns`` can read."""
    if not isinstance(values, list):
        raise NkreaderError(f"{where}: phrases are not a list of strings")
    if len(values) > _MOST_PHRASES:
        raise NkreaderError(f"{where}: more than {_MOST_PHRASES} phrases")
    return tuple(dict.fromkeys(_phrase(value, where) for value in values))


def label(value: object, where: str) -> Label:
    """Return a label by its name."""
    if isinstance(value, str) and value in tuple(Label):
        return Label(value)
    raise NkreaderError(f"{where}: unknown label {shown(value)}; use one of {', '.join(Label)}")


def number(value: object, where: str, least: float, most: float) -> float:
    """Return a number that lies within bounds."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NkreaderError(f"{where}: {shown(value)} is not a number")
    if (isinstance(value, float) and not math.isfinite(value)) or not least <= value <= most:
        raise NkreaderError(f"{where}: {shown(value)} is not between {least:g} and {most:g}")
    return float(value)


def names(values: object, where: str) -> frozenset[str]:
    """Return names of cues."""
    if not isinstance(values, list):
        raise NkreaderError(f"{where}: not a list of names of cues")
    return frozenset(name(value, where) for value in values)


def words(values: object, where: str) -> frozenset[str]:
    """Return single words, as text is folded."""
    if not isinstance(values, list) or len(values) > _MOST_WORDS:
        raise NkreaderError(f"{where}: not a list of words, or of more than {_MOST_WORDS}")
    found = frozenset(fold(name(value, where)) for value in values)
    for word in found:
        if not WORD.fullmatch(word):
            raise NkreaderError(f"{where}: {shown(word)} is no word")
    return found


def name(value: object, where: str) -> str:
    """Return words on one line, short and visible."""
    if value is None:
        raise NkreaderError(f"{where} is missing")
    if not isinstance(value, str) or not value.strip():
        raise NkreaderError(f"{where}: {shown(value)} is not a string of words")
    if len(value) > _LONGEST or not value.isprintable():
        raise NkreaderError(f"{where}: {shown(value)} is too long or holds control characters")
    return one_spaced(value)


def _phrase(value: object, where: str) -> str:
    phrase = name(value, f"{where}: a phrase")
    try:
        pattern(phrase)
    except ValueError as error:
        raise NkreaderError(f"{where}: phrase {shown(phrase)} {one_line(str(error))}") from error
    return phrase
