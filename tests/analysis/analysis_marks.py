"""Sentences marked by hand with their label, and how suggestions compare with them.

Marks are ``[start, end, label or null, doubtful, part]``. What is ``doubtful`` are claims that
a stricter reader leaves out: background, told in the narrator's own voice. ``tuned`` parts
were looked at when rules were weighed, ``held`` parts as figures only; but of the samples,
the article and the podcast were read when phrases were added.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nkreader.analysis.suggesting import Weighing, suggestions
from nkreader.loaders import load
from nkreader.loaders.cue_rules import built_in
from nkreader.loaders.entities import gazetteer
from nkreader.model.annotation import Label
from nkreader.model.span import Span
from nkreader.text.mentions import Matcher
from nkreader.text.prose import prose
from nkreader.text.sentences import sentences

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of sentences: with a label, proposed, proposed of those, and with that label."""

    labelled: int = 0
    proposed: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        """Return the counts of both."""
        return Figures(
            self.labelled + other.labelled,
            self.proposed + other.proposed,
            self.found + other.found,
            self.right + other.right,
        )

    @property
    def shares(self) -> tuple[float, float, float]:
        """How many of the labelled are proposed; of those, rightly; of proposals, for nothing."""
        return (
            self.found / max(self.labelled, 1),
            self.right / max(self.found, 1),
            1 - self.found / max(self.proposed, 1),
        )


def figures(marks: str, folder: Path, part: str) -> dict[str, Figures]:
    """Return the figures of each source of a file of marks, for one part of the marks."""
    documents = json.loads((HERE / marks).read_text(encoding="utf-8"))
    return {name: _figures(folder / name, document, part) for name, document in documents.items()}


@cache
def _matcher() -> Matcher:
    return Matcher(gazetteer())


def _figures(path: Path, document: dict[str, object], part: str) -> Figures:
    source = load(path)
    assert source.sha256 == document["sha256"], f"{path.name} is not the text that was marked"
    marked: dict[Span, Label | None] = {
        Span(start, end): Label(label) if label else None
        for start, end, label, _, there in document["marks"]  # type: ignore[attr-defined]
        if there == part
    }
    words = prose(source)
    segments = sentences(words, standalone=source.standalone)
    assert marked.keys() <= set(segments), f"sentences of {path.name} have changed: mark anew"
    mentions = _matcher().find(words)
    found = suggestions(source, words, segments, mentions, Weighing(built_in()))
    here = [each for each in found if each.span in marked]
    hits = [each for each in here if marked[each.span]]
    return Figures(
        labelled=sum(label is not None for label in marked.values()),
        proposed=len(here),
        found=len(hits),
        right=sum(marked[each.span] is each.label for each in hits),
    )
