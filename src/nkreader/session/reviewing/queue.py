"""What a review goes through, in the order of the sources and their text.

A queue is kept as what it was asked for, and made anew when a sitting goes on: what was
decided may have left it, and where one is in it is told by a place.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from nkreader.analysis.filters import Filter
from nkreader.analysis.query import parse_query
from nkreader.analysis.verdicts import no_verdicts
from nkreader.model.annotation import Annotation, Label, Status
from nkreader.model.errors import NkreaderError
from nkreader.model.review import Material, Position, Queue
from nkreader.model.span import Span
from nkreader.session.anchoring import annotations_on
from nkreader.session.annotating.annotate import made
from nkreader.session.annotating.verdict import verdicts_on
from nkreader.session.library import Entry
from nkreader.session.opened import Opened
from nkreader.session.session import Session
from nkreader.session.watch import Watch

_Find = Callable[[Entry, int], Iterator["Item"]]
_ALL = Filter()


class Item(Struct, frozen=True):
    """An annotation to be judged, by its id, or a ``sentence`` for which a label is suggested.

    ``position`` is where it was tagged, or stands; ``cue`` is the words
    for which ``label`` is suggested, none where it is that the sentence states something.
    """

    entry: Entry
    order: int
    position: Position
    sentence: Span | None = None
    label: Label | None = None
    cue: str = ""

    @property
    def place(self) -> tuple[int, int, int, str]:
        """What sorts items: the place of the source in the run, then the place in its text."""
        at = self.position
        return (self.order, at.start, at.end, at.annotation or "")


def items_of(session: Session, queue: Queue, watch: Watch[Entry] = iter) -> tuple[Item, ...]:
    """Return what is to be gone through now, in order; nothing is saved.

    ``watch`` goes through the sources, for whoever wants to see how far it is. Raises
    NkreaderError for a filter that asks for what there is not.
    """
    find = _finder(session, queue)
    return tuple(item for entry in watch(session.library.entries) for item in find(entry))


def item_at(session: Session, queue: Queue, position: Position) -> Item | None:
    """Return the item of a queue that is at a place, None where there is none there now."""
    find = _finder(session, queue)
    relative = session.workspace.relative
    here = (each for each in session.library.entries if relative(each.path) == position.path)
    found = (item for entry in here for item in find(entry))
    return next((item for item in found if _is_same(item.position, position)), None)


def index_of(session: Session, items: Sequence[Item], position: Position | None) -> int:
    """Return where to go on: at the same item, else at the next one after its place.

    None is after the last.
    """
    if position is None:
        return len(items)
    same = (at for at, each in enumerate(items) if _is_same(each.position, position))
    if (found := next(same, None)) is not None:
        return found
    names = [session.workspace.relative(each.path) for each in session.library.entries]
    order = names.index(position.path) if position.path in names else 0
    place = (order, position.start, position.end, position.annotation or "")
    return bisect_left(items, place, key=lambda each: each.place)


def _finder(session: Session, queue: Queue) -> Callable[[Entry], Iterable[Item]]:
    wanted = parse_query(queue.query)
    of_sentences = queue.material is Material.SENTENCES
    find = (_sentence_finder if of_sentences else _annotation_finder)(session, wanted)
    order = {entry: number for number, entry in enumerate(session.library.entries)}

    def found(entry: Entry) -> Iterable[Item]:
        if entry.reason is not None:
            return ()
        try:
            return sorted(find(entry, order[entry]), key=lambda each: each.place)
        except NkreaderError:  # it cannot be read any more: the list of sources says so
            return ()

    return found


def _is_same(one: Position, other: Position) -> bool:
    if one.annotation or other.annotation:
        return one.annotation == other.annotation
    return one == other


def _annotation_finder(session: Session, wanted: Filter) -> _Find:
    cheap = replace(wanted, entities=())

    def found(entry: Entry, order: int) -> Iterator[Item]:
        path = session.workspace.relative(entry.path)
        digest = session.library.digest(entry)
        for each in annotations_on(session, path, (digest or "")[:12], rejected=True):
            if _is_wanted(session, entry, each, wanted, cheap):
                yield Item(entry, order, Position(path, each.start, each.end, each.id))

    return found


def _is_wanted(
    session: Session, entry: Entry, annotation: Annotation, wanted: Filter, cheap: Filter
) -> bool:
    """Tell whether a filter asks for an annotation; for a rejected one it must do so by name.

    ``cheap`` is the filter without what needs the source to be opened.
    """
    if annotation.status is Status.REJECTED and Status.REJECTED not in wanted.statuses:
        return False
    ref = session.everybody.refs.get(annotation.source)
    verdicts = partial(verdicts_on, session)
    if ref and not cheap.matches(annotation, (), ref, verdicts):
        return False
    if ref and not wanted.entities:
        return True
    opened = session.open(entry)
    names = {each.entity.name for each in opened.mentions_inside(annotation.span)}
    return wanted.matches(annotation, names, opened.ref, verdicts)


def _sentence_finder(session: Session, wanted: Filter) -> _Find:
    """Return what finds the sentences that a label is suggested for, by the cues of today."""
    from nkreader.session.suggest import advice, suggested

    weighing = advice(session).weighing

    def found(entry: Entry, order: int) -> Iterator[Item]:
        opened = session.open(entry)
        for each in suggested(session, opened, weighing):
            if wanted == _ALL or _asks_for(session, wanted, opened, each.span, each.label):
                at = Position(opened.path, each.span.start, each.span.end)
                yield Item(entry, order, at, each.span, each.label, each.words)

    return found


def _asks_for(session: Session, wanted: Filter, opened: Opened, span: Span, label: Label) -> bool:
    """Tell whether a filter asks for what a sentence would be if it were tagged as suggested."""
    names = {each.entity.name for each in opened.mentions_inside(span)}
    tagged = replace(made(session, opened, span, label), status=Status.SUGGESTED)
    return wanted.matches(tagged, names, opened.ref, no_verdicts)
