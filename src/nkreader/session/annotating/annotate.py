"""Tagging and changing what is tagged. Each function makes one step that can be undone."""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from msgspec.structs import fields, replace

from nkreader.model.annotation import Annotation, Certainty, Label, Link
from nkreader.model.change import Change, Step
from nkreader.model.entity import Entity
from nkreader.model.errors import NkreaderError
from nkreader.model.source import SourceRef
from nkreader.model.span import Span
from nkreader.session.annotating.verdict import is_mine, note
from nkreader.session.opened import Opened
from nkreader.session.session import Session
from nkreader.text.anchor import describe
from nkreader.text.quotable import readable


class Details(Struct, frozen=True):
    """What an annotator says of a passage beside its label."""

    speaker: str | None = None
    via: str | None = None
    outlet: str | None = None
    about: str | None = None
    certainty: Certainty | None = None
    note: str | None = None
    tags: tuple[str, ...] = ()


NO_DETAILS = Details()


def details_of(annotation: Annotation) -> Details:
    """Return what was said of an annotation's passage."""
    return Details(**{field.name: getattr(annotation, field.name) for field in fields(Details)})


def said(details: Details) -> dict[str, Any]:
    """Return what details say, by the names of an annotation's fields."""
    return {field.name: getattr(details, field.name) for field in fields(Details)}


def with_details(annotation: Annotation, details: Details) -> Annotation:
    """Return an annotation of whose passage this is said."""
    return replace(annotation, **said(details))


def annotate(
    session: Session,
    opened: Opened,
    span: Span,
    label: Label,
    details: Details = NO_DETAILS,
    links: tuple[Link, ...] = (),
) -> Annotation:
    """Tag a passage; durable on return.

    Raises NkreaderError where the span names no text or the store refuses.
    """
    annotation = replace(made(session, opened, span, label, details), links=links)
    session.store.keep_text(opened.ref, opened.source.text)
    _apply(session, "tag", [Change(None, annotation)], sources=[opened.ref])
    return annotation


def made(
    session: Session, opened: Opened, span: Span, label: Label, details: Details = NO_DETAILS
) -> Annotation:
    """Return the annotation that tags a passage; nothing is saved.

    Raises NkreaderError where the span names no text.
    """
    now = session.now()
    draft = Annotation(
        id=session.new_id(),
        source=opened.source.id,
        start=span.start,
        end=span.end,
        quote="",
        label=label,
        annotator=session.workspace.annotator,
        created=now,
        modified=now,
    )
    return on_passage(opened, span, with_details(draft, details))


def edit(session: Session, annotation: Annotation, details: Details) -> Annotation:
    """Change what is said of an annotation's passage; of another's, what one notes oneself."""
    if not is_mine(session, annotation):
        noted = with_details(annotation, replace(details, note=annotation.note)) == annotation
        if noted and details.note != annotation.note:
            return note(session, annotation, details.note)
    return _edited(session, "edit", annotation, with_details(annotation, details))


def move(session: Session, opened: Opened, annotation: Annotation, span: Span) -> Annotation:
    """Set the passage of an annotation to ``span``."""
    _own(session, annotation)
    after = on_passage(opened, span, annotation)
    session.store.keep_text(opened.ref, opened.source.text)
    return _edited(session, "move", annotation, after, sources=[opened.ref])


def delete(session: Session, annotation: Annotation) -> None:
    """Delete an annotation; undo brings it back whole."""
    _own(session, annotation)
    _apply(session, "delete", [Change(annotation, None)])


def undo(session: Session) -> Step | None:
    """Take the last step back; return it, or None where there is none."""
    return _followed(session, session.store.undo(at=session.now()))


def redo(session: Session) -> Step | None:
    """Do the step again that was undone last; return it, or None where there is none."""
    return _followed(session, session.store.redo(at=session.now()))


def _followed(session: Session, step: Step | None) -> Step | None:
    """Make the matcher anew where a step has changed what it knows."""
    if step and any(isinstance(change.value, Entity) for change in step.changes):
        session.forget_matcher()
    return step


def edit_all(
    session: Session, operation: str, pairs: Iterable[tuple[Annotation, Annotation]]
) -> tuple[Annotation, ...]:
    """Change annotations, each given as it is and as it shall be, in one step.

    Return those that differ, as they are now. Raises NkreaderError where one is another's:
    then none is changed.
    """
    now = session.now()
    changes = []
    for before, after in pairs:
        _own(session, before)
        if after != before:
            changes.append((before, replace(after, modified=now)))
    if changes:
        _apply(session, operation, [Change(*each) for each in changes])
    return tuple(after for _, after in changes)


def _edited(
    session: Session,
    operation: str,
    before: Annotation,
    after: Annotation,
    sources: Iterable[SourceRef] = (),
) -> Annotation:
    _own(session, before)
    if after == before:
        return before
    after = replace(after, modified=session.now())
    _apply(session, operation, [Change(before, after)], sources)
    return after


def _own(session: Session, annotation: Annotation) -> None:
    if is_mine(session, annotation):
        return
    if annotation.annotator == session.workspace.annotator:
        raise NkreaderError(
            f"annotation {annotation.id} was deleted meanwhile: undo, or tag the passage again"
        )
    raise NkreaderError(
        f"annotation {annotation.id} is {annotation.annotator}'s: accept, reject, relabel, note "
        "or link it, or tag the passage yourself"
    )


def _apply(
    session: Session,
    operation: str,
    changes: Iterable[Change],
    sources: Iterable[SourceRef] = (),
) -> None:
    step = Step(session.new_id(), operation, session.now(), tuple(changes))
    session.store.apply(step, sources)


def on_passage(opened: Opened, span: Span, annotation: Annotation) -> Annotation:
    """Return the annotation with everything that follows from where it stands.

    Raises NkreaderError where the span names no text.
    """
    from nkreader.analysis.attributing.attribution import said_at, section_at

    source = opened.source
    if source.is_beginning:
        raise NkreaderError(f"{opened.path} is still being read: tag it when all of it is there")
    opened.demand(span)
    quote, prefix, suffix = describe(source.text, span)
    section = section_at(source, span.start)
    return replace(
        annotation,
        source=source.id,
        start=span.start,
        end=span.end,
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        text=readable(source, span),
        section=section.title if section else None,
        said_at=said_at(source, span),
    )
