"""Going from mention to mention of an entity."""

from collections.abc import Iterator
from functools import partial
from itertools import count, islice

from nkreader.model.entity import Entity, Mention
from nkreader.model.span import Span
from nkreader.reading import motions
from nkreader.reading.selection import Selection
from nkreader.session.opened import Opened
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.finding import FROM_THE_TOP
from nkreader.tui.key_order import hold_keys, let_keys_go

# How many stretches are looked through while the key waits, and after how many more it is said
# how far that is.
_NEAR = 4
_TOLD = 16

_Stretches = Iterator[tuple[Mention, ...]]


class Mentioning:
    """Follows an entity through the open source."""

    def __init__(self, desk: Desk) -> None:
        """Follow none."""
        self._desk = desk
        self._followed: tuple[Span, Entity] | None = None
        # What is being looked through behind the screen.
        self._looked_through: _Stretches | None = None
        desk.when_put.append(self._follow_none)
        desk.given_up.append(self._give_up)

    def next_mention(self) -> None:
        """Go to the next sentence that mentions the entity under the cursor."""
        desk, opened = self._desk, self._desk.opened
        if opened is None:
            return
        selected = desk.text.selection.span
        entity = self._entity_here(opened, selected)
        if entity is None:
            desk.say("no name is highlighted in this passage")
            return
        stretches = opened.mentions_from(selected.end)
        for stretch in islice(stretches, _NEAR):
            if found := _first(entity, stretch):
                self._go_to_mention(opened, found)
                return
        self._looked_through = stretches
        hold_keys(desk.app)
        look_on = partial(self._look_on, opened, entity, stretches)
        desk.behind("mention", look_on, exclusive=True)

    def _look_on(self, opened: Opened, entity: Entity, stretches: _Stretches) -> None:
        """Look for a mention that is not near, while the screen goes on."""
        call, found = self._desk.app.call_from_thread, None
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
            self._desk.say(f"looking for {entity.name}, {share:.0%} · Esc gives up")

    def _end_looking(self, opened: Opened, stretches: _Stretches, found: Mention | None) -> None:
        if self._looked_through is not stretches:
            return
        self._looked_through = None
        self._desk.say("")
        if found:
            self._go_to_mention(opened, found)
        let_keys_go(self._desk.app)

    def _give_up(self) -> None:
        if self._looked_through is not None:
            self._looked_through = None
            self._desk.say("given up")

    def _follow_none(self, _: Opened) -> None:
        self._followed = None

    def _go_to_mention(self, opened: Opened, found: Mention) -> None:
        text, entity = self._desk.text, found.entity
        around = FROM_THE_TOP if found.span.start < text.selection.span.end else ""
        text.show_hits((found.span,))
        moved = motions.select_at(opened.ground, Selection(text.selection.span), found.span.start)
        self._followed = (moved.span, entity)
        text.select(moved, jump=True)
        kind = f"{entity.type}, {entity.wikidata}" if entity.wikidata else entity.type
        self._desk.say(f"{entity.name} ({kind}){around}")

    def _entity_here(self, opened: Opened, selected: Span) -> Entity | None:
        """Return the entity that is followed: the one followed so far, else the first here."""
        if self._followed and self._followed[0] == selected:
            return self._followed[1]
        mentions = opened.mentions(selected)
        return mentions[0].entity if mentions else None


def _first(entity: Entity, mentions: tuple[Mention, ...]) -> Mention | None:
    return next((each for each in mentions if each.entity.name == entity.name), None)
