"""Every key that tags, edits, links names or takes back."""

import json
from pathlib import Path

import pytest
from textual import events
from textual.command import CommandPalette
from textual.widgets import Input, Static

from harness.reader import Open
from nkreader.model.annotation import Certainty, Label
from nkreader.model.span import Span
from nkreader.reading import cells
from nkreader.session.annotating.annotate import Details, annotate, details_of
from nkreader.tui.app import LONGEST_PASTE
from nkreader.tui.dialogs.details import DetailsForm
from nkreader.tui.line import Line

IT = "The ministry denied it."


@pytest.mark.parametrize(
    ("key", "label"),
    [("c", "claim"), ("d", "denial"), ("e", "evidence"), ("s", "speculation")],
)
async def test_a_label_key_tags_and_nothing_moves(
    open_reader: Open, workspace: Path, key: str, label: str
) -> None:
    async with open_reader() as reader:
        await reader.press("j")
        before = [row[13:] for row in reader.shown()]
        await reader.press(key)
        assert reader.tagged == [(label, IT)]
        assert f"{label} tagged, saved" in reader.said
        assert [row[13:] for row in reader.shown()] == before
        stored = json.loads((workspace / "annotations" / "ann.json").read_text("utf-8"))
        assert [each["label"] for each in stored["annotations"].values()] == [label]


async def test_a_second_label_relabels_and_plus_tags_beside(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "c", "d")
        assert reader.tagged == [("denial", IT)]
        await reader.press("plus", "s")
        assert sorted(reader.tagged) == [("denial", IT), ("speculation", IT)]
        await reader.press("d")
        assert "tagged denial already" in reader.said


async def test_the_form_keeps_what_is_said(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "d", "enter", *"Lee", "tab", "tab", "tab", *"gone", "tab", "h")
        await reader.press("tab", *"odd", "tab", *"x y,z", "enter")
        kept = next(iter(reader.app.session.store.annotations.values()))
        assert (kept.speaker, kept.about, kept.certainty) == ("Lee", "gone", Certainty.HIGH)
        assert (kept.note, kept.tags) == ("odd", ("x y", "z"))
        assert "edited, saved" in reader.said


async def test_the_form_leaves_alone_what_is_not_touched(open_reader: Open) -> None:
    details = Details(note="two\nlines", tags=("arms deal", "x"), certainty=Certainty.LOW)
    async with open_reader() as reader:
        opened = reader.desk.opened
        assert opened is not None
        span = Span(opened.source.text.index(IT), opened.source.text.index(IT) + len(IT))
        annotate(reader.app.session, opened, span, Label.DENIAL, details)
        reader.parts.showing.show_annotations()
        await reader.press("j", "enter", "enter")
        kept = next(iter(reader.app.session.store.annotations.values()))
        assert details_of(kept) == details
        await reader.press("enter", *["tab"] * 4, "end", "backspace", "enter")
        kept = next(iter(reader.app.session.store.annotations.values()))
        assert kept.certainty is None


async def test_the_form_shows_where_a_line_ends_and_keeps_it(open_reader: Open) -> None:
    async with open_reader() as reader:
        opened = reader.desk.opened
        assert opened is not None
        span = Span(opened.source.text.index(IT), opened.source.text.index(IT) + len(IT))
        annotate(reader.app.session, opened, span, Label.DENIAL, Details(note="two\nlines"))
        reader.parts.showing.show_annotations()
        await reader.press("j", "enter", *["tab"] * 5)
        assert reader.app.screen.query_one("#field-note", Line).value == "two ↵ lines"
        await reader.press("end", "!", "enter")
        (kept,) = reader.app.session.store.annotations.values()
        assert kept.note == "two\nlines!"


async def test_the_form_shows_that_a_tie_is_cut(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "c", "j", "J", "J", "J", "d", "greater_than_sign", "enter")
        await reader.press("g", "j", "enter")
        form = reader.app.screen
        link = form.query_one(".form-link")
        x, y, width, _ = link.region
        shown = form._compositor.render_strips()[y].crop(x, x + width).text
        assert shown.startswith("denied by denial · “Moscow said the trains were empty. A satel")
        assert cells.width(shown.rstrip()) == width
        assert shown.endswith("…")


async def test_undo_in_another_source_names_it_shortly(open_reader: Open) -> None:
    async with open_reader(size=(80, 24)) as reader:
        await reader.press("j", "d", "right_square_bracket", "u")
        assert reader.said.endswith(" · in Ministry denies shipments")
        assert cells.width(reader.said) <= reader.desk.room_to_say


async def test_a_number_is_for_the_next_key_only(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "2", "c", "j")
        assert reader.selected == "Moscow said the trains were empty."


