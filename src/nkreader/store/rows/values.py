"""The values that rows hold, and what each is known by. Pure."""

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from nkreader.model.annotation import Annotation
from nkreader.model.change import Change, identity_of
from nkreader.model.entity import Entity
from nkreader.model.record import (
    Record,
    entity_from_record,
    entity_to_record,
    from_record,
    source_from_record,
    source_to_record,
    to_record,
)
from nkreader.model.review import Review
from nkreader.model.review_record import (
    review_from_record,
    review_to_record,
    verdict_from_record,
    verdict_to_record,
)
from nkreader.model.source import SourceRef
from nkreader.model.verdict import Verdict
from nkreader.store.rows.layout import ANNOTATIONS, ENTITIES, REVIEWS, SOURCES, VERDICTS

Value = Annotation | SourceRef | Entity | Verdict | Review

_DECODE: dict[str, Callable[[Mapping[str, object]], Value]] = {
    SOURCES: source_from_record,
    ENTITIES: entity_from_record,
    VERDICTS: verdict_from_record,
    REVIEWS: review_from_record,
    ANNOTATIONS: from_record,
}


_TABLES: dict[type, str] = {
    Annotation: ANNOTATIONS,
    Entity: ENTITIES,
    Verdict: VERDICTS,
    Review: REVIEWS,
}


_KNOWN_BY = {ENTITIES: "name", VERDICTS: "on"}  # the field; of all others "id"


class Slot(Struct, frozen=True):
    """What a value is known by: its table, and its id or name, or the id of what it is on."""

    table: str
    identity: str


State = dict[Slot, Value | None]  # what is to stand where; None for nothing

WORK = tuple(_DECODE)  # the tables with what people made


def slot_of(value: Value) -> Slot:
    """Return the slot that ``value`` stands in."""
    if isinstance(value, SourceRef):
        return Slot(SOURCES, value.id)
    return Slot(_TABLES[type(value)], identity_of(value))


def outcome(changes: Iterable[Change], sources: Iterable[SourceRef] = ()) -> State:
    """Return what stands after ``changes``, with ``sources`` known."""
    state: State = {slot_of(source): source for source in sources}
    for change in changes:
        value = change.value
        if value:
            state[slot_of(value)] = change.after
    return state


def checked(value: Value) -> Value:
    """Return ``value`` as it will be read back; raise NkreaderError if it would not be."""
    return decoded(slot_of(value).table, encoded(value))


def encoded(value: Value) -> Record:
    """Return the document that says ``value``."""
    match value:
        case Annotation():
            return to_record(value)
        case Entity():
            return entity_to_record(value)
        case Verdict():
            return verdict_to_record(value)
        case Review():
            return review_to_record(value)
    return source_to_record(value)


def identity_in(table: str, document: Mapping[str, object]) -> object:
    """Return what the value of a table's document is known by, None where it does not say it."""
    return document.get(_KNOWN_BY.get(table, "id"))


def decoded(table: str, document: Mapping[str, object]) -> Value:
    """Return the value that a table's document says; raise NkreaderError where it says none."""
    return _DECODE[table](document)
