"""Tying annotations across sources by key, and following links there and back."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event, get_ident

import pytest
from textual.widgets import Static

from harness.reader import Open, Reader
from nkreader.model.annotation import Annotation, Label, Link, Relation
from nkreader.session.annotating.annotate import Details, edit
from nkreader.session.everybody import Everybody
from nkreader.session.linking.candidates import Candidates
from nkreader.tui.dialogs.link import CandidateList, LinkDialog
from nkreader.tui.dialogs.ties import TiesDialog
from nkreader.tui.panes.row_list import RowList
from nkreader.tui.quiet import Quiet

DENIAL = "nobody has seen them."
CLAIM = "Moscow said the trains were empty."


async def _claims_then_denial(reader: Reader) -> None:
    """Tag three claims in the story, then a denial in the talk; the cursor stays on it."""
    await reader.press("j", "c", "j", "c", "j", "c", "right_square_bracket")
    while reader.selected != DENIAL:
        before = reader.selected
        await reader.press("j")
        assert reader.selected != before, "the denial is not in the talk"
    await reader.press("d")


def _kept(reader: Reader, quote: str) -> Annotation:
    kept = reader.app.session.store.annotations.values()
    return next(each for each in kept if each.quote == quote)


def _links(reader: Reader) -> list[tuple[str, str, str]]:
    kept = reader.app.session.store.annotations
    return [
        (each.quote, link.relation.value, kept[link.target].quote)
        for each in kept.values()
        for link in each.links
    ]


def _says(reader: Reader, what: str) -> str:
    return str(reader.app.screen.query_one(what, Static).content)


async def test_a_claim_beside_a_denial_is_found_without_a_look_at_all_there_is(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(_: Everybody) -> Iterator[Annotation]:
        yield from pytest.fail("all were looked through")

    monkeypatch.setattr(Candidates, "prepare", lambda *_: None)
    monkeypatch.setattr(Everybody, "annotations", property(asked))
    async with open_reader() as reader:
        await reader.press("j", "c", "j", "d")
        assert "u undoes · > ties it to a claim" in reader.said


async def test_a_denial_is_tied_to_the_likeliest_claim_by_two_keys(open_reader: Open) -> None:
    async with open_reader() as reader:
        await _claims_then_denial(reader)
        assert "denial tagged, saved" in reader.said
        assert "u undoes · > ties it to a claim" in reader.said
        await reader.press("greater_than_sign", "enter")
        ((start, relation, target),) = _links(reader)
        assert (start, relation) == (DENIAL, "denies")
        assert target != DENIAL
        assert "denial denies claim, saved" in reader.said
        await reader.press("u")
        assert _links(reader) == []
        await reader.press("U")
        assert len(_links(reader)) == 1


async def test_the_offer_is_not_made_where_it_is_no_help(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "d")
        assert "ties it" not in reader.said  # there is no claim
        await reader.press("j", "c")
        assert "ties it" not in reader.said


async def test_words_narrow_and_what_enter_does_is_said_before(open_reader: Open) -> None:
    async with open_reader() as reader:
        await _claims_then_denial(reader)
        await reader.press("greater_than_sign", *"MOSCOW emp")
        dialog = reader.app.screen
        assert isinstance(dialog, LinkDialog)
        assert [each.quote for each in dialog._shown] == [CLAIM]
        assert "‹denies›" in _says(reader, "#tie-relations")
        said = _says(reader, "#tie-says")
        assert said.startswith("this denial denies the claim “Moscow said")
        await reader.press(*"xyz")
        assert _says(reader, "#tie-says") == ""
        await reader.press("enter")
        assert isinstance(reader.app.screen, LinkDialog)
        await reader.press("backspace", "backspace", "backspace", "enter")
        assert _links(reader) == [(DENIAL, "denies", CLAIM)]


async def test_tab_goes_through_the_relations(open_reader: Open) -> None:
    async with open_reader() as reader:
        await _claims_then_denial(reader)
        await reader.press("greater_than_sign", *"moscow", "tab", "tab", "shift+tab")
        assert "‹supports›" in _says(reader, "#tie-relations")
        await reader.press("shift+tab", "shift+tab", "enter")
        assert _links(reader) == [(DENIAL, "concerns", CLAIM)]


async def test_from_a_claim_the_denial_is_what_denies_it(open_reader: Open) -> None:
    async with open_reader() as reader:
        await _claims_then_denial(reader)
        await reader.press("left_square_bracket", "g", "j", "j")
        assert reader.selected == CLAIM
        await reader.press("greater_than_sign", *"nobody")
        assert _says(reader, "#tie-says").endswith("denies this claim")
        await reader.press("enter")
        assert _links(reader) == [(DENIAL, "denies", CLAIM)]


async def test_a_tied_one_is_marked_and_enter_unties_it(open_reader: Open) -> None:
    async with open_reader() as reader:
        await _claims_then_denial(reader)
        await reader.press("greater_than_sign", *"moscow", "enter", "greater_than_sign")
        rows = reader.app.screen.query_one(CandidateList)
        assert rows.key == "1"  # what Enter ties by itself is not tied yet
        assert " ═ denies" in "".join(text for text, _ in rows.rows[0].lines[0])
        await reader.press("up")
        assert _says(reader, "#tie-says").startswith("untie: this denial denies")
        await reader.press("enter")
        assert _links(reader) == []
        assert "untied: denial denies claim, saved" in reader.said
        await reader.press("u", "greater_than_sign", "delete", "up", "delete")
        assert _links(reader) == []


async def test_escape_ties_nothing_and_nothing_moves(open_reader: Open) -> None:
    async with open_reader() as reader:
        await _claims_then_denial(reader)
        before = reader.shown()
        await reader.press("greater_than_sign", "down", "tab", "escape")
        assert (_links(reader), reader.shown()) == ([], before)


async def test_a_link_is_followed_there_and_back(open_reader: Open) -> None:
    async with open_reader() as reader:
        await _claims_then_denial(reader)
        await reader.press("full_stop")
        assert "tied to nothing" in reader.said
        await reader.press("greater_than_sign", *"moscow", "enter")
        here = reader.desk.index
        await reader.press("full_stop")
        assert (reader.selected, reader.desk.index != here) == (CLAIM, True)
        assert reader.said == "denies this claim · Backspace goes back"
        await reader.press("backspace")
        assert (reader.selected, reader.desk.index) == (DENIAL, here)
        await reader.press("full_stop", "full_stop")
        assert (reader.selected, reader.desk.index) == (DENIAL, here)
        assert reader.said == "denied by this denial · Backspace goes back"


async def test_of_several_links_one_is_chosen(open_reader: Open) -> None:
    async with open_reader() as reader:
        await _claims_then_denial(reader)
        await reader.press("greater_than_sign", *"moscow", "enter")
        await reader.press("greater_than_sign", *"ministry denied", "enter", "full_stop")
        assert isinstance(reader.app.screen, TiesDialog)
        rows = reader.app.screen.query_one("#tie-choice", RowList)
        assert rows.render_line(0).text.rstrip().endswith(" · Ministry denies shipments")
        await reader.press("full_stop", "enter")
        assert reader.selected == "The ministry denied it."
        await reader.press("backspace", "full_stop", "escape")
        assert reader.selected == DENIAL


async def test_the_list_shows_a_link_at_both_ends(open_reader: Open) -> None:
    async with open_reader() as reader:
        await _claims_then_denial(reader)
        await reader.press("greater_than_sign", *"moscow", "enter")
        shown = [reader.desk.annotations.render_line(y).text.strip() for y in range(3)]
        assert shown[2].startswith("denies C Moscow said")
        await reader.press("full_stop")
        rows = reader.desk.annotations.rows
        lines = ["".join(text for text, _ in row.lines[2]).strip() for row in rows]
        assert f"denied by D {DENIAL}" in lines
        await reader.press("enter")
        link = reader.app.screen.query_one(".form-link", Static)
        assert str(link.content) == f"denied by denial · “{DENIAL}”"


async def test_a_link_that_starts_from_anothers_is_mine_and_seen_at_both_ends(
    open_reader: Open,
) -> None:
    async with open_reader(annotator="bob") as bob:
        await bob.press("j", "j", "d")
    async with open_reader() as reader:
        await reader.press("g", "j", "c", "greater_than_sign", "enter")
        assert "denial denies claim, saved" in reader.said
        (theirs,) = reader.app.session.others.values()
        (mine,) = reader.app.session.store.annotations
        assert theirs.links == ()
        judged = reader.app.session.everybody.find(theirs.id)
        assert judged is not None
        assert judged.links == (Link(Relation.DENIES, mine),)
        await reader.press("full_stop")
        assert (reader.desk.current, "denied by" in reader.said) == (theirs.id, True)
        await reader.press("full_stop")
        assert reader.desk.current == mine
        await reader.press("greater_than_sign", "enter")
        assert "untied: denial denies claim, saved" in reader.said
        await reader.press("full_stop")
        assert "tied to nothing" in reader.said


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (20, 5)])
async def test_the_list_has_room_on_any_screen(open_reader: Open, size: tuple[int, int]) -> None:
    async with open_reader(size=size) as reader:
        await _claims_then_denial(reader)
        await reader.press("greater_than_sign")
        rows = reader.app.screen.query_one(CandidateList)
        if size[1] >= 10:
            assert rows.size.height >= 2 * CandidateList.LINES
            assert reader.app.screen.query_one("#tie-says", Static).region.height >= 1
        await reader.press("down", "enter")
        assert len(_links(reader)) == 1


async def test_hostile_text_is_shown_as_pictures(open_reader: Open, workspace: Path) -> None:
    evil = "It was \x1b]52;c;QQ==\x07[@click=app.quit]so[/]. Nobody saw it.\n"
    (workspace / "seeds" / "evil.txt").write_text(evil, encoding="utf-8")
    async with open_reader() as reader:
        await reader.press("c", "j", "d", "greater_than_sign", *"click")
        rows = reader.app.screen.query_one(CandidateList)
        drawn = "".join(rows.render_line(y).text for y in range(rows.size.height))
        assert "␛]52;c;QQ==␇[@click=app.quit]so[/]" in drawn
        assert "[@click" in _says(reader, "#tie-says")
        assert "\x1b" not in drawn + _says(reader, "#tie-says")


async def test_keys_do_nothing_where_nothing_is_tagged(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("greater_than_sign")
        assert "nothing is tagged here" in reader.said
        await reader.press("full_stop")
        assert "nothing is tagged here" in reader.said
        await reader.press("j", "d", "greater_than_sign")
        assert isinstance(reader.app.screen, LinkDialog)
        await reader.press("enter", "escape")
        assert [each.label for each in reader.app.session.store.annotations.values()] == [
            Label.DENIAL
        ]


async def test_nobody_waits_for_very_many(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nkreader.session.linking.candidates._MANY", 1)
    gate = Event()
    prepare = Candidates.prepare
    monkeypatch.setattr(Candidates, "prepare", lambda self, no: (gate.wait(60), prepare(self, no)))
    async with open_reader() as reader:
        await reader.type_ahead("j", "c", "j", "d", "greater_than_sign", *"xu")
        assert reader.said == "looking through what is tagged, for the first time · Esc gives up"
        await reader.press("escape")
        assert reader.said == "given up"
        await reader.type_ahead("greater_than_sign", *"ministry", "enter")
        assert not isinstance(reader.app.screen, LinkDialog)
        assert len(reader.tagged) == 2
        gate.set()
        await reader.until(lambda: len(_links(reader)) == 1)
        assert len(reader.tagged) == 2


async def test_what_may_be_tied_is_found_out_in_quiet_unless_somebody_waits(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nkreader.session.linking.candidates._MANY", 1)
    monkeypatch.setattr("nkreader.tui.actions.preparing._SOON", 0.001)
    quiet, waiting = Event(), set[int]()

    def wait(_: Quiet) -> None:
        waiting.add(get_ident())
        quiet.wait(60)

    monkeypatch.setattr(Quiet, "wait", wait)
    async with open_reader() as reader:
        await reader.press("j", "c", "j", "d")
        await reader.until(lambda: len(waiting) == 3)  # what else is done behind waits too
        assert reader.parts.preparing.candidates.takes_long
        await reader.press("greater_than_sign")
        assert isinstance(reader.app.screen, LinkDialog)
        assert not quiet.is_set()
        quiet.set()


async def test_of_whom_the_other_is_is_said_in_a_sentence(open_reader: Open) -> None:
    async with open_reader() as reader:
        await _claims_then_denial(reader)
        session = reader.app.session
        for each in [*session.store.annotations.values()]:
            edit(session, each, Details(speaker="Moscow"))
        await reader.press("greater_than_sign")
        assert "denies the claim of Moscow “" in _says(reader, "#tie-says")
