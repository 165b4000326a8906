"""Suggesting: what the rules propose to tag in a source. Nothing is saved.

What is tagged already is left out, and what one has rejected. A cue that one mostly rejects
is muted, until the settings want it heard.
"""

from collections.abc import Iterator

from msgspec import Struct

from nkreader.analysis.suggesting.muting import CueRecord, cue_records
from nkreader.analysis.suggesting.suggestions import Suggestion, Weighing, suggestions
from nkreader.model.annotation import Label, Status
from nkreader.model.cue import Cue, CueRules
from nkreader.model.span import Span
from nkreader.reading.cover import Cover
from nkreader.session.anchoring import place, placed
from nkreader.session.opened import Opened
from nkreader.session.placed import Placed
from nkreader.session.session import Session
from nkreader.text.spaces import one_spaced

# So many of one's verdicts, the newest, say how a cue fares.
_VERDICTS = 2_000


class Advice(Struct, frozen=True):
    """The rules as they are now, made ready, and how the cues fared in reviews.

    ``heeding_all`` also weighs what reviews have muted.
    """

    weighing: Weighing
    heeding_all: Weighing
    records: tuple[CueRecord, ...]

    @property
    def muted(self) -> tuple[CueRecord, ...]:
        """The cues that reviews have muted."""
        return tuple(each for each in self.records if each.muted)


class CueTold(Struct, frozen=True):
    """A cue as it counts now; ``muted`` says by what, if it is."""

    cue: Cue
    accepted: int
    rejected: int
    muted: str | None


class Proposed(Struct, frozen=True):
    """A suggestion in a source; ``text`` is the quote as a reader wants it."""

    path: str
    source: str
    span: Span
    quote: str
    text: str
    label: Label
    cue: str
    words: str
    score: float


def advice(session: Session, before: Advice | None = None) -> Advice:
    """Return the rules of the settings, without the cues that one's verdicts have muted.

    What was true ``before`` in this run is not made ready again.
    """
    rules = _rules(session)
    heeding_all = before.heeding_all if before else Weighing(rules)
    records = _records(session, rules, heeding_all)
    if before and before.records == records:
        return before
    muted = frozenset(each.name for each in records if each.muted)
    return Advice(Weighing(rules, muted) if muted else heeding_all, heeding_all, records)


def cues_told(session: Session) -> Iterator[CueTold]:
    """Yield each cue of the rules, with what verdicts say of it."""
    rules = _rules(session)
    records = {each.name: each for each in advice(session).records}
    for cue in rules.cues:
        record = records.get(cue.name)
        by_reviews = "reviews" if record and record.muted else None
        yield CueTold(
            cue,
            record.accepted if record else 0,
            record.rejected if record else 0,
            "settings" if cue.name in rules.muted else by_reviews,
        )


def suggested(
    session: Session, opened: Opened, weighing: Weighing, *, tagged: bool = False
) -> tuple[Suggestion, ...]:
    """Return what is proposed in a source, in order; ``tagged``, also what was dealt with."""
    found = suggestions(
        opened.source, opened.prose, opened.sentences, opened.all_mentions, weighing
    )
    if tagged:
        return found
    done = dealt_with(session, opened)
    return tuple(each for each in found if not done.over(each.span))


def proposed_in(
    session: Session, opened: Opened, weighing: Weighing, *, tagged: bool = False
) -> Iterator[Proposed]:
    """Yield what ``suggested`` proposes, with what it takes to show it elsewhere."""
    source = opened.source
    for each in suggested(session, opened, weighing, tagged=tagged):
        yield Proposed(
            opened.path,
            source.id,
            each.span,
            each.span.of(source.text),
            one_spaced(each.span.of(opened.prose)),
            each.label,
            each.cue,
            each.words,
            round(each.score, 3),
        )


def muted_told(known: Advice) -> Iterator[str]:
    """Yield a line for each cue that reviews have muted: why, and how it is heard again."""
    for each in known.muted:
        yield (
            f"the cue “{each.name}” ({each.label}) is muted: {each.rejected} rejected, "
            f'{each.accepted} accepted; heard = ["{each.name}"] under [cues] in nkreader.toml '
            "lets it count"
        )


def dealt_with(session: Session, opened: Opened) -> Cover[Span]:
    """Return where nothing is to be suggested: what anybody has tagged, or I have rejected."""
    tagged = (
        each for each in placed(session, opened) if each.annotation.status is not Status.REJECTED
    )
    spans = (each.span for each in (*tagged, *_rejected(session, opened)) if each.span)
    return Cover(spans, lambda span: span)


def _rejected(session: Session, opened: Opened) -> list[Placed]:
    """Return what I have rejected on a source, whatever version of it I saw."""
    mine = session.everybody.on(opened.path, opened.source.id, others=False)
    return place(session, opened.source, [each for each in mine if each.status is Status.REJECTED])


def _rules(session: Session) -> CueRules:
    from nkreader.loaders.cue_rules import built_in

    return session.settings.cues or built_in()


def _records(session: Session, rules: CueRules, weighing: Weighing) -> tuple[CueRecord, ...]:
    """Return how the cues fared; without a rejection there is nothing to mute."""
    mine = session.store.annotations.values()
    if not any(each.status is Status.REJECTED for each in mine):
        return ()
    newest = sorted(mine, key=lambda each: each.modified)[-_VERDICTS:]
    return cue_records(newest, rules, weighing)
