"""The first page in a real terminal: what is seen, what becomes of keys, how it ends."""

import os
import termios
import time
from collections.abc import Iterator

import pytest
from firstpage_desk import FirstPageDesk
from tinydb import TinyDB

from harness.emulator import Emulator
from harness.store_samples import AT, annotation
from harness.terminal import Terminal
from nkreader.firstpage.standing import ENDING
from nkreader.model.change import Change, Step
from nkreader.session.start import is_long_to_open
from nkreader.session.workspace import locate
from nkreader.store.annotations import AnnotationStore

_DESKS = 20
ENTER, LEAVE = b"\x1b[?1049h", b"\x1b[?1049l"


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FirstPageDesk]:
    """Desks for all tests, as what has changed in the second before a sitting is not trusted."""
    made = [FirstPageDesk(tmp_path_factory.mktemp("desk")) for _ in range(_DESKS)]
    time.sleep(1.1)
    return iter(made)


@pytest.fixture
def desk(desks: Iterator[FirstPageDesk]) -> FirstPageDesk:
    return next(desks)


def _stands(terminal: Terminal) -> None:
    terminal.wait_for("Pyongyang kept silent")
    terminal.wait_for_quiet()


@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (80, 24), (40, 10)])
def test_the_full_screen_is_the_first_page(desk: FirstPageDesk, columns: int, rows: int) -> None:
    desk.read_once("jjcj", columns=columns, rows=rows)
    with desk.open_waiting(columns=columns, rows=rows) as terminal:
        terminal.wait_for("denied it")
        terminal.wait_for_quiet()
        before, painted = terminal.cells, len(terminal.output)
        desk.let_go_on()
        terminal.type("7")
        terminal.wait_for("7 ×")
        terminal.wait_for_quiet()
        terminal.type("q")
        assert terminal.wait_for_end() == 0
        assert terminal.output.count(ENTER) == 1
        assert terminal.output.count(LEAVE) == 1
    # At no moment before the key was answered was it anything else.
    status = rows - 2 if rows > 15 else rows - 1
    emulator = Emulator(columns, rows)
    emulator.take(terminal.output[:painted])
    for piece in terminal.output[painted:].split(b"\x1b"):
        emulator.take(b"\x1b" + piece if piece else b"")
        cells = emulator.cells
        changed = [y for y in range(rows) if cells[y] != before[y]]
        if changed:
            assert changed == [status]  # which is the answer
            return
    pytest.fail("the key was not answered")


def test_it_stands_also_where_the_database_is_long_to_read(desk: FirstPageDesk) -> None:
    workspace = locate(cwd=desk.folder, environ=desk.env)
    assert not is_long_to_open(workspace)
    long = [annotation(number, note="x" * 1_000_000) for number in range(9)]
    with AnnotationStore.open(workspace.annotations, workspace.annotator) as store:
        store.apply(Step("s", "import", AT, tuple(Change(None, each) for each in long)))
    assert is_long_to_open(workspace)
    desk.read_once("c")
    with desk.open_waiting() as terminal:
        _stands(terminal)
        desk.let_go_on()
        terminal.type("u")
        terminal.wait_for("undone")
        terminal.type("q")
        assert terminal.wait_for_end() == 0


def test_what_follows_is_drawn_on_what_the_terminal_shows(desk: FirstPageDesk) -> None:
    desk.read_once("jjcj")
    with desk.open() as terminal:
        _stands(terminal)
        terminal.type("kkdtj?")
        terminal.wait_for("Esc back")
        terminal.type("\x1b")
        terminal.wait_for_quiet(0.5)
        followed = terminal.cells
        terminal.spoil("\x1b[H" + "rubbish " * 300)
        terminal.type("\x0c")
        terminal.wait_for_quiet(0.5)
        assert terminal.cells == followed
        terminal.type("q")
        assert terminal.wait_for_end() == 0


def test_keys_typed_meanwhile_are_kept_in_order_and_not_shown(desk: FirstPageDesk) -> None:
    desk.read_once("g")
    with desk.open_waiting() as terminal:
        _stands(terminal)
        before = terminal.text
        terminal.type("/trains\rnd")
        terminal.wait_for_quiet()
        assert terminal.text == before
        desk.let_go_on()
        terminal.wait_for("denial tagged, saved")
        terminal.type("q")
        assert terminal.wait_for_end() == 0
    stored = TinyDB(desk.database, access_mode="r")
    quotes = [each["quote"] for each in stored.table("annotations")]
    stored.close()
    assert quotes == ["A satellite saw full trains."]


