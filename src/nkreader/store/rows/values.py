"""The values that rows hold, and what each is known by. Pure."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from nkreader.model.annotation import Annotation
from nkreader.model.change import Change
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
from nkreader.model.source import SourceRef
from nkreader.store.rows.layout import ANNOTATIONS, ENTITIES, SOURCES

Value = Annotation | SourceRef | Entity

_DECODE: dict[str, Callable[[Mapping[str, object]], Value]] = {
    SOURCES: source_from_record,
    ENTITIES: entity_from_record,
    ANNOTATIONS: from_record,
}


class Slot(NamedTuple):
    """What a value is known by: its table, and its id or name."""

    table: str
    identity: str


State = dict[Slot, Value | None]  # what is to stand where; None for nothing

WORK = tuple(_DECODE)  # the tables with what people made


def slot_of(value: Value) -> Slot:
    """Return the slot that ``value`` stands in."""
    if isinstance(value, Annotation):
        return Slot(ANNOTATIONS, value.id)
    if isinstance(value, Entity):
        return Slot(ENTITIES, value.name)
    return Slot(SOURCES, value.id)


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
    if isinstance(value, Annotation):
        return to_record(value)
    return entity_to_record(value) if isinstance(value, Entity) else source_to_record(value)


def decoded(table: str, document: Mapping[str, object]) -> Value:
    """Return the value that a table's document says; raise NkreaderError where it says none."""
    return _DECODE[table](document)
