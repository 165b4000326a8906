"""Cues: words that signal what a passage does, and how much each counts."""

from collections.abc import Mapping

from msgspec import Struct, field

from nkreader.model.annotation import Label

# What a sentence shows without any word of the cues, by the names that rules give weights.
SIGNS = (
    "any",
    "question",
    "alone",
    "listed",
    "short",
    "long",
    "a name",
    "more names",
    "a number",
    "past tense",
    "a verb",
)


class Cue(Struct, frozen=True):
    """Phrases that say the same, and how much they count for ``label``.

    Without a label they count for or against there being anything to label at all. A
    negative weight counts against. The phrases are as ``text.patterns`` reads them.
    """

    name: str
    label: Label | None
    weight: float
    phrases: tuple[str, ...]


class CueRules(Struct, frozen=True):
    """All cues, what the shape of a sentence counts, and what is needed to be proposed.

    ``signs`` maps each of ``SIGNS`` to its weight; ``verbs`` are words that one of them is
    seen by. ``needed`` is the score, 0 to 1, below which nothing is proposed; another label
    than claim has to be ``lead`` stronger than ``said`` times the claim. A cue with
    ``mute_after`` verdicts in reviews, most of them rejections, is muted; so are those named
    in ``muted``, whereas those in ``heard`` count whatever reviews said.
    """

    cues: tuple[Cue, ...] = ()
    signs: Mapping[str, float] = field(default_factory=dict)
    needed: float = 0.5
    lead: float = 0.0
    said: float = 1.0
    mute_after: int = 8
    verbs: frozenset[str] = frozenset()
    muted: frozenset[str] = frozenset()
    heard: frozenset[str] = frozenset()
