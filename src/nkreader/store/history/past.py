"""What a history knows of each value: the states it has had, and what stands after all."""

from collections.abc import Iterable

from nkreader.store.history.entry import Entry
from nkreader.store.rows.values import Slot, State, Value, slot_of


class Past:
    """All states of all values, from the entries of a history, oldest first.

    ``whole`` tells that no entry is missing: only then is what stands in the end certain.
    """

    def __init__(self, entries: Iterable[Entry] = (), *, whole: bool = True) -> None:
        self.whole = whole
        self._states: dict[Slot, list[Value | None]] = {}
        for entry in entries:
            for source in entry.sources:
                self._note(slot_of(source), source)
            for change in entry.step.changes:
                if value := change.value:
                    slot = slot_of(value)
                    self._note(slot, change.before)
                    self._note(slot, change.after)

    def last(self) -> State:
        """Return what stands after all entries."""
        return {slot: states[-1] for slot, states in self._states.items()}

    def states(self, slot: Slot) -> tuple[Value, ...]:
        """Return the values that have stood in a slot, oldest first."""
        return tuple(value for value in self._states.get(slot, ()) if value)

    def knows(self, slot: Slot, value: Value) -> bool:
        """Tell whether ``value`` has stood in a slot."""
        return value in self._states.get(slot, ())

    def _note(self, slot: Slot, value: Value | None) -> None:
        states = self._states.setdefault(slot, [])
        if not states or states[-1] != value:
            states.append(value)
