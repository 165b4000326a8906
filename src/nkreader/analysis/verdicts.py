"""What verdicts make of the annotations that they are on. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from nkreader.model.annotation import Annotation
from nkreader.model.verdict import Verdict


def judged(annotation: Annotation, verdict: Verdict | None) -> Annotation:
    """Return an annotation as whoever gives the verdict sees it.

    Its own note and links stand before what the verdict adds to them.
    """
    if verdict is None:
        return annotation
    notes = dict.fromkeys(each for each in (annotation.note, verdict.note) if each)
    return replace(
        annotation,
        status=verdict.status or annotation.status,
        label=verdict.label or annotation.label,
        note="\n".join(notes) or annotation.note,
        links=tuple(dict.fromkeys((*annotation.links, *verdict.links))),
        modified=max(annotation.modified, verdict.modified),
    )


def all_judged(
    annotations: Iterable[Annotation], verdicts: Mapping[str, Verdict]
) -> Iterator[Annotation]:
    """Yield annotations as whoever gives ``verdicts``, by the ids they are on, sees them."""
    if not verdicts:
        yield from annotations
        return
    for each in annotations:
        yield judged(each, verdicts.get(each.id))


def told(verdict: Verdict) -> str:
    """Say what a verdict holds, as in "rejected, denial, note: not what he said"."""
    parts = [
        verdict.status.value if verdict.status else "",
        verdict.label.value if verdict.label else "",
        f"{len(verdict.links)} linked" if verdict.links else "",
        f"note: {verdict.note}" if verdict.note else "",
    ]
    return ", ".join(part for part in parts if part)
