"""Going from mention to mention of an entity."""

from collections.abc import Iterator
from itertools import count, islice
from typing import ClassVar

from textual import events, work
from textual.binding import Binding, BindingType

from nkreader.model.entity import Entity, Mention
from nkreader.model.span import Span
from nkreader.reading import motions
from nkreader.reading.selection import Selection
from nkreader.session.opened import Opened
from nkreader.tui.actions.opening import Opening
from nkreader.tui.key_order import hold_keys, let_keys_go

# How many stretches are looked through while the key waits, and after how many more it is said
# how far that is.
_NEAR = 4
_TOLD = 16

_Stretches = Iterator[tuple[Mention, ...]]


class Mentioning(Opening):
    """Follows an entity through the open source."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "mention", "Next mention of the entity here", id="mention.next"),
    ]

    _followed: tuple[Span, Entity] | None = None
    _looked_through: _Stretches | None = None
    """What is being looked through behind the screen."""

    def action_mention(self) -> None:
        """Go to the next sentence that mentions the entity under the cursor."""
        if self.opened is None:
            return
        selected = self.text.selection.span
        entity = self._entity_here(selected)
        if entity is None:
            self.say("no name is highlighted in this passage")
            return
        stretches = self.opened.mentions_from(selected.end)
        for stretch in islice(stretches, _NEAR):
            if found := _first(entity, stretch):
                self._go_to_mention(self.opened, found)
                return
        self._looked_through = stretches
        hold_keys(self.app)
        self._look_on(self.opened, entity, stretches)

    def on_key(self, event: events.Key) -> None:
        """Give up the mention that is being looked for."""
        if event.key == "escape" and self._looked_through is not None:
            self._looked_through = None
            self.say("given up")

    def _put_on_desk(self, index: int, opened: Opened, selection: Selection | None) -> None:
        super()._put_on_desk(index, opened, selection)
        self._followed = None

    @work(thread=True, group="mention", exclusive=True)
    def _look_on(self, opened: Opened, entity: Entity, stretches: _Stretches) -> None:
        """Look for a mention that is not near, while the screen goes on."""
        call, found = self.app.call_from_thread, None
        for done in count():
            if done % _TOLD == 0:
                call(self._tell_of_looking, stretches, entity, done / opened.stretches)
            stretch = next(stretches, None)
            found = _first(entity, stretch or ())
            if found or stretch is None or self._looked_through is not stretches:
                break
        call(self._end_looking, opened, stretches, found)

    def _tell_of_looking(self, stretches: _Stretches, entity: Entity, share: float) -> None:
        if self._looked_through is stretches:
            self.say(f"looking for {entity.name}, {share:.0%} · Esc gives up")

    def _end_looking(self, opened: Opened, stretches: _Stretches, found: Mention | None) -> None:
        if self._looked_through is not stretches:
            return
        self._looked_through = None
        self.say("")
        if found:
            self._go_to_mention(opened, found)
        let_keys_go(self.app)

    def _go_to_mention(self, opened: Opened, found: Mention) -> None:
        entity = found.entity
        goes_around = found.span.end <= self.text.selection.span.start
        self.text.show_hits((found.span,))
        moved = motions.select_at(
            opened.ground, Selection(self.text.selection.span), found.span.start
        )
        self._followed = (moved.span, entity)
        self.text.select(moved, jump=True)
        kind = f"{entity.type}, {entity.wikidata}" if entity.wikidata else entity.type
        self.say(f"{entity.name} ({kind})" + (" · from the top" if goes_around else ""))

    def _entity_here(self, selected: Span) -> Entity | None:
        """Return the entity that is followed: the one followed so far, else the first here."""
        if self._followed and self._followed[0] == selected:
            return self._followed[1]
        mentions = self.opened.mentions(selected) if self.opened else ()
        return mentions[0].entity if mentions else None


def _first(entity: Entity, mentions: tuple[Mention, ...]) -> Mention | None:
    return next((each for each in mentions if each.entity.name == entity.name), None)
