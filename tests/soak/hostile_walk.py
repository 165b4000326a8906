"""A walk through every screen of the reader, with hostile texts on each and typed into each."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random

from textual import events
from textual.pilot import Pilot

from harness.recording import record, recorded
from nkreader.session.start import open_to_look
from nkreader.session.workspace import locate
from nkreader.tui.app import ReaderApp
from soak.hostile_desk import ME, environment
from soak.hostile_judged import hostile_query
from soak.hostile_texts import hostile_line

_NAMES = {
    "/": "slash",
    "?": "question_mark",
    "}": "right_curly_bracket",
    "{": "left_curly_bracket",
    "]": "right_square_bracket",
    " ": "space",
    ">": "greater_than_sign",
    ".": "full_stop",
    "+": "plus",
}
# To so many sources comes one visit to another screen, which costs as much as several.
_EVERY = 4
# So often Escape leads out of wherever a visit has led.
_OUT = ("escape",) * 5
SIZES = ((120, 40), (100, 30), (80, 24), (40, 10))


class Walk:
    """A reader that is open, and what is done in it."""

    def __init__(self, app: ReaderApp, pilot: Pilot[int], chance: Random) -> None:
        self._app = app
        self._pilot = pilot
        self._chance = chance
        self._visits: list[Callable[[], Awaitable[None]]] = [
            self._read,
            self._details,
            self._search,
            self._list,
            self._filter,
            self._name,
            self._tag,
            self._point,
            self._help,
            self._palette,
            self._search_everything,
            self._ledger,
            self._claim,
            self._timeline,
            self._subjects,
            self._link,
            self._ties,
            self._cues,
            self._propose,
            self._ask_for_review,
            self._review,
            self._go_on_with_review,
            self._review_suggestions,
        ]
        chance.shuffle(self._visits)

    async def through(self, count: int) -> None:
        """Open each of ``count`` sources and visit one of the screens with it."""
        for number in range(count):
            if number % _EVERY == 0:
                await self._visits[number // _EVERY % len(self._visits)]()
                await self._press(*_OUT)
            await self._press("]")

    async def _read(self) -> None:
        await self._press("j", "}", " ", "v", "l", "v", "L", "G", "m")

    async def _details(self) -> None:
        await self._press("a", "enter")
        await self._paste()
        await self._press("tab", "escape", "escape")

    async def _search(self) -> None:
        await self._press("/")
        await self._paste()
        await self._press("enter", "n")

    async def _list(self) -> None:
        await self._press("tab", "j", "tab", "k", "tab")

    async def _filter(self) -> None:
        await self._press("tab", "f")
        await self._paste()
        await self._press("enter", "f", "ctrl+u", "enter", "shift+tab")

    async def _name(self) -> None:
        await self._press("v", "E")
        await self._paste()
        await self._press("down", "enter", "escape")

    async def _tag(self) -> None:
        await self._press("c", "d", "y", "u", "o", "o")

    async def _point(self) -> None:
        size = self._app.size
        for _ in range(3):
            at = (self._chance.randrange(size.width), self._chance.randrange(size.height))
            await self._pilot.click(offset=at)

    async def _help(self) -> None:
        await self._press("?", " ", "escape")

    async def _palette(self) -> None:
        await self._press("ctrl+p")
        await self._paste()
        await self._press("escape")

    async def _search_everything(self) -> None:
        await self._press("S")
        await self._paste()
        await self._press("enter", "j", "S", "ctrl+u")
        await self._paste(self._chance.choice(("the", "label:claim", hostile_query(self._chance))))
        await self._press("enter", "j", "}", "{", "?", "escape", "enter")

    async def _ledger(self) -> None:
        await self._press("C", "s", "j", "r", "o", "j", "f")
        await self._paste()
        await self._press("enter", "f", "ctrl+u", "enter", "?", "escape", "T", "n", "escape")

    async def _claim(self) -> None:
        await self._press("a", "C", "enter", "j", "tab", "j", "T", "j", "escape", "?", "escape")
        await self._press("enter", "backspace")

    async def _timeline(self) -> None:
        await self._press("a", "T", "j", "n", "N", "?", "escape", "T", "j", "enter", "enter")

    async def _subjects(self) -> None:
        await self._press("v", "L", "L", "L", "T", "j", "enter", "j", "enter")

    async def _link(self) -> None:
        await self._press("a", ">", "down", "tab")
        await self._paste()
        await self._press("ctrl+u", "shift+tab", "down", "enter", ">", "enter", "u")

    async def _ties(self) -> None:
        await self._press("a", ".", ".", "enter", "backspace", "a", "enter")

    async def _cues(self) -> None:
        await self._press("i", "w", "w", "W", "?", "escape", "i")

    async def _propose(self) -> None:
        await self._press("a", "p", "tab", "tab", "j", "p", "u")

    async def _ask_for_review(self) -> None:
        await self._press("R", "down", "up")
        await self._paste(hostile_query(self._chance))
        await self._press("down", "enter", "j", "?", "escape")

    async def _review(self) -> None:
        await self._press("R")
        await self._paste("by:")
        await self._press("ctrl+u", *["down"] * self._chance.randrange(6), "enter")
        await self._press("j", "k", "n")
        await self._paste()
        await self._press("enter", "d", "L", "r", "x", "u", "U", "y", "j", "escape")

    async def _go_on_with_review(self) -> None:
        await self._press("R", "enter", "enter", "x", "n")
        await self._paste()
        await self._press("escape", "u", "j", "?", "escape", "escape", "enter")

    async def _review_suggestions(self) -> None:
        await self._press("R", *["down"] * 9, "enter")
        for _ in range(20):
            await self._pilot.pause(0.01)
        await self._press("y", "n")
        await self._paste()
        await self._press("enter", "x", "u", "c", "escape")

    async def _press(self, *keys: str) -> None:
        """Press keys as fast as they are taken: a pilot's own way waits for the clock."""
        for key in keys:
            wanted = self._app.keys_taken + 1
            name = _NAMES.get(key, key)
            self._app.post_message(events.Key(name, key if len(key) == 1 else None))
            await self._settled()
            while self._app.keys_taken < wanted and not self._was_dropped():
                assert self._app.is_running, f"the reader was left by {key}"
                await self._pilot.pause(0.001)
        await self._settled()

    def _was_dropped(self) -> bool:
        """Tell whether no key waits any more: what one was typed for has not come."""
        app = self._app
        return not (app.message_queue_size or app._waiting or app.is_at_a_key)

    async def _settled(self) -> None:
        await self._pilot.pause(0)

    async def _paste(self, text: str | None = None) -> None:
        self._app.post_message(events.Paste(text or hostile_line(self._chance)))
        await self._settled()


async def walked(folder: Path, chance: Random, count: int) -> bytes:
    """Return all that a reader draws on a walk through a hostile workspace."""
    workspace = locate(cwd=folder, annotator=ME, environ=environment(folder))
    session, trouble = open_to_look(workspace, [], write=True)
    app = ReaderApp(session, trouble)
    record(app)
    try:
        async with app.run_test(
            headless=False, size=chance.choice(SIZES), notifications=True, tooltips=True
        ) as pilot:
            await Walk(app, pilot, chance).through(count)
            assert app.is_running, "the reader was left"
            return recorded(app)
    finally:
        session.store.close()
