"""What is typed in the form of an annotation outlives the reader, and is offered again."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual import events

from harness.reader import Open, Reader
from nkreader.model.annotation import Annotation
from nkreader.session.annotating import annotate as annotating
from nkreader.session.session import Session
from nkreader.session.start import open_session
from nkreader.session.workspace import locate
from nkreader.store.annotations import AnnotationStore
from nkreader.store.errors import StoreError
from nkreader.tui.actions import listing
from nkreader.tui.dialogs import details
from nkreader.tui.dialogs.details import DetailsForm

NOTE = "unseen"
TO_NOTE = ["enter", *["tab"] * 5]


def _files(workspace: Path) -> list[Path]:
    return sorted((workspace / "annotations").glob("ann.drafts/*"))


def _tagged(workspace: Path) -> Annotation:
    with AnnotationStore.open(workspace / "annotations", "ann", write=False) as store:
        (annotation,) = store.annotations.values()
        return annotation


@contextmanager
def _session(workspace: Path) -> Iterator[Session]:
    session = open_session(locate(cwd=workspace, annotator="ann"), (), write=True)
    with session.store:
        yield session


def _form(reader: Reader) -> DetailsForm:
    form = reader.app.screen
    assert isinstance(form, DetailsForm)
    return form


async def _paste(reader: Reader, text: str) -> None:
    reader.app.post_message(events.Paste(text))
    await reader.pilot.pause()


async def _type_and_be_gone(open_reader: Open, keys: Iterable[str] = NOTE) -> None:
    async with open_reader() as reader:
        await reader.press("j", "d", *TO_NOTE, *keys)


async def test_what_was_typed_is_offered_and_saved(open_reader: Open, workspace: Path) -> None:
    await _type_and_be_gone(open_reader)
    assert len(_files(workspace)) == 1
    async with open_reader() as reader:
        assert "what you typed on DENIAL “The ministry denied it.” at " in reader.said
        assert "was kept: Enter opens it" in reader.said
        assert reader.selected == "The ministry denied it."
        await reader.press("enter")
        assert _form(reader).typed.note == NOTE
        await reader.press("enter")
        assert "denial edited, saved" in reader.said
        assert not (workspace / "annotations" / "ann.drafts").exists()
    assert _tagged(workspace).note == NOTE
    async with open_reader() as reader:
        assert "you typed" not in reader.said


async def test_escape_twice_throws_it_away(open_reader: Open, workspace: Path) -> None:
    await _type_and_be_gone(open_reader)
    async with open_reader() as reader:
        await reader.press("enter", "escape")
        assert isinstance(reader.app.screen, DetailsForm)
        await reader.press("escape")
        assert _files(workspace) == []
        assert reader.said == "what you typed was thrown away"
        await reader.press("enter")
        assert _form(reader).typed.note is None
        await reader.press("escape", "k", "j", "enter", "escape")
        assert reader.said == ""
    assert _tagged(workspace).note is None
    async with open_reader() as reader:
        assert "you typed" not in reader.said


async def test_it_is_kept_while_one_types(
    open_reader: Open, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(details, "_PAUSE", 0.05)
    async with open_reader() as reader:
        await reader.press("j", "d", *TO_NOTE, "x")
        await reader.until(lambda: bool(_files(workspace)))
        await reader.press("backspace")
        await reader.until(lambda: not _files(workspace))


async def test_much_is_kept_at_once(
    open_reader: Open, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(details, "_PAUSE", 3600)
    async with open_reader() as reader:
        await reader.press("j", "d", *TO_NOTE)
        await _paste(reader, "x" * 99)
        await reader.pilot.pause(0.1)
        assert not _files(workspace)
        await reader.press("x")
        await reader.until(lambda: bool(_files(workspace)))
        before = _files(workspace)[0].stat().st_size
        await _paste(reader, "y" * 5_000)
        await reader.until(lambda: _files(workspace)[0].stat().st_size > before + 4_000)


async def test_what_could_not_be_saved_is_there_again(
    open_reader: Open, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StoreError("no space left on device")

    async with open_reader() as reader:
        await reader.press("j", "d", *TO_NOTE, *NOTE)
        with monkeypatch.context() as patch:
            patch.setattr(annotating, "edit", refuse)
            await reader.press("enter")
        assert "no space left on device · Enter opens what you typed" in reader.said
        await reader.press("enter")
        assert _form(reader).typed.note == NOTE
        await reader.press("enter")
    assert _tagged(workspace).note == NOTE


async def test_what_changed_meanwhile_is_said_and_the_rest_is_as_it_is_today(
    open_reader: Open, workspace: Path
) -> None:
    await _type_and_be_gone(open_reader)
    with _session(workspace) as session:
        annotation = _tagged(workspace)
        annotating.edit(session, annotation, annotating.Details(speaker="Lee", note="another"))
    async with open_reader() as reader:
        await reader.press("enter")
        form = _form(reader)
        assert (form.typed.speaker, form.typed.note) == ("Lee", NOTE)
        assert "note changed meanwhile" in str(form.query_one("#form-hint").render())


async def test_a_draft_of_what_was_deleted_is_said_and_kept(
    open_reader: Open, workspace: Path
) -> None:
    await _type_and_be_gone(open_reader)
    with _session(workspace) as session:
        annotating.delete(session, _tagged(workspace))
    async with open_reader() as reader:
        assert "is kept, but not what it is on: nkreader doctor says where" in reader.said
        await reader.press("u", "enter")
        assert _form(reader).typed.note == NOTE
    assert len(_files(workspace)) == 1


async def test_a_draft_on_a_source_that_is_not_read_is_said_and_kept(
    open_reader: Open, workspace: Path
) -> None:
    await _type_and_be_gone(open_reader)
    async with open_reader(workspace / "seeds" / "talk.txt") as reader:
        assert "nkreader doctor says where" in reader.said
    assert len(_files(workspace)) == 1


async def test_who_only_reads_is_offered_nothing_and_writes_nothing(
    open_reader: Open, workspace: Path
) -> None:
    await _type_and_be_gone(open_reader)
    (file,) = _files(workspace)
    before = file.read_bytes()
    with AnnotationStore.open(workspace / "annotations", "ann"):
        async with open_reader() as reader:
            assert "you typed" not in reader.said
            await reader.press("j", *TO_NOTE, *"other")
        assert file.read_bytes() == before


async def test_a_file_that_is_no_draft_is_a_notice(open_reader: Open, workspace: Path) -> None:
    await _type_and_be_gone(open_reader)
    (file,) = _files(workspace)
    file.write_bytes(b"\x1b[31m[/nope]")
    async with open_reader() as reader:
        await reader.press("question_mark")
        assert any("holds no draft" in notice for notice in reader.parts.notices.all())
    assert file.read_bytes() == b"\x1b[31m[/nope]"


async def test_it_is_offered_on_a_source_that_takes_long_to_read(
    open_reader: Open, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _type_and_be_gone(open_reader)
    monkeypatch.setattr(listing, "LARGE", 1)
    async with open_reader(workspace / "seeds" / "talk.txt", workspace / "seeds") as reader:
        await reader.until(lambda: "was kept: Enter opens it" in reader.said)
        await reader.press("enter")
        assert _form(reader).typed.note == NOTE


async def test_of_a_passage_that_has_gone_it_is_offered_in_the_list(
    open_reader: Open, workspace: Path
) -> None:
    await _type_and_be_gone(open_reader)
    (workspace / "seeds" / "story.txt").write_text("Something else.", encoding="utf-8")
    async with open_reader() as reader:
        assert "was kept: Tab to the tags, then Enter, opens it" in reader.said
        await reader.press("tab", "enter")
        assert _form(reader).typed.note == NOTE


async def test_how_to_go_on_is_said_whatever_the_width(open_reader: Open) -> None:
    await _type_and_be_gone(open_reader)
    for columns in (40, 60, 80, 120):
        async with open_reader(size=(columns, 24)) as reader:
            assert len(reader.said) <= columns
            assert "kept: Enter opens it" in reader.said


async def test_it_may_end_while_the_form_is_opening(open_reader: Open, workspace: Path) -> None:
    async with open_reader() as reader:
        await reader.press("j", "d")
        (each,) = reader.desk.placed
        reader.parts.editing.open_details(each)
        reader.parts.drafting.keep_draft()
    assert _files(workspace) == []


async def test_what_was_typed_too_late_to_be_drawn_is_kept(
    open_reader: Open, workspace: Path
) -> None:
    async with open_reader() as reader:
        await reader.press("j", "d", *TO_NOTE, *"un")
        for char in "seen":
            reader.app.post_message(events.Key(char, char))
        reader.app.post_message(events.Key("escape", None))
        reader.app.exit()
    async with open_reader() as reader:
        await reader.press("enter")
        assert _form(reader).typed.note == NOTE
