"""What an annotation is tied to, told in lines: its own links, then those that lead to it."""

from nkreader.analysis.verdicts import all_judged
from nkreader.model.annotation import Annotation
from nkreader.session.session import Session


def links_told(session: Session, annotation: Annotation) -> list[str]:
    """Return a line for each link of an annotation, from it and to it."""
    others = all_judged(session.others, session.store.verdicts)
    everybody = [*session.store.annotations.values(), *others]
    by_id = {each.id: each for each in everybody}
    lines = [f"{link.relation} → {_in_short(by_id.get(link.target))}" for link in annotation.links]
    lines += [
        f"{link.relation} ← {_in_short(each)}"
        for each in everybody
        for link in each.links
        if link.target == annotation.id
    ]
    return lines


def _in_short(annotation: Annotation | None) -> str:
    """Return what an annotation is, for a line on a link to it."""
    if annotation is None:
        return "an annotation that is not here"
    speaker = f"{annotation.speaker}: " if annotation.speaker else ""
    return f"{annotation.label} · {speaker}“{annotation.text}”"
