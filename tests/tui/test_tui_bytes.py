"""What a key may cost on the wire, in bytes, in the sample sources at 120x40.

These figures are what keys cost now and a little more. A change that makes a key dearer
fails here; one that makes it cheaper should lower the figure.
"""

from pathlib import Path
from statistics import median

import pytest
from textual.pilot import Pilot

from harness.drawn import DrawnApp, drawing

SAMPLES = Path(__file__).parents[2] / "seeds"
KEYS = 6
# For each motion: the keys before it, the key measured, the key after it, and the most bytes.
MOTIONS = {
    "sentence": ("g", "j", "", 360),
    "word": ("gv", "l", "", 37),
    "tag": ("g", "c", "j", 385),
    "page": ("g", "space", "b", 2400),
    "line": ("g", "ctrl+e", "", 1080),
    "line alone": ("gtt", "ctrl+e", "", 135),
    "cues": ("g", "i", "i", 360),
    "nothing": ("g", "ctrl+c", "", 0),
}
START = 4450


async def press(app: DrawnApp, pilot: Pilot[int], key: str) -> int:
    """Return the bytes that a key brings."""
    app.take()
    app.simulate_key(key)
    await pilot.pause()
    await pilot.pause()
    return app.take()


@pytest.mark.parametrize("name", ["captions-talk.txt", "feed-dump.txt"])
async def test_no_key_is_dearer_than_it_was(workspace: Path, name: str) -> None:
    found = {}
    async with drawing(DrawnApp, workspace, SAMPLES / name) as (app, pilot):
        await pilot.pause()
        found["start"] = app.take()
        for motion, (before, key, after, _) in MOTIONS.items():
            for each in ("escape", "escape", *before):
                await press(app, pilot, each)
            costs = []
            for _ in range(KEYS):
                costs.append(await press(app, pilot, key))
                if after:
                    await press(app, pilot, after)
            found[motion] = int(median(costs))
    allowed = {"start": START} | {motion: most for motion, (*_, most) in MOTIONS.items()}
    dearer = {each: cost for each, cost in found.items() if cost > allowed[each]}
    assert not dearer, f"{found}"
