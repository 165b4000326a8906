"""What reviews say of each cue: how often its label was taken, and how often it was rejected."""

from collections.abc import Iterable

from msgspec import Struct

from nkreader.analysis.suggesting.suggestions import Weighing
from nkreader.model.annotation import Annotation, Label, Status
from nkreader.model.cue import CueRules
from nkreader.text.fold import fold
from nkreader.text.patterns import words


class CueRecord(Struct, frozen=True):
    """How a cue fared: passages with its words and label that a person accepted, or rejected."""

    name: str
    label: Label
    accepted: int
    rejected: int
    muted: bool


def cue_records(
    annotations: Iterable[Annotation], rules: CueRules, weighing: Weighing
) -> tuple[CueRecord, ...]:
    """Return the record of each cue that somebody's verdicts say something of, in rules' order.

    ``weighing`` knows all cues of the rules, muted or not.
    """
    counts: dict[int, list[int]] = {}
    for annotation in annotations:
        if annotation.status is Status.SUGGESTED:
            continue
        text = fold(annotation.text or annotation.quote)
        for number in {each.number for each in weighing.cues_in(words(text, 0, len(text)))}:
            cue = weighing.cues[number]
            if cue.label is annotation.label and cue.weight > 0:
                found = counts.setdefault(number, [0, 0])
                found[annotation.status is Status.REJECTED] += 1
    return tuple(
        _record(weighing, number, accepted, rejected, rules)
        for number, (accepted, rejected) in sorted(counts.items())
    )


def _record(
    weighing: Weighing, number: int, accepted: int, rejected: int, rules: CueRules
) -> CueRecord:
    cue = weighing.cues[number]
    enough = accepted + rejected >= rules.mute_after
    muted = enough and rejected > accepted and cue.name not in rules.heard
    return CueRecord(cue.name, cue.label or Label.CLAIM, accepted, rejected, muted)