def test_killed_it_gives_the_terminal_back(desk: FirstPageDesk) -> None:
    desk.read_once()
    for number in ENDING:
        with desk.open_waiting() as terminal:
            _stands(terminal)
            assert termios.tcgetattr(terminal.master) != terminal.before
            terminal.process.send_signal(number)
            assert terminal.wait_for_end() == 128 + number
            assert termios.tcgetattr(terminal.master) == terminal.before
            assert terminal.output.count(LEAVE) == 1
            assert terminal.output.endswith(b"\x1b[?25h")


def test_broken_it_complains_where_it_stays(desk: FirstPageDesk) -> None:
    desk.read_once()
    (desk.folder / "break").touch()
    with desk.open_waiting() as terminal:
        _stands(terminal)
        desk.let_go_on()
        assert terminal.wait_for_end() == 1
        assert b"broken on purpose" in terminal.output.split(LEAVE)[1]
        assert termios.tcgetattr(terminal.master) == terminal.before


def test_what_is_missing_is_told_where_it_stays(desk: FirstPageDesk) -> None:
    desk.read_once("jj", "seeds/story.txt")
    with desk.open_waiting("seeds/story.txt") as terminal:
        _stands(terminal)
        desk.story.unlink()
        desk.let_go_on()
        assert terminal.wait_for_end() == 1
        assert b"story.txt" in terminal.output.split(LEAVE)[1]
        assert termios.tcgetattr(terminal.master) == terminal.before


def test_it_ends_when_its_terminal_has_gone(desk: FirstPageDesk) -> None:
    desk.read_once()
    with desk.open_waiting() as terminal:
        _stands(terminal)
        process = terminal.process
        gone, terminal.master = terminal.master, os.open(os.devnull, os.O_RDONLY)
        os.close(gone)
        desk.let_go_on()
        assert process.wait(timeout=60) != 0


def _shows_no_first_page(desk: FirstPageDesk, columns: int = 120) -> None:
    with desk.open_waiting(columns=columns) as terminal:
        terminal.wait_for_quiet(0.4)
        assert terminal.output == b""
        desk.let_go_on()
        terminal.wait_for("help")
        terminal.wait_for_quiet()
        terminal.type("q")
        assert terminal.wait_for_end() == 0


def test_there_is_none_where_anything_has_changed(desk: FirstPageDesk) -> None:
    _shows_no_first_page(desk)  # the first start
    _shows_no_first_page(desk, columns=100)  # another size
    desk.env["NO_COLOR"] = "1"
    _shows_no_first_page(desk)
    desk.story.write_text("It was denied. Or was it?\n", encoding="utf-8")
    _shows_no_first_page(desk)


def test_a_killed_sitting_leaves_none(desk: FirstPageDesk) -> None:
    desk.read_once()
    assert len(desk.pages) == 1
    with desk.open() as terminal:
        _stands(terminal)
        terminal.wait_for_quiet(0.5)
        terminal.process.kill()
        terminal.process.wait()
    assert desk.pages == []


def test_a_page_that_was_tampered_with_is_not_painted(desk: FirstPageDesk) -> None:
    desk.read_once()
    (page,) = desk.pages
    data = page.read_bytes()
    hostile = b"\x1b]52;c;cm0gLXJm\x07"  # would be in the clipboard
    at = data.index(b"Pyongyang")
    page.write_bytes(data[:at] + hostile + data[at + len(hostile) :])
    with desk.open() as terminal:
        terminal.wait_for("help")
        terminal.wait_for_quiet(0.5)
        assert hostile not in terminal.output
        terminal.type("q")
        assert terminal.wait_for_end() == 0


def test_a_large_source_stays_readable_while_it_is_read(desk: FirstPageDesk) -> None:
    line = "The ministry denied it. Moscow said the trains were empty.\n"
    desk.story.write_text("Ministry denies\n\n" + line * 60_000, encoding="utf-8")
    time.sleep(1.1)
    desk.read_once("jj", "seeds/story.txt")
    with desk.open("seeds/story.txt") as terminal:
        terminal.wait_for("Moscow said")
        terminal.type("7")

        def is_answered() -> bool:
            assert "Moscow said" in terminal.text
            return "7 ×" in terminal.text

        assert terminal.wait_until(is_answered)
        terminal.type("q")
        assert terminal.wait_for_end() == 0
