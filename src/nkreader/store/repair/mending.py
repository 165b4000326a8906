"""What stands in a damaged file once all that is known is put together. Writes nothing.

That is what the file still says, both sides of a conflict that git has left in it, what
its history knows to be missing, and damaged rows and quotes as they were when last known.
"""

from collections.abc import Callable, Iterator

from msgspec import Struct, field

from nkreader.model.fields import ID
from nkreader.store.history.past import Past
from nkreader.store.merging.merging import Fate, Merge, merge
from nkreader.store.repair.quotes import put_back
from nkreader.store.repair.salvage import salvage
from nkreader.store.rows.contents import Contents
from nkreader.store.rows.layout import ANNOTATIONS, REVIEWS, SOURCES, VERDICTS
from nkreader.store.rows.meta import is_signed
from nkreader.store.rows.storage import LineStorage
from nkreader.store.rows.values import Slot, State, slot_of
from nkreader.text.counted import counted
from nkreader.text.regex import regex

_ID = regex(rf'"(?:id|on)"\s*:\s*"({ID})"')

_BY_ID = (ANNOTATIONS, SOURCES, VERDICTS, REVIEWS)


class Mended(Struct):
    """What is to stand, and where that comes from which the file does not plainly say."""

    state: State
    told: list[str] = field(default_factory=list)

    def add(self, merged: Merge, fate: Fate, what: str) -> None:
        """Go on with what was merged; tell how many have that fate."""
        self.state = merged.state
        if ids := merged.fates.get(fate):
            self.told.append(f"{len(ids)} {what}" + _named(ids, fate))


def mended(storage: LineStorage, past: Past, copy: Callable[[], State]) -> Mended:
    """Return what stands; ``copy`` gives the state of a backup, if it comes to that."""
    contents = Contents(storage)
    found = Mended(contents.state())
    if storage.other_side:
        other = Contents(storage.other_side).state()
        found.add(
            merge(found.state, other, None), Fate.TWICE, "differ in the two versions, kept twice"
        )
    for value in contents.doubles:
        theirs = found.state | {slot_of(value): value}
        found.add(merge(found.state, theirs, None), Fate.TWICE, "with one id, kept twice")
    if past.whole:
        found.add(merge(past.last(), found.state, past), Fate.KEPT, "put in from the history")
    found.state |= (back := _recalled(storage, found.state, past, copy))
    if back:
        found.told.append(f"{len(back)} damaged, put in as last known{_named([*back])}")
    found.state |= (quotes := put_back(storage.path, found.state, past))
    if quotes:
        what = f"{counted(len(quotes), 'quote')} written over, put back as the text has it"
        found.told.append(what + _named([*quotes]))
    return found


def damage_told(storage: LineStorage) -> str:
    """Say of a file where it is damaged, as in "is damaged at line 3"."""
    damage = storage.damage
    if storage.other_side:
        return "holds two versions that git could not merge"
    lines = sorted({piece.line for piece in damage.pieces}) if damage else []
    if not lines:
        where = "between its rows" if is_signed(storage.tables) else "in its first row"
        return f"is damaged {where}"
    where = ", ".join(map(str, lines[:3])) + (f" and {len(lines) - 3} more" if lines[3:] else "")
    return f"is damaged at line{'s' if lines[1:] else ''} {where}"


def _recalled(storage: LineStorage, state: State, past: Past, copy: Callable[[], State]) -> State:
    """Return what the unreadable pieces of a file were, as far as their ids tell."""
    slots = [slot for slot in _slots(storage) if slot not in state]
    back: State = {}
    for slot in slots:
        value = past.states(slot)[-1] if past.states(slot) else copy().get(slot)
        if value:
            back[slot] = value
    return back


def _slots(storage: LineStorage) -> Iterator[Slot]:
    torn = salvage(storage.torn) if storage.torn else None
    lost = storage.damage or torn
    for piece in lost.pieces if lost else ():
        for identity in _ID.findall(piece.text):
            yield from (Slot(table, identity) for table in _BY_ID)


def _named(ids: list[str] | list[Slot], fate: Fate | None = None) -> str:
    if fate is Fate.KEPT:
        return ""
    names = [each.identity if isinstance(each, Slot) else each for each in ids]
    return f" ({', '.join(names[:5])}{', …' if len(names) > 5 else ''})"
