"""Every key that moves, on a small source."""

from pathlib import Path

from textual import events

from harness.reader import TALK, Open, Reader

# Keys, and what is selected after them from the first sentence on.
MOVES = [
    ("", "Ministry denies shipments"),
    ("j", "The ministry denied it."),
    ("down", "The ministry denied it."),
    ("j k", "Ministry denies shipments"),
    ("j up", "Ministry denies shipments"),
    ("2 j", "Moscow said the trains were empty."),
    ("1 2 j", "The end came late."),
    ("j J", "The ministry denied it. Moscow said the trains were empty."),
    ("j J K", "The ministry denied it."),
    ("j shift+down shift+up", "The ministry denied it."),
    ("j h", "The ministry denied it"),
    ("j left 2 h", "The ministry"),
    ("j h l", "The ministry denied it."),
    ("j L", "ministry denied it."),
    ("j L H", "The ministry denied it."),
    ("j shift+right shift+left", "The ministry denied it."),
    ("j right", "The ministry denied it. Moscow"),
    ("j v", "The"),
    ("j v l", "ministry"),
    ("j v 2 l h", "ministry"),
    ("j v l L", "ministry denied"),
    ("j v v", "T"),
    ("j v v L", "Th"),
    ("j v l escape", "The ministry denied it."),
    ("right_curly_bracket", "The ministry denied it."),
    ("2 right_curly_bracket", "Analysts think more will follow."),
    ("2 right_curly_bracket left_curly_bracket", "The ministry denied it."),
    ("G", "The end came late."),
    ("G g", "Ministry denies shipments"),
    ("slash m a y enter", "Kim Jong Un may visit in May."),
    ("slash t h e enter n", "Moscow said the trains were empty."),
    ("slash t h e enter n N", "The ministry denied it."),
    ("slash t h e escape", "Ministry denies shipments"),
    ("G backspace", "Ministry denies shipments"),
    ("2 j m", "Moscow said the trains were empty."),
]


async def test_motion_keys(open_reader: Open) -> None:
    async with open_reader() as reader:
        for keys, selected in MOVES:
            assert reader.selected == MOVES[0][1], f"before {keys}"
            await reader.press(*keys.split())
            assert reader.selected == selected, keys
            await reader.press("escape", "escape", "g")


async def test_sections_and_timecodes(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("right_square_bracket")
        assert reader.selected == "welcome to the show."
        await reader.press("right_parenthesis")
        assert reader.selected == "that is what seoul says."
        await reader.press("right_parenthesis")
        assert reader.selected == "thank you for coming."
        await reader.press("left_parenthesis")
        assert reader.selected == "that is what seoul says."
        await reader.press("right_curly_bracket")
        assert reader.selected == "nobody has seen them."
        await reader.press("left_square_bracket")
        assert reader.desk.index == 0


def _is_in_view(reader: Reader) -> bool:
    """Tell whether any of the selection is on the screen."""
    text = reader.desk.text
    looks = text.style_of("selection").bgcolor
    lines = map(text.render_line, range(text.size.height))
    return any(style and style.bgcolor == looks for line in lines for _, style, _ in line)


async def test_pages_take_the_selection_along(open_reader: Open) -> None:
    async with open_reader(size=(40, 10)) as reader:
        top = reader.desk.text.scroll_offset.y
        await reader.press("space")
        assert reader.desk.text.scroll_offset.y > top
        assert _is_in_view(reader)
        first = reader.selected
        await reader.press("pagedown", "b", "pageup")
        assert reader.desk.text.scroll_offset.y == 0
        assert reader.selected != first


async def test_paging_ends_at_the_ends(open_reader: Open, workspace: Path) -> None:
    rubbish = "\n\n".join(["[inaudible] words"] * 1 + ["Uploaded by TV Archive on"] * 12)
    (workspace / "seeds" / "talk.txt").write_text(TALK + "\n\n" + rubbish, encoding="utf-8")
    async with open_reader(size=(40, 8)) as reader:
        await reader.press("right_square_bracket")
        for key in ("space", "b"):
            await reader.press(*[key] * 12)
            ended = (reader.desk.text.scroll_offset.y, reader.selected)
            await reader.press(key)
            assert (reader.desk.text.scroll_offset.y, reader.selected) == ended


async def test_scrolling_leaves_the_selection_and_a_label_shows_it_again(
    open_reader: Open,
) -> None:
    async with open_reader(size=(40, 8)) as reader:
        await reader.press("j")
        for _ in range(9):
            await reader.press("ctrl+e")
        assert reader.selected == "The ministry denied it."
        assert not _is_in_view(reader)
        await reader.press("d")
        assert _is_in_view(reader)
        assert reader.tagged == [("denial", "The ministry denied it.")]
        await reader.press("ctrl+y")
        assert reader.selected == "The ministry denied it."


async def test_a_burst_of_keys_is_taken_in_order(open_reader: Open) -> None:
    async with open_reader() as reader:
        for key in ["j", "c", "slash", *"trains", "enter", "d", "enter", *"anna", "enter"]:
            reader.app.post_message(_key(key))
        await reader.until(lambda: "edited" in reader.said)
        kept = list(reader.app.session.store.annotations.values())
        assert reader.tagged == [
            ("claim", "The ministry denied it."),
            ("denial", "Moscow said the trains were empty."),
        ]
        assert kept[1].speaker == "anna"


def _key(name: str) -> events.Key:
    characters = {"slash": "/", "enter": "\r"}
    return events.Key(name, characters.get(name, name))


async def test_the_wheel_scrolls_and_the_selection_stays(open_reader: Open) -> None:
    async with open_reader(size=(40, 8)) as reader:
        text = reader.desk.text
        for event in (events.MouseScrollDown, events.MouseScrollUp):
            top, selected = text.scroll_offset.y, reader.selected
            text.post_message(event(text, 1, 1, 0, 1, 0, False, False, False))
            await reader.pilot.pause()
            assert text.scroll_offset.y != top
            assert reader.selected == selected


async def test_drawing_the_screen_again_takes_no_number(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("3", "ctrl+l")
        assert reader.said == "3 × the next motion"
        await reader.press("j")
        assert reader.selected == "A satellite saw full trains."
        await reader.press("g", "3", "y", "j")
        assert reader.selected == "The ministry denied it."
