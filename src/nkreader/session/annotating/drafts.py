"""What is typed of a passage before it is saved: kept, found again, saved or dropped."""

from msgspec.structs import replace

from nkreader.model.annotation import Annotation
from nkreader.model.draft import Draft, draft
from nkreader.model.errors import NkreaderError
from nkreader.session.annotating.annotate import Details, details_of, said, with_details
from nkreader.session.session import Session
from nkreader.text.display import one_line


def note(session: Session, annotation: Annotation, typed: Details) -> None:
    """Hold what is being typed of an annotation; durable after :func:`write`."""
    if typed == details_of(annotation):
        session.store.drafts.drop(annotation.id)
    elif typed != typed_of(session, annotation):
        after = with_details(annotation, typed)
        session.store.drafts.keep(draft(session.now(), annotation, after))


def write(session: Session) -> None:
    """Make what is held durable, where this process may write.

    Raises NkreaderError where that cannot be done; what is held stays so. Any thread may.
    """
    if not session.store.read_only:
        session.store.drafts.write()


def drop(session: Session, annotation_id: str) -> None:
    """Forget what was typed of an annotation, durable on return.

    Raises NkreaderError where that cannot be done.
    """
    session.store.drafts.drop(annotation_id)
    write(session)


def find(session: Session) -> tuple[Draft, ...]:
    """Return what was typed and not saved, the oldest first; drop what was saved after all."""
    store = session.store
    if store.read_only:  # whoever is writing may be typing just now
        return ()
    store.drafts.tidy()
    store.drafts.read()
    for each in store.drafts.all:
        annotation = store.annotations.get(each.id)
        if typed_of(session, annotation) is None if annotation else _is_noted(session, each):
            store.drafts.drop(each.id)
    return store.drafts.all


def _is_noted(session: Session, found: Draft) -> bool:
    """Tell whether a note that was typed in a review was saved: as a verdict, or on a new tag."""
    note, verdict = found.after.note, session.store.verdicts.get(found.id)
    if verdict:
        return verdict.note == note
    where = (found.before.source, found.before.span, note)
    mine = session.store.annotations.values()
    return any((each.source, each.span, each.note) == where for each in mine)


def typed_of(session: Session, annotation: Annotation) -> Details | None:
    """Return what would be said of an annotation with its draft, None where that is no news.

    What the draft has left alone is as it is today, whoever changed it meanwhile.
    """
    found = session.store.drafts.get(annotation.id)
    if found is None:
        return None
    before, after = said(details_of(found.before)), said(details_of(found.after))
    today = details_of(annotation)
    news = {name: value for name, value in after.items() if value != before[name]}
    typed = replace(today, **news)
    return None if typed == today else typed


def changed_since(session: Session, annotation: Annotation) -> tuple[str, ...]:
    """Return the names of what was typed over, but has also been changed since."""
    found = session.store.drafts.get(annotation.id)
    if found is None:
        return ()
    before, after = said(details_of(found.before)), said(details_of(found.after))
    today = said(details_of(annotation))
    return tuple(name for name, value in today.items() if before[name] not in (after[name], value))


def pick(session: Session, wanted: str) -> Draft:
    """Return the draft of the annotation whose id is, or alone begins with, ``wanted``.

    Raises NkreaderError where there is none, or more than one, or it is not for this
    process to take.
    """
    store = session.store
    if store.read_only:
        why = f"{store.holder} is writing" if store.holder else "it can only be read"
        raise NkreaderError(f"no draft of {one_line(str(store.path))} can be taken here: {why}")
    found = [each for each in find(session) if wanted and each.id.startswith(wanted)]
    exact = [each for each in found if each.id == wanted]
    if len(exact or found) == 1:
        return (exact or found)[0]
    raise NkreaderError(
        f"{len(found)} drafts are of an annotation whose id begins {wanted}"
        if found
        else f"nothing that was typed on annotation {wanted} is kept: nkreader doctor lists it"
    )
