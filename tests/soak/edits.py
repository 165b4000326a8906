"""Edits of a text that know, of every code point left, where it stood before.

An edit takes a ``Draft``, the span of the passage in it and a random generator, and returns
another draft. What it puts in stood nowhere; what it only spells otherwise stood where it did.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Self

from nkreader.model.span import Span

_SENTENCE = re.compile(r"\S.*?(?:[.!?][\"”’)]*(?=\s)|\n\s*\n|\Z)", re.DOTALL)
_WORD = re.compile(r"\w+")
_TYPOGRAPHY = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "'": "’", '"': "”"}
_NEW_TEXT = (
    "Editors have added this line since. ",
    "An earlier version of the page said otherwise, and the desk has corrected it. ",
    "Asked about it on Friday, a spokeswoman for the port would not comment any further.\n\n",
)
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Draft:
    """A text, and for each code point the offset it had at first, or ``NOWHERE``."""

    text: str
    came_from: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        return cls(text, tuple(range(len(text))))

    def cut(self, span: Span) -> "Draft":
        return Draft(span.of(self.text), self.came_from[span.start : span.end])

    def without(self, span: Span) -> "Draft":
        return self.put(span, Draft("", ()))

    def put(self, span: Span, other: "Draft") -> "Draft":
        return Draft(
            self.text[: span.start] + other.text + self.text[span.end :],
            self.came_from[: span.start] + other.came_from + self.came_from[span.end :],
        )

    def insert(self, at: int, text: str) -> "Draft":
        return self.put(Span(at, at), new(text))

    def respelt(self, spell: Callable[[str], str]) -> "Draft":
        """Return the draft with each code point spelt by ``spell``, which may make it more."""
        pieces = [spell(char) for char in self.text]
        origins = [
            at for at, piece in zip(self.came_from, pieces, strict=True) for _ in range(len(piece))
        ]
        return Draft("".join(pieces), tuple(origins))

    def find(self, span: Span) -> Span | None:
        """Return the stretch in which what is left of an original span stands."""
        left = [k for k, at in enumerate(self.came_from) if span.start <= at < span.end]
        return Span(left[0], left[-1] + 1) if left else None


def new(text: str) -> Draft:
    """Return what stood nowhere before."""
    return Draft(text, (NOWHERE,) * len(text))


def joined(pieces: Sequence[Draft]) -> Draft:
    """Return one draft of several."""
    origins = (at for each in pieces for at in each.came_from)
    return Draft("".join(each.text for each in pieces), tuple(origins))


def sentences(text: str) -> list[Span]:
    """Return stretches to be tagged or edited; they need not be what nkreader calls sentences."""
    return [Span(*match.span()) for match in _SENTENCE.finditer(text)]


Edit = Callable[[Draft, Span, Random], Draft]


def _elsewhere(draft: Draft, passage: Span, random: Random) -> Span:
    here = draft.find(passage) or Span(0, 0)
    apart = [each for each in sentences(draft.text) if not each.overlaps(here)]
    return random.choice(apart) if apart else Span(0, 0)


def nothing(draft: Draft, _passage: Span, _random: Random) -> Draft:
    return draft


def put_before(draft: Draft, _passage: Span, random: Random) -> Draft:
    return draft.insert(0, random.choice(_NEW_TEXT))


def put_elsewhere(draft: Draft, passage: Span, random: Random) -> Draft:
    for _ in range(random.randint(1, 4)):
        draft = draft.insert(_elsewhere(draft, passage, random).start, random.choice(_NEW_TEXT))
    return draft


def put_beside(draft: Draft, passage: Span, random: Random) -> Draft:
    here = draft.find(passage) or Span(0, 0)
    beside = next((each for each in sentences(draft.text) if each.overlaps(here)), here)
    return draft.insert(random.choice(beside), " " + random.choice(_NEW_TEXT))


def delete_elsewhere(draft: Draft, passage: Span, random: Random) -> Draft:
    for _ in range(random.randint(1, 4)):
        draft = draft.without(_elsewhere(draft, passage, random))
    return draft


def rewrap(draft: Draft, _passage: Span, random: Random) -> Draft:
    width = random.choice((40, 72, 100))
    column = 0

    def spell(char: str) -> str:
        nonlocal column
        column = 0 if char == "\n" else column + 1
        if char == " " and column > width:
            column = 0
            return "\n"
        return char

    return draft.respelt(spell)


def typography(draft: Draft, _passage: Span, _random: Random) -> Draft:
    return draft.respelt(lambda char: _TYPOGRAPHY.get(char, char))


def line_ends(draft: Draft, _passage: Span, _random: Random) -> Draft:
    return draft.respelt(lambda char: "\r\n" if char == "\n" else char)


def decompose(draft: Draft, _passage: Span, _random: Random) -> Draft:
    return draft.respelt(lambda char: unicodedata.normalize("NFD", char))


def change_words(share: float) -> Edit:
    """Return the edit that puts other words of the same text in place of a share of all."""

    def edit(draft: Draft, _passage: Span, random: Random) -> Draft:
        words = [Span(*match.span()) for match in _WORD.finditer(draft.text)]
        pieces: list[Draft] = []
        at = 0
        for word in words:
            if random.random() < share:
                other, said = random.choice(words).of(draft.text), word.of(draft.text)
                pieces += (draft.cut(Span(at, word.start)), new("anew" if other == said else other))
                at = word.end
        return joined((*pieces, draft.cut(Span(at, len(draft.text)))))

    return edit


def change_a_word(draft: Draft, passage: Span, random: Random) -> Draft:
    here = draft.find(passage)
    words = [match.span() for match in _WORD.finditer(draft.text, *here)] if here else []
    if len(words) < 4:
        return draft
    start, end = random.choice(words)
    return draft.without(Span(start, end)).insert(start, "otherwise")


def split_passage(draft: Draft, passage: Span, random: Random) -> Draft:
    here = draft.find(passage)
    spaces = [k for k in range(*here) if draft.text[k] == " "] if here else []
    return draft.insert(random.choice(spaces), " it is now said") if spaces else draft


def delete_at_random(draft: Draft, _passage: Span, random: Random) -> Draft:
    for each in reversed(sentences(draft.text)):
        if random.random() < 0.2:
            draft = draft.without(each)
    return draft


def delete_passage(draft: Draft, passage: Span, _random: Random) -> Draft:
    here = draft.find(passage)
    return draft.without(here) if here else draft


def delete_around(draft: Draft, passage: Span, random: Random) -> Draft:
    here = draft.find(passage)
    if not here:
        return draft
    before, after = random.randint(0, 600), random.randint(0, 600)
    return draft.without(Span(max(0, here.start - before), min(len(draft.text), here.end + after)))


def move_passage(draft: Draft, passage: Span, random: Random) -> Draft:
    here = draft.find(passage)
    if not here:
        return draft
    before, after = random.randint(0, 300), random.randint(0, 300)
    block = Span(max(0, here.start - before), min(len(draft.text), here.end + after))
    rest = draft.without(block)
    at = _elsewhere(rest, Span(0, 0), random).start
    return rest.put(Span(at, at), draft.cut(block))


def swap_paragraphs(draft: Draft, passage: Span, random: Random) -> Draft:
    one = _elsewhere(draft, passage, random)
    block = draft.cut(one)
    rest = draft.without(one)
    at = _elsewhere(rest, passage, random).start
    return rest.put(Span(at, at), block)


_SOME: tuple[Edit, ...] = (
    put_elsewhere, put_beside, delete_elsewhere, rewrap, typography, change_words(0.05),
    change_a_word, delete_at_random, swap_paragraphs, move_passage,
)  # fmt: skip


def mixed(draft: Draft, passage: Span, random: Random) -> Draft:
    """Make one to three edits of different kinds."""
    for edit in random.sample(_SOME, random.randint(1, 3)):
        draft = edit(draft, passage, random)
    return draft


ELSEWHERE: Mapping[str, Edit] = {
    "nothing": nothing,
    "put before": put_before,
    "put elsewhere": put_elsewhere,
    "put beside": put_beside,
    "deleted elsewhere": delete_elsewhere,
    "moved elsewhere": swap_paragraphs,
    "rewrapped": rewrap,
    "typography": typography,
    "line ends": line_ends,
    "decomposed": decompose,
}
CHANGED: Mapping[str, Edit] = {
    "a word changed": change_a_word,
    "split": split_passage,
    "10 % of words": change_words(0.1),
    "25 % of words": change_words(0.25),
    "moved": move_passage,
    "mixed": mixed,
}
DELETED: Mapping[str, Edit] = {
    "deleted": delete_passage,
    "deleted with what is around": delete_around,
    "some deleted": delete_at_random,
}
