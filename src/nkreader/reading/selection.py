"""What is selected, and how finely the cursor moves."""

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from nkreader.model.span import Span


class Grain(StrEnum):
    """By what the cursor goes."""

    SENTENCE = "sentence"
    WORD = "word"
    CHARACTER = "character"


class Selection(Struct, frozen=True):
    """The passage that the next key acts on."""

    span: Span
    grain: Grain = Grain.SENTENCE

    def to(self, span: Span) -> "Selection":
        """Return this selection with another passage."""
        return replace(self, span=span)
