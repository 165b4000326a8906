"""What is selected, and how finely the cursor moves."""

from dataclasses import dataclass, replace
from enum import StrEnum

from nkreader.model.span import Span


class Grain(StrEnum):
    """By what the cursor goes."""

    SENTENCE = "sentence"
    WORD = "word"
    CHARACTER = "character"


@dataclass(frozen=True, slots=True)
class Selection:
    """The passage that the next key acts on."""

    span: Span
    grain: Grain = Grain.SENTENCE

    def to(self, span: Span) -> "Selection":
        """Return this selection with another passage."""
        return replace(self, span=span)
