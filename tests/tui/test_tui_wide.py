"""Wide, stacked and joined characters: every column stands where the layout says, on a screen."""

import unicodedata
from pathlib import Path

import pyte
import pytest
from wcwidth import wcwidth

from harness.reader import Reader
from harness.recording import record, recorded
from nkreader.model.annotation import Label
from nkreader.session.annotating.annotate import Details, annotate
from nkreader.session.start import open_session
from nkreader.session.workspace import locate
from nkreader.tui.app import ReaderApp

SHAPED = (
    "👩🏽\u200d🦱 👨\u200d👩\u200d👧\u200d👦 ❤\ufe0f\u200d🔥 🇰🇷🇰🇵 👍🏽 🏽 1\ufe0f\u20e3",
    "e\u0301te\u0301 z̸a̶l̷g̶o̵ " + "a" + "\u0301" * 30 + " 한국어 日本語の文。 \u1112\u1161\u11ab",
    "क्षत्रिय ශ්\u200dර می\u200cخواهم שָׁלוֹם السَّلامُ ﷺ 𒐫 ก็ กำ ⸻",
    "a\u200bb\u200dc\u202ed\u2066e\ufefff\u00adg\U000e0041h\ufe0fi\x1b[31mj\x9bk\u3164l\u115fm",
)  # fmt: skip
WIDTH, HEIGHT = 120, 40
# The cells in which the lines between the panes stand.
BORDERS = (25, 90)


def _kept(text: str) -> str:
    """Return what an emulator can be told: pyte gives up a line at what has no width."""
    return "".join(
        char
        for char in text
        if ord(char) < 0x80 or wcwidth(char) > 0 or unicodedata.combining(char)
    )


def _cells(screen: pyte.Screen, y: int, first: int, last: int) -> str:
    return "".join(screen.buffer[y][x].data for x in range(first, last)).rstrip()


def _has_lines(screen: pyte.Screen) -> bool:
    """Tell whether the lines between the panes are drawn whole."""
    return all(_cells(screen, y, x, x + 1) == "│" for y in range(HEIGHT - 2) for x in BORDERS)


def _has_text(screen: pyte.Screen, top: int, shown: list[str]) -> bool:
    """Tell whether each row stands in its columns, from a row of the screen on."""
    return all(
        _cells(screen, y, BORDERS[0] + 1, BORDERS[1])
        == unicodedata.normalize("NFC", _kept(row)).rstrip()
        for y, row in enumerate(shown, start=top)
    )


@pytest.mark.parametrize("keys", [(), ("j", "j", "v", "l", "v", "l", "L"), ("tab", "j"), ("a",)])
async def test_columns_stay_where_they_are(workspace: Path, keys: tuple[str, ...]) -> None:
    text = "\n\n".join(f"{line} {line} {line}." for line in SHAPED) + "\n"
    for number, line in enumerate(SHAPED):
        name = line.replace("/", "").encode("utf-8", "replace")[:100].decode("utf-8", "ignore")
        (workspace / "seeds" / f"{number} {name}.txt").write_text(text, encoding="utf-8")
    session = open_session(locate(cwd=workspace, annotator="ann"), [], write=True)
    opened = session.open(session.library.entries[0])
    for line, sentence in zip(SHAPED, opened.sentences, strict=False):
        details = Details(speaker=line, about=line, tags=(line,))
        annotate(session, opened, sentence, Label.CLAIM, details)
    app = ReaderApp(session)
    record(app)
    screen = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.Stream(screen)
    shown: list[str] = []
    try:
        async with app.run_test(headless=False, size=(WIDTH, HEIGHT)) as pilot:
            reader = Reader(pilot, app)
            await reader.press(*keys)

            def is_drawn() -> bool:
                stream.feed(_kept(recorded(app).decode()))
                pane = app.reader.desk.text
                shown[:] = [pane.render_line(y).text for y in range(pane.size.height)]
                return _has_lines(screen) and _has_text(screen, pane.region.y, shown)

            await reader.until(is_drawn)
    finally:
        session.store.close()
    assert any("日本語" in row for row in shown)
