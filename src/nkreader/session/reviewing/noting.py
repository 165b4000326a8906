"""A note that is being typed on an item of a review: a draft, until it is saved or given up."""

from msgspec.structs import replace

from nkreader.model.annotation import Annotation
from nkreader.model.draft import Draft
from nkreader.model.span import Span
from nkreader.session.annotating import drafts
from nkreader.session.annotating.annotate import details_of, made
from nkreader.session.annotating.verdict import held
from nkreader.session.reviewing.deciding import Seen
from nkreader.session.session import Session


def noted(session: Session, seen: Seen) -> Annotation:
    """Return what a note on an item is typed on: its annotation, with one's own note so far.

    A sentence that is not tagged yet has one that is known by its place.
    """
    if seen.annotation:
        return replace(seen.annotation, note=held(session, seen.annotation).note)
    fresh = made(session, seen.opened, seen.span or Span(0, 0), seen.label)
    return replace(fresh, id=_sentence_id(fresh))


def keep(session: Session, annotation: Annotation, text: str) -> None:
    """Hold what is typed as a note; durable after ``drafts.write``."""
    drafts.note(session, annotation, replace(details_of(annotation), note=text or None))


def typed(session: Session, annotation: Annotation) -> str | None:
    """Return the note that was typed and not saved, None where there is none."""
    found = drafts.typed_of(session, annotation)
    return None if found is None or found.note == annotation.note else found.note or ""


def is_on_item(session: Session, draft: Draft) -> bool:
    """Tell whether a draft can only be gone on with in a review: it is of no annotation of mine."""
    if draft.id in session.store.annotations:
        return False
    return draft.id == _sentence_id(draft.before) or session.everybody.find(draft.id) is not None


def _sentence_id(annotation: Annotation) -> str:
    return f"{annotation.source}:{annotation.start}:{annotation.end}"
