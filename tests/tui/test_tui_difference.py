"""Bytes that make one grid of cells another, applied by a terminal emulator."""

import subprocess
import sys

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import astuple
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from harness.emulator import Cell, Emulator
from nkreader.tui.driver.abilities import Abilities
from nkreader.tui.driver.difference import difference
from nkreader.tui.driver.grid import (
    CONTINUED,
    Grid,
    Row,
    blank_row,
    cells_of,
    differs,
    paint,
    sure_width,
    unknown_row,
)
from nkreader.tui.driver.looks import PLAIN, Look, look_of, transition
from nkreader.tui.driver.moves import Place, move
from nkreader.tui.driver.pen import Held
from nkreader.tui.driver.shifts import find_shift

COLUMNS, ROWS = 24, 9
# Shrinking a screen would take minutes.
FAST = (Phase.explicit, Phase.reuse, Phase.generate)
ALL = Abilities(
    erases_coloured=True, erases_cells=True, moves_to_column=True, scrolls=True, saves=True
)

LINE = "a line of the text".ljust(COLUMNS, ".")
TEXT = Style(color="color(252)", bgcolor="color(233)")
MARKED = Style(color="color(252)", bgcolor="color(59)")

styles = st.builds(
    Style,
    color=st.sampled_from((None, "default", "red", "color(111)", "color(252)")),
    bgcolor=st.sampled_from((None, "default", "color(59)", "color(233)")),
    bold=st.booleans(),
    italic=st.booleans(),
    underline=st.booleans(),
    reverse=st.booleans(),
    strike=st.booleans(),
)
texts = st.text(alphabet="ab .’…政“é \t\x1b\x9b", min_size=1, max_size=COLUMNS)
lines = st.lists(st.builds(Segment, texts | st.just(" " * 12), styles), max_size=3)
screens = st.lists(lines, min_size=ROWS, max_size=ROWS)
abilities = st.builds(Abilities, *[st.booleans()] * 5)


def grid_of(screen: list[list[Segment]]) -> Grid:
    grid = [blank_row(COLUMNS) for _ in range(ROWS)]
    for row, segments in zip(grid, screen, strict=True):
        paint(row, 0, cells_of(segments, ColorSystem.EIGHT_BIT))
    return grid


def drawn(grid: Grid) -> list[list[Cell]]:
    """Return what a terminal shows that is sent every cell by itself."""
    emulator = Emulator(COLUMNS, ROWS)
    sent = [
        f"\x1b[{y + 1};{x + 1}H{transition(None, look)}{cluster}"
        for y, row in enumerate(grid)
        for x, (cluster, look) in enumerate(zip(row.text, row.looks, strict=True))
        if cluster
    ]
    emulator.feed("".join(sent))
    return emulator.cells


@given(st.lists(screens, min_size=2, max_size=4), abilities)
@settings(max_examples=20, deadline=None, phases=FAST)
def test_the_difference_makes_one_screen_of_another(
    those: list[list[list[Segment]]], able: Abilities
) -> None:
    shown = [unknown_row(COLUMNS) for _ in range(ROWS)]
    emulator = Emulator(COLUMNS, ROWS)
    emulator.feed("\x1b[7mrubbish" * 60)
    held = Held()
    for grid in map(grid_of, those):
        strokes = difference(shown, grid, range(ROWS), able, held)
        emulator.feed(strokes.text)
        assert emulator.cells == drawn(grid)
        shown, held = grid, strokes.held


@given(screens, st.integers(-6, 6), st.integers(0, COLUMNS - 6), abilities)
@settings(max_examples=20, deadline=None, phases=FAST)
def test_what_moved_in_a_pane_is_as_if_it_had_been_written(
    screen: list[list[Segment]], by: int, left: int, able: Abilities
) -> None:
    old = grid_of(screen)
    new = [row.copy() for row in old]
    for y in range(1, ROWS - 1):
        source = old[min(max(y + by, 1), ROWS - 2)]
        cells = Row(source.text[left:], source.looks[left:])
        if cells.text[0] == CONTINUED:
            cells.text[0], cells.looks[0] = " ", PLAIN
        paint(new[y], left, cells)
    emulator = Emulator(COLUMNS, ROWS)
    begun = difference([unknown_row(COLUMNS)] * ROWS, old, range(ROWS), able)
    emulator.feed(begun.text + difference(old, new, range(ROWS), able, begun.held).text)
    assert emulator.cells == drawn(new)


def test_no_difference_is_no_byte() -> None:
    grid = grid_of([[Segment("the same")]] * ROWS)
    assert difference(grid, [row.copy() for row in grid], range(ROWS), ALL).text == ""


def test_a_scrolled_pane_is_found_and_sent_in_few_bytes() -> None:
    old = grid_of([[Segment(f"line {y} of the text")] for y in range(ROWS)])
    new = [*old[1:], grid_of([[Segment("a new line")]] * ROWS)[0]]
    changed = [(y, differs(old[y], new[y])) for y in range(ROWS)]
    shift = find_shift(old, new, changed)
    assert shift is not None
    assert shift.rows == 1
    assert len(difference(old, new, range(ROWS), ALL).text) < 60


@given(st.lists(st.tuples(st.integers(0, ROWS - 1), st.integers(0, COLUMNS - 1)), min_size=2))
@settings(deadline=None, phases=FAST)
def test_a_mark_is_carried_on_to_wherever_it_goes(marks: list[tuple[int, int]]) -> None:
    """From row ``y`` on and two rows further, from column ``x`` to the row's end."""
    emulator = Emulator(COLUMNS, ROWS)
    shown, held = [unknown_row(COLUMNS) for _ in range(ROWS)], Held()
    for y, x in marks:
        rows = [
            [Segment(LINE[:x], TEXT), Segment(LINE[x:], MARKED if y <= row <= y + 2 else TEXT)]
            for row in range(ROWS)
        ]
        grid = grid_of(rows)
        strokes = difference(shown, grid, range(ROWS), ALL, held)
        emulator.feed(strokes.text)
        assert emulator.cells == drawn(grid)
        shown, held = grid, strokes.held


