"""Panes, help, palette, sizes, settings, and what a new user sees."""

from itertools import pairwise
from pathlib import Path

import pytest
from textual.command import CommandList
from textual.widgets import Static
from tui_tagging import tag

from harness.reader import Open, Reader, lines_of
from nkreader.cli.command import parser_of
from nkreader.cli.commands import load
from nkreader.tui.actions import listing
from nkreader.tui.actions.arranging import side_widths
from nkreader.tui.dialogs.help import HelpList, HelpScreen
from nkreader.tui.in_a_shell import IN_A_SHELL, told
from nkreader.tui.panes.hints import HintLine
from nkreader.tui.panes.page import WIDEST

CONTRACT = """
j k J K l h L H v } { ) ( ] [ Space b PgDn PgUp Ctrl+E Ctrl+Y g G c d e s + Enter r x u U a A
/ n N m E y f o t > . p S R C T Tab Shift+Tab Backspace ? q ↓ ↑ → ← Shift+↓ Shift+↑ Shift+→ Shift+←
"""


@pytest.mark.parametrize(
    ("size", "sources", "annotations"),
    [((120, 40), True, True), ((80, 24), False, False), ((40, 10), False, False)],
)
async def test_side_panes_fold_by_width(
    open_reader: Open, size: tuple[int, int], sources: bool, annotations: bool
) -> None:
    async with open_reader(size=size) as reader:
        assert reader.screen.query_one("#sources-side").display is sources
        assert reader.screen.query_one("#annotations-side").display is annotations
        await reader.press("j", "c")
        assert reader.tagged == [("claim", "The ministry denied it.")]
        assert any(row.lstrip().startswith("C") for row in reader.shown())


def test_lists_are_given_what_no_text_has_a_use_for_up_to_a_width() -> None:
    assert {side_widths(columns) for columns in range(40, 121)} == {(26, 30)}
    widths = [side_widths(columns) for columns in range(120, 300)]
    assert all(a <= b for one, next_ in pairwise(widths) for a, b in zip(one, next_, strict=True))
    assert widths[-1] == (40, 48)
    for columns, (sources, annotations) in enumerate(widths, 120):
        text = columns - sources - annotations
        assert text >= WIDEST or (sources, annotations) == (26, 30)


@pytest.mark.parametrize(("columns", "wide"), [(80, (26, 30)), (120, (26, 30)), (200, (40, 48))])
async def test_side_panes_are_as_wide_as_is_to_spare(
    open_reader: Open, columns: int, wide: tuple[int, int]
) -> None:
    async with open_reader(size=(columns, 24)) as reader:
        names = ("#sources-side", "#annotations-side")
        await reader.press("t" if columns < 120 else "j")
        if columns < 120:
            await reader.press("t")
        sides = [reader.screen.query_one(name) for name in names]
        assert tuple(side.size.width + 1 for side in sides) == wide  # and an edge
        text = reader.desk.text
        assert text.size.width == columns - sum(wide)
        assert text.page is not None
        await reader.pilot.resize_terminal(120, 24)
        await reader.until(lambda: text.size.width == 120 - 26 - 30)


async def test_t_goes_through_both_one_none(open_reader: Open) -> None:
    async with open_reader() as reader:
        seen = []
        for _ in range(3):
            await reader.press("t")
            seen.append(
                (
                    reader.screen.query_one("#sources-side").display,
                    reader.screen.query_one("#annotations-side").display,
                )
            )
        assert seen == [(False, True), (False, False), (True, True)]


async def test_tab_goes_from_pane_to_pane_and_opens_folded_ones(open_reader: Open) -> None:
    async with open_reader(size=(80, 24)) as reader:
        await reader.press("j", "c", "tab")
        assert reader.focus == "annotations"
        assert reader.screen.query_one("#annotations-side").display
        await reader.press("tab")
        assert reader.focus == "sources"
        assert not reader.screen.query_one("#annotations-side").display
        await reader.press("shift+tab", "shift+tab")
        assert reader.focus == "text"
        assert not reader.screen.query_one("#sources-side").display


