"""Judging annotations: each function does one thing, whoever's the annotation is.

One of one's own database is changed itself. Another's stays as it is in its file: what one
holds of it is a verdict in one's own database, and everybody's work is seen through it.
"""

from typing import Any

from msgspec.structs import replace

from nkreader.analysis.verdicts import otherwise, told
from nkreader.model.annotation import Annotation, Label, Status
from nkreader.model.change import Change, Step
from nkreader.model.errors import NkreaderError
from nkreader.model.verdict import Verdict
from nkreader.session.session import Session


def accept(session: Session, annotation: Annotation) -> Annotation:
    """Hold that an annotation is right."""
    return judge(session, "accept", annotation, status=Status.ACCEPTED)


def reject(session: Session, annotation: Annotation) -> Annotation:
    """Hold that an annotation is wrong: it is no longer shown, unless it is asked for."""
    return judge(session, "reject", annotation, status=Status.REJECTED)


def relabel(session: Session, annotation: Annotation, label: Label) -> Annotation:
    """Give an annotation another label, and accept it if it was not accepted."""
    accepted = annotation.status is Status.ACCEPTED
    given = {"label": label} | ({} if accepted else {"status": Status.ACCEPTED})
    return judge(session, "relabel", annotation, **given)


def note(session: Session, annotation: Annotation, text: str | None) -> Annotation:
    """Set the note of one's own annotation, or one's own note on another's."""
    return judge(session, "note", annotation, note=text or None)


def is_mine(session: Session, annotation: Annotation) -> bool:
    """Tell whether an annotation is in one's own database."""
    return annotation.id in session.store.annotations


def held(session: Session, annotation: Annotation) -> Annotation | Verdict:
    """Return what of an annotation is one's own to change: itself, or one's verdict on it.

    A verdict that was not given yet says nothing. Raises NkreaderError where the annotation
    is nowhere any more.
    """
    own = session.store.annotations.get(annotation.id) or session.store.verdicts.get(annotation.id)
    if own:
        return own
    if session.everybody.find(annotation.id) is None:
        raise NkreaderError(
            f"annotation {annotation.id} was deleted meanwhile: undo, or tag the passage again"
        )
    now = session.now()
    return Verdict(annotation.id, session.workspace.annotator, created=now, modified=now)


def judgement(session: Session, annotation: Annotation, **fields: Any) -> Change | None:
    """Return the change that gives an annotation a status, label, note or links.

    None where all of it stands so already. Raises NkreaderError where the annotation is
    nowhere any more.
    """
    before = held(session, annotation)
    after = replace(before, **fields)
    if after == before:
        return None
    after = replace(after, modified=session.now())
    if isinstance(after, Verdict):
        known = session.store.verdicts.get(annotation.id)
        return Change(known, None if after.says_nothing else after)
    return Change(before, after)


def judge(session: Session, operation: str, annotation: Annotation, **fields: Any) -> Annotation:
    """Give an annotation a status, label, note or links; return it as it is seen then."""
    change = judgement(session, annotation, **fields)
    if change:
        session.store.apply(Step(session.new_id(), operation, session.now(), (change,)))
    return session.everybody.find(annotation.id) or annotation


def verdicts_told(session: Session, annotation: Annotation) -> list[str]:
    """Return a line for each verdict on an annotation, one's own first."""
    return [f"{each.annotator}: {told(each)}" for each in verdicts_on(session, annotation)]


def held_otherwise(session: Session, annotation: Annotation) -> tuple[str, ...]:
    """Return in few words which others hold what of an annotation that it does not say itself."""
    others = session.verdicts_of_others.get(annotation.id)
    return otherwise(annotation, others) if others else ()


def verdicts_on(session: Session, annotation: Annotation) -> tuple[Verdict, ...]:
    """Return everybody's verdicts on an annotation, one's own first."""
    mine = session.store.verdicts.get(annotation.id)
    others = session.verdicts_of_others.get(annotation.id, ())
    return (mine, *others) if mine and not is_mine(session, annotation) else tuple(others)