def test_what_is_marked_is_unmarked_from_where_it_began_in_few_bytes() -> None:
    def at(y: int) -> Grid:
        return grid_of([[Segment(LINE, MARKED if row == y else TEXT)] for row in range(ROWS)])

    held = difference([unknown_row(COLUMNS)] * ROWS, at(1), range(ROWS), ALL).held
    held = difference(at(1), at(3), range(ROWS), ALL, held).held
    sent = difference(at(3), at(5), range(ROWS), ALL, held).text
    assert sent.startswith(f"\x1b8{LINE}")
    assert sent.count("\x1b7") == 1


def test_no_control_character_is_written_as_text() -> None:
    grid = grid_of([[Segment("a\x1b]52;c;AAAA\x07b\x9b2Jc\x85")]] * ROWS)
    sent = difference([blank_row(COLUMNS)] * ROWS, grid, range(ROWS), ALL).text
    assert not any("\x80" <= char < "\xa0" or char == "\x07" for char in sent)
    assert "\x1b]" not in sent


def test_links_are_not_written() -> None:
    style = Style(link="https://example.org", meta={"@click": "app.bell"})
    grid = grid_of([[Segment("a link", style)]] * ROWS)
    assert "example" not in difference([blank_row(COLUMNS)] * ROWS, grid, range(ROWS), ALL).text


def test_a_wrong_guess_of_a_width_spoils_no_more_than_its_neighbour() -> None:
    """The emulator takes a family for three wide characters, the grid for one."""
    family = "👩‍👩‍👧"
    assert sure_width(family) == 0
    grid = grid_of([[Segment(f"{family} is here, and so is the rest")]] * ROWS)
    emulator = Emulator(COLUMNS, ROWS)
    emulator.feed(difference([unknown_row(COLUMNS)] * ROWS, grid, range(ROWS), ALL).text)
    for row in emulator.text:
        assert "here, and so is" in row
        assert row.index("here") <= len("xx is ") + 2


def test_quotation_marks_are_not_sure_of_their_width_and_letters_are() -> None:
    assert [sure_width(char) for char in "a’…│政🙂ï"] == [1, 0, 0, 0, 2, 0, 1]


looks = st.builds(
    Look,
    st.integers(0, (1 << 13) - 1),
    st.sampled_from(("", "31", "38;5;111", "38;2;1;2;3")),
    st.sampled_from(("", "41", "48;5;59", "48;2;1;2;3")),
)
_ON = {"1": 0, "2": 1, "3": 2, "4": 3, "5": 4, "6": 5, "7": 6, "8": 7, "9": 8}
_ON |= {"21": 9, "51": 10, "52": 11, "53": 12}
_OFF = {"22": (0, 1), "23": (2,), "24": (3, 9), "25": (4, 5), "27": (6,), "28": (7,)}
_OFF |= {"29": (8,), "54": (10, 11), "55": (12,)}


def told(look: Look, sequence: str) -> Look:
    """Return the look after a sequence, as ECMA-48 has it."""
    if not sequence:
        return look
    attributes, foreground, background = astuple(look)
    parameters = sequence[2:-1].split(";")
    while parameters:
        code = parameters.pop(0)
        if code in ("", "0"):
            attributes, foreground, background = astuple(PLAIN)
        elif code in _ON:
            attributes |= 1 << _ON[code]
        elif code in _OFF:
            attributes &= ~sum(1 << bit for bit in _OFF[code])
        else:
            count = {"5": 2, "2": 4}[parameters[0]] if code in ("38", "48") else 0
            colour = ";".join((code, *parameters[:count]))
            del parameters[:count]
            if code[0] == "3":
                foreground = "" if code == "39" else colour
            else:
                background = "" if code == "49" else colour
    return Look(attributes, foreground, background)


@given(looks, looks)
@settings(deadline=None)
def test_a_transition_leads_from_look_to_look(before: Look, after: Look) -> None:
    assert told(before, transition(before, after)) == after
    assert told(before, transition(None, after)) == after


@given(styles)
@settings(deadline=None)
def test_a_look_is_the_style_as_rich_writes_it(style: Style) -> None:
    written = style.render("x", color_system=ColorSystem.STANDARD).partition("x")[0]
    assert told(PLAIN, written) == look_of(style, ColorSystem.STANDARD)


places = st.builds(Place, st.integers(0, COLUMNS - 1), st.integers(0, ROWS - 1))


@given(places, places, st.booleans())
@settings(deadline=None)
def test_a_move_leads_from_place_to_place(before: Place, after: Place, able: bool) -> None:
    emulator = Emulator(COLUMNS, ROWS)
    emulator.feed(move(None, before, to_column=able) + move(before, after, to_column=able) + "x")
    assert emulator.cells[after.y][after.x].data == "x"


@pytest.mark.parametrize(
    ("term", "able"),
    [
        ("xterm-256color", ALL),
        ("vt100", Abilities(saves=True)),
        ("no-such-terminal", Abilities()),
        ("screen-256color", Abilities(moves_to_column=True, scrolls=True, saves=True)),
    ],
)
def test_terminals_are_sent_what_they_understand(term: str, able: Abilities) -> None:
    # In a process of its own: terminfo is read once in each.
    code = f"from nkreader.tui.driver.abilities import *; print(abilities_of({term!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(able)