async def test_a_source_is_chosen_from_the_list(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("shift+tab", "j", "enter")
        assert reader.desk.index == 1
        assert reader.focus == "text"
        assert "Evening Talk" in "".join(lines_of(reader.desk.sources))


async def test_the_annotation_list_follows_and_leads(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "d", "j", "c", "g")
        await reader.press("tab", "g", "j")
        assert reader.selected == "Moscow said the trains were empty."
        await reader.press("enter", *"Lavrov", "enter")
        assert any("C claim Lavrov" in row for row in lines_of(reader.desk.annotations))


@pytest.mark.parametrize(
    ("query", "left"),
    [("label:denial", 1), ("trains", 1), ("speaker:nobody", 0), ("entity:moscow", 1), ("", 2)],
)
async def test_the_annotation_list_is_filtered(open_reader: Open, query: str, left: int) -> None:
    async with open_reader() as reader:
        await reader.press("j", "d", "j", "c", "tab", "f", *_keys(query), "enter")
        shown = [row for row in lines_of(reader.desk.annotations) if row[:2] in ("D ", "C ")]
        assert len(shown) == left


async def test_a_wrong_filter_is_refused_in_a_line(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("f", *_keys("label:lie"), "enter")
        assert "is no label" in reader.said


async def test_the_lists_keys_act_near_the_selection_once_no_filter_hides_its_row(
    open_reader: Open,
) -> None:
    async with open_reader() as reader:
        await reader.press("c", "j", "c", "j", "c", "tab", "f", *_keys("kolibri"), "enter")
        assert reader.desk.annotations.key is None
        await reader.press("f", *_keys("label:lie"), "enter")
        assert "lie" in reader.desk.status.message
        await reader.press("f", "ctrl+u", "enter")
        assert reader.desk.status.message == ""
        row = reader.desk.find_placed(reader.desk.annotations.key)
        assert row is not None
        assert row.span == reader.desk.text.selection.span


async def test_sources_are_filtered(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("shift+tab", "f", *_keys("evening"), "enter")
        # Titles are looked for behind the keys.
        await reader.until(lambda: any("Evening" in row for row in lines_of(reader.desk.sources)))
        assert len([row for row in lines_of(reader.desk.sources) if row]) == 2


async def test_what_somebody_else_tags_meanwhile_is_counted_and_moves_nothing(
    open_reader: Open, workspace: Path
) -> None:
    async with open_reader() as reader:
        await reader.press("shift+tab", "j")
        listed = reader.desk.sources
        assert listed.key == "1"
        assert "1 tagged" not in "".join(lines_of(listed))
        tag(workspace, [("b1", "The ministry denied it.", "claim", "", "")])
        reader.parts.following.follow()
        assert "1 tagged" in "".join(lines_of(listed)[:2])
        assert listed.key == "1"


async def test_help_lists_every_key_of_the_place(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("question_mark")
        assert isinstance(reader.app.screen, HelpScreen)
        rows = reader.app.screen.query_one(HelpList)
        listed = " ".join(text for row in rows.rows for line in row.lines for text, _ in line)
        for title in ("Tag", "Select", "Go", "Ctrl+P", "a number"):
            assert title in listed
        for key in CONTRACT.split():
            assert f" {key} " in f" {listed} ", key
        assert "there is more below" in _help_hint(reader)
        await reader.press("G", "end", *["space"] * 9)
        assert "there is more below" not in _help_hint(reader)
        await reader.press("escape")
        assert reader.focus == "text"


async def test_help_of_a_list_lists_what_works_there(open_reader: Open) -> None:
    async with open_reader(size=(120, 60)) as reader:
        await reader.press("C", "question_mark")
        rows = reader.app.screen.query_one(HelpList)
        listed = [text for row in rows.rows for line in row.lines for text, _ in line]
        assert "Open ends, or all claims" in listed
        assert "repeats the motion after it: 12j" not in listed
        assert _help_hint(reader) == "Esc back"


def _help_hint(reader: Reader) -> str:
    return reader.app.screen.query_one("#help-hint", Static).render_line(0).text.strip()


async def test_the_palette_runs_actions(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "ctrl+p")
        await reader.press(*_keys("relabel: denial"))
        listed = reader.app.screen.query_one(CommandList)
        await reader.until(lambda: listed.option_count == 1)
        await reader.press("enter")
        await reader.until(lambda: bool(reader.tagged))
        assert reader.tagged == [("denial", "The ministry denied it.")]


async def test_the_palette_names_the_command_for_what_a_shell_does(open_reader: Open) -> None:
    async with open_reader(size=(80, 24)) as reader:
        await reader.press("ctrl+p", *_keys("history and backups"))
        listed = reader.app.screen.query_one(CommandList)
        await reader.until(lambda: listed.option_count == 1)
        await reader.press("enter")
        await reader.until(lambda: reader.said.startswith("in a shell: nkreader check · "))


@pytest.mark.parametrize("line", [command for _, command in IN_A_SHELL])
def test_what_the_palette_names_can_be_typed(line: str) -> None:
    program, name, *options = line.split()
    assert program == "nkreader"
    parser_of(load(name)).parse_args(options)
    assert len(told(line)) <= 74


async def test_the_first_screen_says_what_to_press(open_reader: Open) -> None:
    async with open_reader(size=(80, 24)) as reader:
        hints = reader.screen.query_one("#hints").render_line(0).text
        for word in ("j k sentence", "c d e s tag", "? help", "q leave"):
            assert word in hints


@pytest.mark.parametrize(
    ("place", "key"), [("", "question_mark"), ("C", "question_mark"), ("jc", "enter"), ("", "E")]
)
async def test_under_a_dialog_nothing_says_what_to_press(
    open_reader: Open, place: str, key: str
) -> None:
    async with open_reader(size=(80, 24)) as reader:
        await reader.press(*place)
        hints = reader.app.screen.query_one(HintLine)
        before = lines_of(hints)
        await reader.press(key)
        assert lines_of(hints) == [""]
        await reader.press("escape")
        assert lines_of(hints) == before != [""]


async def test_a_small_first_screen_says_what_to_press_too(open_reader: Open) -> None:
    async with open_reader(size=(40, 10)) as reader:
        assert "c d e s tag · ? help" in reader.desk.status.render_line(0).text


async def test_what_a_small_screen_says_goes_where_the_hints_have_room(open_reader: Open) -> None:
    async with open_reader(size=(40, 10)) as reader:
        assert reader.said.startswith("j k move")
        await reader.pilot.resize_terminal(120, 40)
        assert reader.said == ""
        assert reader.screen.hints.display
        await reader.press("w", "W")
        said = reader.said
        await reader.pilot.resize_terminal(40, 10)
        await reader.pilot.resize_terminal(120, 40)
        assert reader.said == said != ""


async def test_one_returns_to_where_one_was(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("right_square_bracket", "4", "j")
        there = reader.selected
        await reader.press("left_square_bracket", "right_square_bracket")
        assert reader.selected == there
        await reader.press("q")
    async with open_reader() as reader:
        assert reader.desk.index == 1
        assert reader.selected == there


async def test_the_mouse_selects(open_reader: Open) -> None:
    async with open_reader() as reader:
        rows = reader.shown()
        y = next(k for k, row in enumerate(rows) if "The ministry denied it." in row)
        x = rows[y].index("Moscow")
        await reader.pilot.click("#text", offset=(x + 2, y))
        assert reader.selected == "Moscow said the trains were empty."
        await reader.pilot.mouse_down("#text", offset=(rows[y].index("ministry"), y))
        await reader.pilot.hover("#text", offset=(rows[y].index("denied") + 1, y))
        await reader.pilot.mouse_up("#text", offset=(rows[y].index("denied") + 1, y))
        await reader.pilot.pause()
        assert reader.selected == "ministry denied"


async def test_keys_can_be_remapped_and_bad_ones_are_refused(
    open_reader: Open, workspace: Path
) -> None:
    settings = '[keys]\n"label.claim" = "z"\n"label.denial" = "j"\n"nothing.here" = "x"\n'
    (workspace / "nkreader.toml").write_text(settings, encoding="utf-8")
    async with open_reader() as reader:
        assert "[keys] nothing.here = x" in reader.said
        assert "2 such notices" in reader.said
        await reader.press("j", "z")
        assert reader.tagged == [("claim", "The ministry denied it.")]


async def test_copying_tells_where_it_went(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.setenv("SSH_TTY", "/dev/pts/9")
    async with open_reader() as reader:
        await reader.press("j", "y")
        await reader.until(lambda: "copied" in reader.said)
        assert "copied to the terminal" in reader.said
        assert reader.app.clipboard.startswith("“The ministry denied it.” — ")


async def test_hostile_text_is_shown_as_it_stands(open_reader: Open, workspace: Path) -> None:
    hostile = (
        "Title [b\n\nHe said [indiscernible] and [@click=app.quit]this[/] \x1b]52;c;QQ==\x07.\n"
    )
    file = workspace / "[red]x[b].txt"
    file.write_text(hostile, encoding="utf-8")
    async with open_reader(file) as reader:
        shown = "\n".join(reader.shown())
        assert "[indiscernible] and [@click=app.quit]this[/]" in shown
        assert "␛]52;c;QQ==␇." in shown
        await reader.press("j", "c", "enter", *_keys("[/nope]"), "enter", "y", "question_mark")
        await reader.press("escape", "tab")
        assert "[/nope]" in "\n".join(lines_of(reader.desk.annotations))


async def test_a_crash_ends_with_one_line(open_reader: Open, workspace: Path) -> None:
    def fail() -> None:
        raise RuntimeError("private words")

    async def crash() -> None:
        async with open_reader() as reader:
            reader.app.call_later(fail)
            await reader.pilot.pause()

    with pytest.raises(RuntimeError):
        await crash()
    reports = list((workspace / "home/.local/state/nkreader").glob("crash-*.txt"))
    assert len(reports) == 1
    assert "private words" not in reports[0].read_text("utf-8")


def _keys(text: str) -> list[str]:
    named = {" ": "space", ":": "colon", "/": "slash"}
    named |= {"[": "left_square_bracket", "]": "right_square_bracket"}
    return [named.get(character, character) for character in text]


async def test_what_cannot_be_read_is_listed_and_passed_over(
    open_reader: Open, workspace: Path
) -> None:
    (workspace / "seeds" / "a.txt").write_bytes(b"a\0b")
    (workspace / "seeds" / "t.txt").write_bytes(b"\0")
    async with open_reader() as reader:
        assert reader.selected == "Ministry denies shipments"
        listed = "\n".join(lines_of(reader.desk.sources))
        assert "a.txt" in listed
        assert "it is binary" in listed
        await reader.press("right_square_bracket")
        assert reader.selected == "welcome to the show."
        await reader.press("right_square_bracket")
        assert "no further source" in reader.said
        assert reader.selected == "welcome to the show."
        await reader.press("left_square_bracket", "left_square_bracket")
        assert reader.selected == "Ministry denies shipments"


async def test_a_large_source_is_read_while_the_screen_goes_on(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "LARGE", 10)
    async with open_reader() as reader:
        await reader.until(lambda: reader.selected == "Ministry denies shipments")
        await reader.press("right_square_bracket")
        await reader.until(lambda: reader.selected == "welcome to the show.")
        assert reader.desk.wanted is None
        await reader.press("left_square_bracket")
        assert reader.selected == "Ministry denies shipments"


async def test_an_empty_folder_says_what_to_do(open_reader: Open, workspace: Path) -> None:
    (workspace / "none").mkdir()
    async with open_reader(workspace / "none") as reader:
        assert "start nkreader with a folder or a file" in reader.said
        await reader.press("j", "c", "a", "slash", "x", "enter", "m", "E", "y", "u", "enter", "x")
        await reader.press("right_square_bracket", "space", "G", "v", "tab", "j", "enter", "t")
        assert reader.tagged == []


async def test_what_a_passage_hides_is_told(workspace: Path, open_reader: Open) -> None:
    odd = workspace / "seeds" / "odd.txt"
    odd.write_text("Seoul \u202edeined\u202c it. The end came late.\n", encoding="utf-8")
    async with open_reader(odd) as reader:
        facts = reader.desk.status.text
        assert "hidden: U+202E RIGHT-TO-LEFT OVERRIDE and 1 more" in facts
        await reader.press("j")
        assert "hidden" not in reader.desk.status.text


async def test_a_signal_after_leaving_by_a_key_changes_no_exit_code(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("q")
        reader.app.leave(130)
        assert reader.app.left_with is None
        assert not reader.app.return_code


async def test_a_signal_ends_the_reader_with_its_own_exit_code(open_reader: Open) -> None:
    async with open_reader() as reader:
        reader.app.leave(143)
        assert reader.app.left_with == reader.app.return_code == 143
        await reader.desk.prompt.remove_children()
        reader.app._begin_the_rest()  # as a timer does that was set before
        assert not reader.desk.prompt.children


async def test_tab_passes_over_a_list_without_rows(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("tab")
        assert reader.focus == "sources"
        await reader.press("shift+tab")
        assert reader.focus == "text"
        await reader.press("j", "c", "tab")
        assert reader.focus == "annotations"
        await reader.press("x", "tab")  # the list is empty now
        assert reader.focus == "sources"


async def test_a_mark_covers_words_and_not_the_blank_at_which_a_row_is_broken(
    open_reader: Open,
) -> None:
    def marked(y: int) -> str:
        text = reader.desk.text
        selected = text.style_of("selection").bgcolor
        strip = text.render_line(y)
        return "".join(part for part, style, _ in strip if style and style.bgcolor == selected)

    async with open_reader(size=(40, 10)) as reader:
        await reader.press("j", "j")
        rows = [row for row in map(marked, range(10)) if row]
        assert rows == ["Moscow said", "the trains were empty."]
        await reader.press("v", "v", *["l"] * len("Moscow said"))
        assert reader.selected == " "
        assert "".join(map(marked, range(10))) == " "


async def test_where_one_is_stands_still_while_its_digits_change(open_reader: Open) -> None:
    async with open_reader() as reader:
        told = []
        for key in ("g", "j", "G"):
            await reader.press(key)
            told.append(reader.desk.status.render_line(0).text[:26])
        assert told == [
            " 3 words · 1/2 · 0%       ",
            " 4 words · 1/2 · 11%      ",
            " 4 words · 1/2 · 92%      ",
        ]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_a_long_message_is_cut_and_the_name_stays(
    open_reader: Open, size: tuple[int, int]
) -> None:
    async with open_reader(size=size) as reader:
        await reader.press("j")
        line = reader.desk.status
        whole = " 4 words · 1/2 · 11%"
        for length in range(1, 130):
            reader.desk.say("x" * length)
            told = line.render_line(0).text
            assert told.endswith("  ann")
            assert len(told) == size[0]
            left, _, said = told.removesuffix("ann").partition("x")
            assert left.rstrip() in (whole, "1/2 · 11%", "")
            assert left == "" or "…" not in said
        assert "xxx…" in told


async def test_where_there_is_little_room_a_message_has_all_of_it(open_reader: Open) -> None:
    async with open_reader(size=(40, 10)) as reader:
        reader.desk.say("x" * 40)
        assert reader.desk.status.render_line(0).text == "x" * 40
        reader.desk.say("x" * 41)
        assert reader.desk.status.render_line(0).text == "x" * 39 + "…"


async def test_mistakes_in_settings_are_told_at_the_start_with_where_all_are(
    workspace: Path, open_reader: Open
) -> None:
    mistakes = 'colour = 3\n[keys]\n"label.denial" = "j"\n"foo.bar" = "y"\n'
    (workspace / "nkreader.toml").write_text(mistakes, encoding="utf-8")
    async with open_reader(size=(80, 24)) as reader:
        assert reader.said.startswith("no setting is called colour")
        assert reader.said.endswith("… (3 such notices: ? shows them)")
        assert "(3 such notices: ? shows them)" in lines_of(reader.desk.status)[0]


def _listed(reader: Reader) -> str:
    options = reader.app.screen.query_one(CommandList).options
    return "\n".join(str(each.prompt) for each in options)


async def test_the_palette_names_the_key_that_the_help_names_first(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("ctrl+p", *_keys("bottom"))
        await reader.until(lambda: "Bottom" in _listed(reader))
        assert "key G" in _listed(reader)


async def test_the_palette_opens_a_source_by_words_of_its_title(open_reader: Open) -> None:
    async with open_reader() as reader:
        titles = reader.parts.listing.titles
        await reader.until(lambda: "Evening Talk" in " ".join(titles()))
        assert reader.desk.index == 0
        await reader.press("ctrl+p")
        await reader.until(lambda: "Bottom" in _listed(reader))
        assert "Open" not in _listed(reader).replace("Open the annotation", "")
        await reader.press(*_keys("TALK even"))
        await reader.until(lambda: "Open Evening Talk" in _listed(reader))
        await reader.press("enter")
        await reader.until(lambda: reader.desk.index == 1)
        assert reader.focus == "text"


async def test_the_palette_lists_few_of_many_sources_and_takes_no_title_for_markup(
    open_reader: Open, workspace: Path
) -> None:
    folder = workspace / "many"
    folder.mkdir()
    for k in range(60):
        (folder / f"[red]kolibri {k}.txt").write_text("Some words.", encoding="utf-8")
    async with open_reader(folder) as reader:
        await reader.press("ctrl+p", *_keys("kolibri"))
        await reader.until(lambda: "Open [red]kolibri 0.txt" in _listed(reader))
        assert _listed(reader).count("kolibri") == 20
