"""What the reader does before it answers keys, and what it leaves for later."""

import gc
import subprocess
import sys
from collections import Counter
from functools import cached_property
from pathlib import Path

import pytest
from textual._compositor import Compositor
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets._toast import ToastRack
from textual.widgets._tooltip import Tooltip

from harness.reader import Open, lines_of, opener
from nkreader import loaders
from nkreader.cli import program
from nkreader.cli import reader as reader_command
from nkreader.model.annotation import Relation
from nkreader.session.linking.link import link
from nkreader.session.memory import Facts, Memory, recall, remember
from nkreader.session.start import open_session
from nkreader.session.workspace import locate
from nkreader.store import own
from nkreader.store.rows import seal
from nkreader.tui.actions.parts import Parts
from nkreader.tui.answering import SCREEN_STYLES
from nkreader.tui.app import ReaderApp
from nkreader.tui.rehearsal import Rehearsal
from nkreader.tui.screen import ReaderScreen

WITH_A_KEY = {name for name, part in vars(Parts).items() if isinstance(part, cached_property)}


async def test_the_keys_go_to_the_text_at_once(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    focused: list[str | None] = []
    watch = Widget.watch_has_focus

    def watched(widget: Widget, has_focus: bool) -> None:
        focused.append(widget.id)
        watch(widget, has_focus)

    monkeypatch.setattr(Widget, "watch_has_focus", watched)
    async with open_reader() as reader:
        assert reader.focus == "text"
    assert set(focused) == {"text"}


async def test_the_styles_of_other_screens_are_read_behind(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_reader() as reader:
        styles = reader.app.stylesheet
        await reader.until(lambda: styles.has_source(str(SCREEN_STYLES)))
        monkeypatch.setattr(Stylesheet, "reparse", None)
        await reader.press("question_mark")
        assert reader.app.screen.query_one("#help").size.width == 72


async def test_a_screen_that_is_opened_first_has_its_styles(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReaderApp, "_begin_the_rest", lambda app: None)
    async with open_reader() as reader:
        assert not reader.app.stylesheet.has_source(str(SCREEN_STYLES))
        await reader.press("question_mark")
        assert reader.app.screen.query_one("#help").size.width == 72


def test_what_mends_merges_and_goes_elsewhere_is_not_waited_for() -> None:
    code = "import nkreader.session.start, nkreader.tui.sitting, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    late = (
        "gzip",
        "statistics",
        "textual.widgets._label",
        "nkreader.loaders.parts",
        "nkreader.model.cue",
        "nkreader.store.merging.merging",
        "nkreader.store.repair.belonging",
        "nkreader.store.repair.mending",
        "nkreader.store.repair.salvage",
        "nkreader.store.unread",
        "nkreader.session.tagged",
        "nkreader.tui.answering",
        "nkreader.tui.dialogs",
        "nkreader.tui.fullscreen",
        "nkreader.tui.ledger",
        "nkreader.tui.line",
        "nkreader.tui.review",
        "nkreader.tui.search",
        *(f"nkreader.tui.actions.{part}" for part in WITH_A_KEY),
    )
    assert not [each for each in done.stdout.split() if each.startswith(late)]


async def test_what_only_keys_ask_for_is_made_with_them(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReaderApp, "_begin_the_rest", lambda app: None)
    async with open_reader() as reader:
        await reader.press("j", "shift+down", "space", "tab")
        assert not WITH_A_KEY & vars(reader.parts).keys()
        await reader.press("m")
        assert WITH_A_KEY & vars(reader.parts).keys() == {"mentioning"}


async def test_what_is_known_of_sources_is_not_found_out_again(workspace: Path) -> None:
    session = open_session(locate(cwd=workspace, annotator="ann"), (), write=False)
    known = Facts("0123456789ab", 10, None, None, None, "podcast")
    ReaderApp(session, memory=Memory({"story.txt": ("", known)}))
    assert session.library.shapes == {"0123456789ab": "podcast"}
    session.store.close()


async def test_the_source_that_was_open_is_not_read_again(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = open_session(locate(cwd=workspace, annotator="ann"), (), write=False)
    entry = session.library.entries[0]
    source = session.library.load(entry)
    session.store.close()
    session = open_session(locate(cwd=workspace, annotator="ann"), (), write=False)
    ReaderApp(session, memory=recall(remember((), source, (), since=0)))
    monkeypatch.setattr(loaders, "recognise", None)
    assert session.open(entry).source == source
    session.store.close()


async def test_samples_that_nobody_named_are_said_to_be_samples(
    tmp_path_factory: pytest.TempPathFactory, open_reader: Open
) -> None:
    own = tmp_path_factory.mktemp("own")
    (own / "annotations").mkdir()
    for place in (own, tmp_path_factory.mktemp("elsewhere")):
        async with opener(place)() as reader:
            assert reader.said == "these are samples: nkreader FOLDER opens your own"
            title = reader.desk.titles[reader.desk.sources].render_line(0).text
            assert title.split() == ["Samples", "5"]
            await reader.press("j")
            assert reader.said == ""
    async with open_reader() as reader:
        assert reader.said == ""
        title = reader.desk.titles[reader.desk.sources].render_line(0).text
        assert title.split() == ["Sources", "2"]


async def test_names_that_a_key_has_asked_for_before_are_drawn(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReaderApp, "_begin_the_rest", lambda app: None)
    async with open_reader() as reader:
        opened, text = reader.desk.opened, reader.desk.text
        assert opened is not None
        assert not opened.matcher.ready
        await reader.press("m")
        assert opened.matcher.ready
        drawn: list[int] = []

        def noting(*regions: Region) -> None:
            drawn.extend(region.y for region in regions)

        monkeypatch.setattr(text, "refresh", noting)
        reader.screen.go_on()
        rows = [y for y, row in enumerate(reader.shown()) if "Moscow" in row or "Kim" in row]
        assert rows
        assert set(rows) <= set(drawn)


def test_the_first_screen_is_laid_out_once_and_looked_at_once(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: Counter[str] = Counter()

    def count(owner: type, name: str) -> None:
        plain = getattr(owner, name)

        def counted(*arguments: object, **named: object) -> object:
            done[name] += 1
            return plain(*arguments, **named)

        monkeypatch.setattr(owner, name, counted)

    count(Compositor, "reflow")
    count(Compositor, "render_strips")
    count(ReaderScreen, "_show_when_settled")
    for unused in (ToastRack, Tooltip):
        monkeypatch.setattr(unused, "__init__", None)
    session = open_session(locate(cwd=workspace, annotator="ann"), ())
    start = Rehearsal(session, None, b"")
    start.run(headless=True, size=(120, 40))
    session.store.close()
    assert start.screen_painted
    assert done == {"reflow": 1, "render_strips": 1, "_show_when_settled": 1}


async def test_the_line_to_type_into_is_made_when_it_is_asked_for(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReaderApp, "_begin_the_rest", lambda app: None)
    async with open_reader() as reader:
        prompt = reader.desk.prompt
        assert not prompt.children
        await reader.type_ahead("slash", "d", "e", "n")
        assert prompt.typed == "den"
        await reader.press("enter")
        assert "den" in reader.selected


async def test_the_line_to_type_into_is_made_behind(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.until(lambda: bool(reader.desk.prompt.children))


async def test_no_styles_are_read_for_what_this_application_has_not(open_reader: Open) -> None:
    async with open_reader() as reader:
        read_from = {source for _, source in reader.app.stylesheet.source}
        assert "Screen.DEFAULT_CSS" in read_from
        assert "App.DEFAULT_CSS" not in read_from


async def test_of_no_widget_the_own_style_is_asked_for_twice(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: Counter[Widget] = Counter()
    plain = vars(DOMNode)["rich_style"].fget

    def counted(node: Widget) -> object:
        asked[node] += 1
        return plain(node)

    async with open_reader() as reader:
        pane = reader.desk.annotations
        pane.notify_style_update()
        monkeypatch.setattr(DOMNode, "rich_style", property(counted))
        for names in (("faint",), ("claim",), ("claim", "cursor"), ()):
            pane.style_of(*names)
        assert asked[pane] == 1


def test_no_garbage_is_looked_for_while_the_reader_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []

    def noting(words: object, standing: object) -> int:
        seen.append(gc.isenabled())
        return 0

    monkeypatch.setattr(reader_command, "read", noting)
    gc.enable()
    assert program.run([]) == 0
    assert seen == [False]
    assert gc.isenabled()


async def test_the_first_page_does_not_wait_until_links_are_looked_for_in_a_large_file(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seal, "WORTH", 1)
    monkeypatch.setattr(own, "SMALL", 0)
    async with open_reader() as reader:
        await reader.press("j", "c", "j", "d")
        session = reader.app.session
        target, tied = session.store.annotations.values()
        link(session, tied, Relation.DENIES, target)

    looked_on: list[list[str]] = []
    raise_curtain = ReaderApp.raise_curtain

    def raised(app: ReaderApp) -> None:
        assert not app.session.everybody.links_are_known
        looked_on.append(lines_of(app.reader.desk.annotations))
        raise_curtain(app)

    monkeypatch.setattr(ReaderApp, "raise_curtain", raised)
    async with open_reader() as reader:
        rows = reader.desk.annotations
        await reader.until(lambda: "denied by" in lines_of(rows)[2])
        assert lines_of(rows)[5].startswith("  denies")
        now = lines_of(rows)
        assert [(each[1], each[4]) for each in looked_on] == [(now[1], now[4])]
        assert not any("den" in each[2] for each in looked_on)
