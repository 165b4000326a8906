"""Passages in texts that are edited: what is found again, and what is said to be sure."""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from pathlib import Path
from random import Random

from nkreader.loaders import load
from nkreader.model.annotation import AnchorState, Annotation, Label
from nkreader.model.span import Span
from nkreader.text.alignment import Alignment
from nkreader.text.anchor import describe
from nkreader.text.carrying import carry
from soak.edits import CHANGED, DELETED, ELSEWHERE, Draft, Edit, delete_passage, nothing, sentences
from soak.trial import Outcome, Run, Trial

_SAMPLES = Path(__file__).parents[2] / "seeds"
_WORD = re.compile(r"\w+")
# One passage in so many is not a sentence but a few words.
_SHORT = 7
# So many of what must never be are named, for whoever wants to look into them.
_NAMED = 10

Place = tuple[AnchorState, Span | None]
Rule = Callable[[str, str, Annotation], Place]
Prepare = Callable[[str, Span, Random], tuple[str, Span]]


class Came(StrEnum):
    """What came of a passage."""

    FOUND = "found"
    MISSED = "missed"
    ORPHANED = "orphaned"
    WRONG = "wrong"
    CERTAINLY_WRONG = "wrong and shown as certain"
    UNDECIDED = "half of it gone"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of edit; ``prepare`` makes the text that is tagged, before it is edited."""

    name: str
    edit: Edit
    prepare: Prepare


@dataclass(frozen=True, slots=True)
class Promise:
    """What must hold of several kinds of edit together, as shares of the passages tried."""

    kinds: Sequence[Kind]
    found: float = 0.0
    orphaned: float = 0.0
    wrong: float = 0.0


def _as_it_is(text: str, passage: Span, _random: Random) -> tuple[str, Span]:
    return text, passage


def _with_a_copy(*, near: bool, beside: bool) -> Prepare:
    """Return how a text is given a second passage like the one that is tagged."""

    def prepare(text: str, passage: Span, random: Random) -> tuple[str, Span]:
        copy = passage.of(text)
        words = [match.span() for match in _WORD.finditer(copy)]
        if near and words:
            start, end = random.choice(words)
            copy = f"{copy[:start]}otherwise{copy[end:]}"
        at = passage.end if beside else random.choice(sentences(text)).end
        if passage.start < at < passage.end:
            at = passage.end
        shift = len(copy) + 1 if at <= passage.start else 0
        moved = Span(passage.start + shift, passage.end + shift)
        return f"{text[:at]} {copy}{text[at:]}", moved

    return prepare


def _kinds(edits: Mapping[str, Edit]) -> tuple[Kind, ...]:
    return tuple(Kind(name, edit, _as_it_is) for name, edit in edits.items())


_COPIES = (
    ("copy", _with_a_copy(near=False, beside=False)),
    ("copy beside", _with_a_copy(near=False, beside=True)),
    ("near-copy", _with_a_copy(near=True, beside=False)),
    ("near-copy beside", _with_a_copy(near=True, beside=True)),
)
PROMISES: Mapping[str, Promise] = {
    "edited elsewhere": Promise(_kinds(ELSEWHERE), found=0.99),
    "edited": Promise(_kinds(CHANGED), found=0.95, wrong=0.005),
    "deleted": Promise(_kinds(DELETED), orphaned=0.98, wrong=0.01),
    "copy stays, passage deleted": Promise(
        tuple(Kind(name, delete_passage, prepare) for name, prepare in _COPIES), wrong=1.0
    ),
    "copy stays, passage too": Promise(
        tuple(Kind(name, nothing, prepare) for name, prepare in _COPIES), found=0.99
    ),
}


def by_alignment(old: str, new: str, annotation: Annotation) -> Place:
    """Find a passage as nkreader does where it has kept the text that was tagged."""
    return carry(Alignment(old, new), annotation)


def by_fewest_errors(_old: str, new: str, annotation: Annotation) -> Place:
    """Find the words most like the quote, the nearest of equals, whatever stands around them."""
    wanted = annotation.quote.split()
    words = [match.span() for match in re.finditer(r"\S+", new)]
    best: tuple[int, int, Span] | None = None
    for k in range(max(0, len(words) - len(wanted)) + 1):
        here = words[k : k + len(wanted)]
        if not here:
            break
        span = Span(here[0][0], here[-1][1])
        said = zip((new[start:end] for start, end in here), wanted, strict=False)
        errors = sum(one != other for one, other in said)
        rank = (errors, abs(span.start - annotation.start), span)
        best = min(best, rank) if best else rank
    if best is None or best[0] * 2 > len(wanted):
        return AnchorState.ORPHAN, None
    return (AnchorState.CHANGED if best[0] else AnchorState.MOVED), best[2]


def run(asked: Run) -> Outcome:
    """Try the rule that nkreader goes by."""
    return _outcome(by_alignment, asked)


def known_bad(asked: Run) -> Outcome:
    """Try the rule that most web annotation goes by."""
    return _outcome(by_fewest_errors, asked)


def _outcome(rule: Rule, asked: Run) -> Outcome:
    texts = _texts()
    came: dict[str, Counter[Came]] = {name: Counter() for name in PROMISES}
    certainly: list[str] = []
    tried = [(name, kind) for name, promise in PROMISES.items() for kind in promise.kinds]
    for k in range(asked.count):
        name, kind = tried[k % len(tried)]
        seed = f"{asked.seed} {kind.name} {k}"
        one = _try(rule, kind, texts, Random(seed))
        came[name][one] += 1
        if one is Came.CERTAINLY_WRONG:
            certainly.append(f"wrong and shown as certain: {name}, {kind.name}, seed '{seed}'")
    figures: dict[str, object] = {}
    for name, counted in came.items():
        said = ", ".join(f"{count:,} {each}" for each, count in sorted(counted.items()))
        figures[name] = f"of {counted.total():,}: {said}"
    faults = [fault for name, promise in PROMISES.items() for fault in _faults(promise, came[name])]
    return Outcome(figures, (*certainly[:_NAMED], *faults))


def _texts() -> list[str]:
    folder = Path(os.environ.get("NKREADER_REAL_SOURCES") or _SAMPLES)
    return [load(path).text for path in sorted(folder.glob("*.txt"))]


def _try(rule: Rule, kind: Kind, texts: Sequence[str], random: Random) -> Came:
    text = random.choice(texts)
    text, passage = kind.prepare(text, _passage(text, random), random)
    draft = kind.edit(Draft.of(text), passage, random)
    return _judged(draft, passage, *rule(text, draft.text, _tagged(text, passage)))


def _passage(text: str, random: Random) -> Span:
    if random.randrange(_SHORT):
        return random.choice(sentences(text))
    words = [match.span() for match in _WORD.finditer(text)]
    first = random.randrange(len(words) - 4)
    return Span(words[first][0], words[first + random.randint(1, 3)][1])


def _tagged(text: str, passage: Span) -> Annotation:
    quote, prefix, suffix = describe(text, passage)
    return Annotation(
        id="a1", source="0" * 12, start=passage.start, end=passage.end, quote=quote,
        label=Label.CLAIM, annotator="ann", created="", modified="", prefix=prefix, suffix=suffix,
    )  # fmt: skip


def _judged(draft: Draft, passage: Span, state: AnchorState, place: Span | None) -> Came:
    """Return what came of a passage: right is where what is left of it stands."""
    left = [k for k, at in enumerate(draft.came_from) if at in range(*passage)]
    share = len({draft.came_from[k] for k in left}) / (passage.end - passage.start)
    if place is None:
        return Came.ORPHANED if share < 0.4 else Came.MISSED if share > 0.6 else Came.UNDECIDED
    inside = sum(place.start <= k < place.end for k in left)
    if state is not AnchorState.CHANGED:
        whole = share == 1.0 and inside == len(left) == place.end - place.start
        return Came.FOUND if whole else Came.CERTAINLY_WRONG
    # What was put between is part of the passage, what lies beyond its ends is not.
    extent = max(left) + 1 - min(left) if left else 0
    near = inside * 2 >= len(left) > 0 and place.end - place.start <= 2 * extent
    return Came.FOUND if near and share >= 0.4 else Came.WRONG if not inside else Came.UNDECIDED


def _faults(promise: Promise, came: Counter[Came]) -> Iterable[str]:
    """Yield what was promised and did not come; of few tries one may fail for a share of them."""
    names = ", ".join(dict.fromkeys(kind.name for kind in promise.kinds))
    surviving = came[Came.FOUND] + came[Came.MISSED] + came[Came.WRONG]
    gone = came.total() - came[Came.FOUND] - came[Came.UNDECIDED]
    if came[Came.FOUND] < surviving - ceil((1 - promise.found) * surviving):
        yield f"{names}: {came[Came.FOUND]} found of {surviving}, not {promise.found:.0%}"
    if came[Came.ORPHANED] < promise.orphaned * gone - 1:
        yield f"{names}: {came[Came.ORPHANED]} orphaned of {gone}, not {promise.orphaned:.0%}"
    if came[Came.WRONG] > ceil(promise.wrong * came.total()):
        yield f"{names}: {came[Came.WRONG]} of {came.total()} wrong"


TRIAL = Trial(
    id="anchors",
    promise=(
        "When a source is edited, what is left of a tagged passage is found, what is deleted "
        "becomes an orphan, and nothing wrong is shown as certain."
    ),
    sample=54,
    full=5_400,
    run=run,
    bad_build="a rule that takes the words most like the quote",
    known_bad=known_bad,
    bad_tries=54,
)
