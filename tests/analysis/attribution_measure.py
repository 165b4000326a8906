"""How often the first proposal is what a person marked: for the test, and to be run by hand.

python tests/analysis/attribution_measure.py FOLDER [--each]
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nkreader.analysis.attribution import said_at
from nkreader.loaders import load
from nkreader.loaders.entities import gazetteer
from nkreader.model.span import Span
from nkreader.session.opened import Opened
from nkreader.session.proposing import proposals
from nkreader.text.mentions import Matcher

MARKS = Path(__file__).with_name("attribution_marks.json")
FIELDS = ("speaker", "via", "outlet", "said_at")
PASSAGES, HELD_OUT = "passages", "held_out"
PASSAGES, HELD_OUT = "passages", "held_out"
RIGHT, NONE, WRONG = "right", "none offered", "wrong"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was proposed for a field of a passage, beside the spellings that are right."""

    source: str
    span: Span
    field: str
    proposed: str | None
    accepted: tuple[str, ...]

    @property
    def outcome(self) -> str:
        """Whether it is right; nothing is right where nothing is to be proposed."""
        if self.proposed is None:
            return NONE if self.accepted else RIGHT
        return RIGHT if self.proposed.lower() in _spellings(self.accepted) else WRONG


def verdicts(folder: Path, which: str = PASSAGES) -> Iterator[Verdict]:
    """Yield what is proposed for every passage that was marked, field by field."""
    matcher = Matcher(gazetteer())
    opened: dict[str, Opened] = {}
    for mark in json.loads(MARKS.read_text(encoding="utf-8"))[which]:
        number = mark["source"]
        if number not in opened:
            path = next(folder.glob(f"{number}_*"))
            opened[number] = Opened(load(path), path.name, matcher)
        span = Span(mark["start"], mark["end"])
        found = proposals(opened[number], span)
        for field in FIELDS:
            if field not in mark:
                continue
            if field == "said_at":
                proposed = said_at(opened[number].source, span)
            else:
                proposed = getattr(found, field, None)
            yield Verdict(number, span, field, proposed, tuple(mark[field]))


def counted(found: list[Verdict]) -> dict[tuple[str, str], Counter[str]]:
    """Return the number of each outcome, by field and source."""
    count: dict[tuple[str, str], Counter[str]] = {}
    for one in found:
        count.setdefault((one.field, one.source), Counter())[one.outcome] += 1
    return count


def _spellings(accepted: tuple[str, ...]) -> set[str]:
    """Return what counts as right: the spellings, and the last word of each of two or more."""
    return {one.lower() for one in accepted} | {one.lower().split()[-1] for one in accepted}


def _print(folder: Path, which: str, *, each: bool) -> None:
    found = list(verdicts(folder, which))
    for (field, source), count in counted(found).items():
        print(field, source, *(f"{count[name]} {name}" for name in (RIGHT, NONE, WRONG)))
    for one in found if each else ():
        if one.outcome != RIGHT:
            print(one.source, *one.span, one.field, one.outcome, one.proposed, one.accepted[:1])


if __name__ == "__main__":
    for which in (PASSAGES, HELD_OUT):
        print(which)
        _print(Path(sys.argv[1]), which, each="--each" in sys.argv)
