"""Who said what is tagged: proposed for annotations, and accepted in one step."""

from collections.abc import Iterable, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from nkreader.analysis.filters import Filter
from nkreader.model.annotation import Annotation
from nkreader.model.errors import NkreaderError
from nkreader.model.source import SourceRef
from nkreader.session.anchoring import place
from nkreader.session.annotating.annotate import Details, details_of, edit_all, with_details
from nkreader.session.annotating.proposing import Proposals, proposals, still_open
from nkreader.session.annotating.verdict import verdicts_on
from nkreader.session.opened import Opened
from nkreader.session.placed import Placed
from nkreader.session.session import Session
from nkreader.session.tagged import Tagged
from nkreader.session.watch import Watch


class Proposed(Struct, frozen=True):
    """What is proposed for the fields of an annotation that say nothing."""

    annotation: Annotation
    ref: SourceRef
    found: Proposals


def filled(details: Details, found: Proposals) -> Details:
    """Return details in which what says nothing yet says what is proposed."""
    taken = still_open(details, found)
    return replace(
        details,
        speaker=details.speaker or taken.speaker,
        via=details.via or taken.via,
        outlet=details.outlet or taken.outlet,
    )


def accept(
    session: Session, proposed: Iterable[tuple[Annotation, Proposals]]
) -> tuple[Annotation, ...]:
    """Save what is proposed where nothing is said; durable on return, one step to undo.

    Return what has changed. Raises NkreaderError where an annotation is another's, or the
    store refuses: then nothing has.
    """
    pairs = []
    for annotation, found in proposed:
        details = filled(details_of(annotation), found)
        pairs.append((annotation, with_details(annotation, details)))
    return edit_all(session, "attribute", pairs)


def proposed(
    session: Session,
    wanted: Filter,
    *,
    ids: Sequence[str] = (),
    watch: Watch[str] = iter,
) -> list[Proposed]:
    """Return what is proposed for one's own annotations that the filter asks for.

    With ``ids``, or beginnings of them, only for those. Annotations for which nothing is
    proposed, or whose passage is no longer in its source, are left out. ``watch`` goes through
    the ids of the sources. Raises NkreaderError for an id that is none, or another's.
    """
    tagged = Tagged(session)
    mine = _mine(session, tagged, ids)
    found: list[Proposed] = []
    for source_id in watch(tagged.by_source):
        ref = tagged.refs.get(source_id)
        here = [each for each in tagged.by_source[source_id] if each.id in mine]
        opened = tagged.opened(ref) if ref and here else None
        if ref is None or opened is None:
            continue
        for each in place(session, opened.source, here):
            if each.span and _is_wanted(session, wanted, each, ref, opened):
                what = still_open(each.annotation, proposals(opened, each.span))
                found += [Proposed(each.annotation, ref, what)] if what else []
    return found


def _mine(session: Session, tagged: Tagged, ids: Sequence[str]) -> set[str]:
    """Return the ids of one's own annotations that are asked for."""
    own = session.store.annotations
    picked = [tagged.pick(each) for each in ids]
    for each in picked:
        if each.id not in own:
            raise NkreaderError(
                f"annotation {each.id} is {each.annotator}'s: tag the passage yourself"
            )
    return {each.id for each in picked} if ids else set(own)


def _is_wanted(
    session: Session, wanted: Filter, each: Placed, ref: SourceRef, opened: Opened
) -> bool:
    mentions = opened.mentions(each.span) if each.span and wanted.entities else ()
    names = {mention.entity.name for mention in mentions}
    return wanted.matches(each.annotation, names, ref, partial(verdicts_on, session))
