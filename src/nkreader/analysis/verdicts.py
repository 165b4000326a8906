"""What verdicts make of the annotations that they are on. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec.structs import replace

from nkreader.model.annotation import Annotation, Status
from nkreader.model.verdict import Verdict

VerdictsOn = Callable[[Annotation], Iterable[Verdict]]


def no_verdicts(annotation: Annotation) -> tuple[Verdict, ...]:
    """Return what is held of an annotation where nobody has judged any."""
    return ()


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
    """Say what a verdict holds, as in "relabelled denial, note: not what he said"."""
    parts = [
        _status_held(verdict),
        f"relabelled {verdict.label}" if verdict.label else "",
        f"{len(verdict.links)} linked" if verdict.links else "",
        f"note: {verdict.note}" if verdict.note else "",
    ]
    return ", ".join(part for part in parts if part)


def in_words(verdict: Verdict) -> str:
    """Return who holds what in words to be looked for, as in "bob relabelled denial noted"."""
    parts = [
        verdict.annotator,
        _status_held(verdict),
        f"relabelled {verdict.label}" if verdict.label else "",
        "linked" if verdict.links else "",
        "noted" if verdict.note else "",
    ]
    return " ".join(part for part in parts if part)


def otherwise(annotation: Annotation, verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    """Say in few words who holds what an annotation does not say itself, as in "bob: rejected".

    A verdict that says the same says nothing here.
    """
    found = ((each.annotator, _differing(annotation, each)) for each in verdicts)
    return tuple(f"{who}: {what}" for who, what in found if what)


def _differing(annotation: Annotation, verdict: Verdict) -> str:
    status, label = _status_held(verdict), verdict.label
    parts = [
        status if status != annotation.status else "",
        label.value if label and label != annotation.label else "",
        "noted" if verdict.note else "",
    ]
    return ", ".join(part for part in parts if part)


def _status_held(verdict: Verdict) -> str:
    """Return the status in a verdict; that a new label is accepted goes without saying."""
    if verdict.status is None or (verdict.label and verdict.status is Status.ACCEPTED):
        return ""
    return verdict.status.value