async def test_of_two_on_one_passage_the_deleted_one_is_no_longer_drawn(
    open_reader: Open,
) -> None:
    async with open_reader() as reader:
        await reader.press("j", "c", "plus", "d")
        assert any("CD" in row for row in reader.shown())
        await reader.press("enter", "escape", "enter", "escape", "x")
        assert reader.tagged == [("denial", IT)]
        assert not any("C" in row[:3] for row in reader.shown())


async def test_what_another_instance_tags_is_followed(open_reader: Open) -> None:
    async with open_reader() as reader, open_reader() as second:
        assert "(read-only)" in second.desk.status.text
        await reader.press("j", "d")
        await second.until(lambda: len(second.desk.placed) == 1)
        reader.app.session.store.close()
        await second.until(lambda: "is gone" in second.said)
        await second.press("j", "j", "c")
        assert len(second.tagged) == 2


async def test_a_paste_is_harmless(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("slash")
        focused = reader.app.focused
        assert isinstance(focused, Line)
        reader.app.post_message(events.Paste("a\x1b]52;c;QQ==\x07\nb" + "x" * 1_000_000))
        await reader.pilot.pause()
        assert focused.value.startswith("a␛]52;c;QQ==␇ b")
        assert len(focused.value) <= LONGEST_PASTE


async def test_a_paste_into_the_palette_is_harmless(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("ctrl+p")
        await reader.until(lambda: isinstance(reader.app.focused, Input))
        reader.app.post_message(events.Paste("th\x1b]52;c;QQ==\x07e"))
        await reader.pilot.pause()
        focused = reader.app.focused
        assert isinstance(focused, Input)
        assert focused.value == "th␛]52;c;QQ==␇e"


async def test_a_second_answer_to_a_dialog_ends_nothing(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("question_mark")
        dialog = reader.app.screen
        for _ in range(2):
            dialog.dismiss(None)
        await reader.press("j", "c")
        assert len(reader.tagged) == 1


async def test_the_palette_may_be_closed_while_it_looks(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("ctrl+p")
        palette = reader.app.screen
        assert isinstance(palette, CommandPalette)
        await reader.press("escape")
        palette._gather_commands("th")
        await reader.press("j", "c")
        assert len(reader.tagged) == 1


async def test_emoji_in_a_note_stay_whole(open_reader: Open) -> None:
    note = "👩🏽\u200d🦱 ❤\ufe0f 🇰🇷"
    async with open_reader() as reader:
        await reader.press("j", "c", "enter", "down", "down", "down", "down", "down")
        reader.app.post_message(events.Paste(note))
        await reader.press("enter")
        (made,) = reader.app.session.store.annotations.values()
        assert made.note == note
        await reader.press("enter", "down", "down", "down", "down", "down")
        reader.app.post_message(events.Paste("!"))
        await reader.press("enter")
        (made,) = reader.app.session.store.annotations.values()
        assert made.note == note + "!"


async def test_the_form_given_up_changes_nothing(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "d", "enter", *"Lee", "escape")
        assert reader.focus == "field-speaker"
        await reader.press("escape")
        assert reader.focus == "text"
        assert next(iter(reader.app.session.store.annotations.values())).speaker is None


async def test_a_wrong_certainty_is_refused_at_once(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "d", "enter", *["tab"] * 4, "x", "m", "enter")
        kept = next(iter(reader.app.session.store.annotations.values()))
        assert kept.certainty is Certainty.MEDIUM


async def test_of_half_a_certainty_the_whole_is_told(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "d", "enter")
        form = reader.app.screen
        assert isinstance(form, DetailsForm)
        field = form.query_one("#field-certainty", Input)
        for typed, certainty in (("m", Certainty.MEDIUM), ("x", None), ("", None)):
            field.value = typed  # which the form has not heard of yet
            assert form.typed.certainty is certainty


async def test_the_form_fits_a_small_screen(open_reader: Open) -> None:
    async with open_reader(size=(40, 10)) as reader:
        await reader.press("j", "d", "enter", *["tab"] * 6, *"last", "enter")
        kept = next(iter(reader.app.session.store.annotations.values()))
        assert kept.tags == ("last",)
        await reader.press("enter")
        for name in ("speaker", "certainty", "note", "tags"):
            field = reader.app.screen.query_one(f"#field-{name}")
            assert reader.app.screen.region.contains_region(field.region), name
        await reader.press("escape")


async def test_a_proposed_speaker_is_taken_with_one_key(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("right_square_bracket", "j", "c", "enter", "right", "enter")
        kept = next(iter(reader.app.session.store.annotations.values()))
        assert kept.speaker == "anna"


async def test_enter_goes_round_what_is_tagged_here(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "c", "J", "d", "k", "j", "J", "enter", *"one", "enter")
        await reader.press("enter", *"two", "enter")
        assert {each.speaker for each in reader.app.session.store.annotations.values()} == {
            "one",
            "two",
        }


async def test_enter_where_nothing_is_tagged_says_what_to_do(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("enter")
        assert reader.said.startswith("nothing is tagged here")


async def test_enter_opens_what_was_just_tagged(open_reader: Open) -> None:
    async with open_reader(annotator="bob") as reader:
        await reader.press("j", "e")
    async with open_reader() as reader:
        await reader.press("j", "J", "c", "K", "d", "enter", *"one", "enter")
        await reader.press("plus", "s", "enter", *"two", "enter")
        kept = reader.app.session.store.annotations.values()
        assert {(each.label.value, each.speaker) for each in kept} == {
            ("claim", None),
            ("denial", "one"),
            ("speculation", "two"),
        }


async def test_the_passage_can_be_set_anew(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "d", "J", "r")
        assert reader.tagged == [("denial", f"{IT} Moscow said the trains were empty.")]
        await reader.press("u")
        assert "passage set undone, saved" in reader.said


async def test_delete_undo_redo(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "d", "x")
        assert reader.tagged == []
        await reader.press("u")
        assert reader.tagged == [("denial", IT)]
        await reader.press("u")
        assert reader.tagged == []
        await reader.press("U", "U")
        assert reader.tagged == []
        await reader.press("u", "u", "u")
        assert "nothing to undo" in reader.said


async def test_undo_goes_on_in_another_sitting(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "d", "j", "c")
    async with open_reader() as reader:
        assert len(reader.tagged) == 2
        await reader.press("u")
        assert reader.tagged == [("denial", IT)]


async def test_a_and_shift_a_go_from_annotation_to_annotation(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "d", "j", "j", "c", "g", "a")
        assert reader.selected == IT
        await reader.press("a")
        assert reader.selected == "A satellite saw full trains."
        await reader.press("a")
        assert "no further" in reader.said
        await reader.press("A")
        assert reader.selected == IT


async def test_overlapping_annotations_are_both_visible_and_both_reachable(
    open_reader: Open,
) -> None:
    async with open_reader() as reader:
        await reader.press("j", "d", "J", "c", "g", "a")
        first = reader.selected
        await reader.press("a")
        assert {first, reader.selected} == {IT, f"{IT} Moscow said the trains were empty."}
        assert any("DC" in row or "CD" in row for row in reader.shown())


async def test_others_work_is_shown_hidden_and_not_changed(open_reader: Open) -> None:
    async with open_reader(annotator="bob") as reader:
        await reader.press("j", "d")
    async with open_reader() as reader:
        await reader.press("j")
        assert len(reader.desk.placed) == 1
        await reader.press("x")
        assert "nothing of yours" in reader.said
        await reader.press("o")
        assert len(reader.desk.placed) == 0
        await reader.press("o", "d")
        assert len(reader.desk.placed) == 2
        assert len(reader.tagged) == 1


async def test_a_name_is_added_and_lights_up_everywhere(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "v", "l", "E")
        await reader.press(*["ctrl+u"], *"Big Ministry")
        await reader.press("enter")
        assert reader.app.screen is not reader.screen, "a new name needs a kind"
        for _ in range(4):
            await reader.press("down")
        await reader.press("enter")
        assert list(reader.app.session.store.entities) == ["Big Ministry"]
        opened = reader.desk.opened
        assert opened is not None
        found = [m.span.of(opened.source.text) for m in opened.all_mentions]
        assert found.count("ministry") + found.count("Ministry") == 2
        await reader.press("u")
        assert list(reader.app.session.store.entities) == []
        assert "ministry" not in [m.span.of(opened.source.text) for m in opened.all_mentions]


async def test_second_instance_reads_only_and_says_so(open_reader: Open) -> None:
    async with open_reader(), open_reader() as second:
        assert "reading only" in second.said
        await second.press("j", "d")
        assert second.tagged == []
        assert "tagged" not in second.said


@pytest.mark.parametrize("further", [0, 1])
async def test_a_long_paste_is_whole_or_said_to_be_cut(open_reader: Open, further: int) -> None:
    async with open_reader() as reader:
        await reader.press("j", "c", "enter", *["down"] * 5)
        reader.app.post_message(events.Paste("x" * (LONGEST_PASTE + further)))
        await reader.pilot.pause()
        hint = str(reader.app.screen.query_one("#form-hint", Static).render())
        assert ("only the first 65,536 characters" in hint) is bool(further)
        await reader.press("enter")
        (made,) = reader.app.session.store.annotations.values()
        assert made.note == "x" * LONGEST_PASTE


async def test_a_cut_paste_into_a_search_is_said(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("slash")
        reader.app.post_message(events.Paste("x" * (LONGEST_PASTE + 1)))
        await reader.pilot.pause()
        assert "only the first 65,536 characters of what you pasted were taken" in reader.said
