"""What was imported is seen in the reader, told apart by who tagged it, and undone with a key."""

from pathlib import Path

from harness.reader import Open
from nkreader.importers.guards.place import Place
from nkreader.importers.incoming import IncomingAnnotation, IncomingSource, incoming
from nkreader.model.annotation import Label
from nkreader.session.importing.taking_in import import_annotations
from nkreader.session.start import open_session
from nkreader.session.workspace import locate

QUOTES = ("The ministry denied it.", "A satellite saw full trains.")


def take_in(workspace: Path) -> None:
    """Import bob's annotations as ann, before the reader is opened."""
    place = Place("tagged.json", "line 1")
    annotations = [
        IncomingAnnotation(quote, "s", Label.DENIAL, place, quote=quote, annotator="bob")
        for quote in QUOTES
    ]
    session = open_session(locate(cwd=workspace, annotator="ann"), (), write=True)
    with session.store:
        import_annotations(
            session, incoming([IncomingSource("s", path="story.txt")], annotations, place)
        )


async def test_u_takes_an_import_of_another_sitting_back(
    workspace: Path, open_reader: Open
) -> None:
    take_in(workspace)
    async with open_reader() as reader:
        assert [quote for _, quote in reader.tagged] == list(QUOTES)
        await reader.press("u")
        assert reader.tagged == []
        assert reader.said.startswith("import undone, saved")
        await reader.press("U")
        assert len(reader.tagged) == 2
        assert reader.said.startswith("import done again, saved")


async def test_what_another_annotator_made_is_hidden_with_the_work_of_others(
    workspace: Path, open_reader: Open
) -> None:
    take_in(workspace)
    async with open_reader(workspace / "seeds" / "story.txt") as reader:
        shown = [len(reader.desk.placed)]
        for _ in "oo":
            await reader.press("o")
            shown.append(len(reader.desk.placed))
    assert shown == [2, 0, 2]
