"""A sitting of review: items gone through one by one, each decision durable when it is made.

Beside what a decision changes, the same step brings the record of the sitting up to date:
after a crash it goes on at the item after the last one decided. The record is never undone
by itself; a decision that is undone is undone in it too.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from nkreader.model.annotation import Annotation, Label, Status
from nkreader.model.change import Change, Step
from nkreader.model.errors import NkreaderError
from nkreader.model.review import Action, Position, Queue, Review, Tally, tallied
from nkreader.model.span import Span
from nkreader.session.anchoring import place
from nkreader.session.annotating.annotate import redo, undo
from nkreader.session.annotating.verdict import is_mine, judgement
from nkreader.session.reviewing.deciding import Seen, decided
from nkreader.session.reviewing.queue import Item, index_of, item_at
from nkreader.session.session import Session

# A longer pause between two keys is no time spent on an item, in seconds.
_LONGEST_LOOK = 120.0


class _Passed(NamedTuple):
    """An item that was left as it is, and what was counted before."""

    action: Action
    at: int
    tallies: tuple[Tally, ...]


class Sitting:
    """The items of one review, where one is among them, and what was done."""

    def __init__(
        self,
        session: Session,
        review: Review,
        items: Sequence[Item],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Go on with a review; ``items`` is what its queue holds now.

        ``clock`` tells seconds, from whenever.
        """
        self._session = session
        self._first = review
        self.items = list(items)
        self.at = index_of(session, self.items, review.position)
        self._before = review.done - self.at  # items done on other days that have left the queue
        self._clock = clock
        self._looked, self._spent = clock(), 0.0
        self._trail: list[_Passed | None] = []

    @property
    def review(self) -> Review:
        """The record as it stands."""
        return self._session.store.reviews.get(self._first.id, self._first)

    @property
    def is_recorded(self) -> bool:
        """Whether anything was done so far, on this day or another."""
        return self._first.id in self._session.store.reviews

    @property
    def item(self) -> Item | None:
        """The item one is at, None after the last."""
        return self.items[self.at] if self.at < len(self.items) else None

    @property
    def number(self) -> int:
        """The number of the item one is at, counted from 1 over all days."""
        return self._before + self.at + 1

    @property
    def total(self) -> int:
        """How many items there are, over all days."""
        return self._before + len(self.items)

    def seen(self) -> Seen | None:
        """Return the item one is at as it stands today, None after the last.

        One that was deleted meanwhile is left out. Raises NkreaderError where the item's
        source cannot be read.
        """
        while (item := self.item) and self._label_of(item) is None:
            del self.items[self.at]
        return self._seen(item) if item else None

    def accept(self, span: Span | None = None, label: Label | None = None) -> Seen:
        """Accept the item, with another passage or label where one is given, and go on.

        Return it as it was. Raises NkreaderError where it cannot be kept; then nothing has
        changed.
        """
        seen = self._here()
        chosen = label or seen.label
        action = Action.ACCEPT if chosen is seen.label else Action.RELABEL
        if seen.annotation and span not in (None, seen.span):
            action = Action.PASSAGE
        changes = decided(self._session, seen, span, chosen, Status.ACCEPTED)
        self._step(action, chosen, changes, seen, self.at + 1)
        return seen

    def reject(self) -> Seen:
        """Reject the item, and go on; a suggestion is kept as a rejected annotation."""
        seen = self._here()
        changes = decided(self._session, seen, None, seen.label, Status.REJECTED)
        self._step(Action.REJECT, seen.label, changes, seen, self.at + 1)
        return seen

    def set_passage(self, span: Span) -> Seen:
        """Set the item's passage, which accepts it, and stay; go on where it is another's."""
        seen = self._here()
        changes = decided(self._session, seen, span, seen.label, Status.ACCEPTED)
        stays = seen.annotation is None or is_mine(self._session, seen.annotation)
        self._step(Action.PASSAGE, seen.label, changes, seen, self.at + (not stays))
        return seen

    def note(self, text: str) -> Seen:
        """Set one's own note on the item, and stay; a suggestion is accepted by it."""
        seen = self._here()
        if seen.annotation is None:
            changes = decided(self._session, seen, None, seen.label, Status.ACCEPTED, note=text)
        else:
            change = judgement(self._session, seen.annotation, note=text or None)
            changes = (change,) if change else ()
        self._step(Action.NOTE, seen.label, changes, seen, self.at)
        return seen

    def skip(self) -> None:
        """Go on and leave the item as it is."""
        label = self._label_of(self.items[self.at]) if self.item else None
        if label is None:
            raise NkreaderError("nothing is left to review")
        self._pass(Action.SKIP, label)

    def back(self) -> bool:
        """Go to the item before, to look at it again; tell whether there is one."""
        if not self.at:
            return False
        self._record(self.review.tallies, self.at - 1)
        return True

    def end(self) -> None:
        """Record that nothing is left, if that was not recorded yet."""
        if self.item is None and self.is_recorded and self.review.ended is None:
            self._record(self.review.tallies, self.at)

    def undo(self) -> Step | None:
        """Take back what was done last, if anything was, and go to where that was done.

        Of an item that was only passed the answer is a step without changes.
        """
        passed = self._trail.pop() if self._trail else None
        if passed:
            self._record(passed.tallies, passed.at)
            return Step("", passed.action.value, self._session.now(), ())
        return self._followed(undo(self._session))

    def redo(self) -> Step | None:
        """Do again what was undone last."""
        step = redo(self._session)
        if step:
            self._trail.append(None)
        return self._followed(step)

    def _followed(self, step: Step | None) -> Step | None:
        """Go to where the record of the sitting says one is, after a step back or on again."""
        if step and any(change.identity == self._first.id for change in step.changes):
            self._return_to(self.review.position)
        self._looked = self._clock()
        return step

    def _return_to(self, position: Position | None) -> None:
        """Go to an item, which may be back in the queue only now that a step is undone."""
        self.at = index_of(self._session, self.items, position)
        if position and (self.item is None or self.item.position != position):
            again = item_at(self._session, self._first.queue, position)
            if again and not any(each.position == again.position for each in self.items):
                self.items.insert(self.at, again)
        self._before = self.review.done - self.at

    def _step(
        self, action: Action, label: Label, changes: Iterable[Change], seen: Seen, at: int
    ) -> None:
        """Make a decision's changes and, in one step with them, bring the record up to date."""
        changes = tuple(changes)
        if not changes:  # it stood so already; that it was looked at is recorded
            self._pass(action, label, at)
            return
        if not self.is_recorded:  # so that what is undone leads back to a sitting that has begun
            self._record(self.review.tallies, self.at)
        record = self._change_of_record(tallied(self.review.tallies, action, label), at)
        store, now = self._session.store, self._session.now()
        on = [seen.opened.ref] if any(map(_has_new_passage, changes)) else []
        if on:
            store.keep_text(seen.opened.ref, seen.opened.source.text)
        step = Step(self._session.new_id(), action.value, now, (*changes, record))
        store.apply(step, on)
        self._trail.append(None)
        self._bind(changes)
        self._go(at)

    def _pass(self, action: Action, label: Label, at: int | None = None) -> None:
        """Record that an item was looked at and is left as it is."""
        before, here = self.review.tallies, self.at
        self._record(tallied(before, action, label), here + 1 if at is None else at)
        self._trail.append(_Passed(action, here, before))

    def _record(self, tallies: tuple[Tally, ...], at: int) -> None:
        change = self._change_of_record(tallies, at)
        now = self._session.now()
        self._session.store.record(Step(self._session.new_id(), "review", now, (change,)))
        self._go(at)

    def _change_of_record(self, tallies: tuple[Tally, ...], at: int) -> Change:
        now = self._session.now()
        last = at >= len(self.items)
        self._spent += min(self._clock() - self._looked, _LONGEST_LOOK)
        after = replace(
            self.review,
            modified=now,
            total=self.total,
            done=self._before + at,
            seconds=self._first.seconds + round(self._spent),
            position=None if last else self.items[at].position,
            ended=now if last else None,
            tallies=tallies,
        )
        return Change(self.review if self.is_recorded else None, after)

    def _go(self, at: int) -> None:
        self.at = at
        self._looked = self._clock()

    def _bind(self, changes: Iterable[Change]) -> None:
        """Let a sentence that was tagged be an annotation from now on."""
        item = self.items[self.at]
        for change in changes:
            made = change.after
            if change.before is None and isinstance(made, Annotation) and item.label:
                at = Position(item.position.path, made.start, made.end, made.id)
                self.items[self.at] = replace(item, position=at)

    def _here(self) -> Seen:
        seen = self.seen()
        if seen is None:
            raise NkreaderError("nothing is left to review")
        return seen

    def _label_of(self, item: Item) -> Label | None:
        """Return an item's label, None where its annotation is gone."""
        annotation = self._annotation_of(item)
        return annotation.label if annotation else item.label

    def _annotation_of(self, item: Item) -> Annotation | None:
        key = item.position.annotation
        return self._session.everybody.find(key) if key else None

    def _seen(self, item: Item) -> Seen:
        opened = self._session.open(item.entry)
        annotation = self._annotation_of(item)
        if annotation is None:
            return Seen(opened, item.sentence, item.label or Label.CLAIM)
        (placed,) = place(self._session, opened.source, [annotation])
        return Seen(opened, placed.span, annotation.label, placed)


def _has_new_passage(change: Change) -> bool:
    before, after = change.before, change.after
    if not isinstance(after, Annotation):
        return False
    return not isinstance(before, Annotation) or before.span != after.span


def begin(
    session: Session,
    queue: Queue,
    items: Sequence[Item],
    *,
    clock: Callable[[], float] = time.monotonic,
) -> Sitting:
    """Begin a sitting; it is recorded once something is done. ``items`` are the queue's."""
    now = session.now()
    review = Review(
        id=session.new_id(),
        annotator=session.workspace.annotator,
        queue=queue,
        started=now,
        modified=now,
        total=len(items),
        position=items[0].position if items else None,
    )
    return Sitting(session, review, items, clock=clock)
