"""Searching everything: sources and what was written, whatever becomes of the files."""

from pathlib import Path

import pytest

from nkreader.model.annotation import Label
from nkreader.model.entity import Entity, EntityType
from nkreader.model.errors import NkreaderError
from nkreader.model.span import Span
from nkreader.session.annotating.annotate import Details, annotate
from nkreader.session.library import look
from nkreader.session.search.everything import Everything, Looked
from nkreader.session.search.hit import Field
from nkreader.session.search.shelf import Shelf
from nkreader.session.search.sought import seek
from nkreader.session.session import Session
from nkreader.session.start import open_session
from nkreader.session.workspace import locate
from nkreader.text.mentions import Matcher

KIM = Entity("Kim Jong Un", EntityType.PERSON, ("Chairman Kim",))
TEXTS = {
    "a.txt": "Kim Jong Un spoke. Kim denied it.\n",
    "b.txt": "Shells arrived. Nobody counted.\n",
    "c.txt": "The shells of Kim Jong-un.\n",
}


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """Return a session on three sources, in which one person is known."""
    monkeypatch.setattr(Session, "entities", (KIM,))
    monkeypatch.setattr(Session, "matcher", Matcher((KIM,)))
    (tmp_path / "annotations").mkdir()
    (tmp_path / "seeds").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "seeds" / name).write_text(text, encoding="utf-8")
    return open_session(locate(cwd=tmp_path, annotator="ann"), [], write=True)


def _tag(session: Session, name: str, quote: str, label: Label, details: Details) -> str:
    entry = next(each for each in session.library.entries if each.path.name == name)
    opened = session.open(entry)
    start = opened.source.text.index(quote)
    return annotate(session, opened, Span(start, start + len(quote)), label, details).id


def _found(everything: Everything, session: Session, typed: str) -> list[tuple[str, str, str]]:
    """Return the hits of a search: file, field, quote."""
    return [
        (Path(looked.path).name, hit.field.value, hit.quote)
        for looked in everything.look(seek(session, typed))
        for hit in looked.hits
    ]


def test_everything_is_searched_source_by_source(session: Session) -> None:
    details = Details(speaker="Kremlin", about="Kim denies shells.", note="Ask Seoul.")
    _tag(session, "a.txt", "Kim denied it.", Label.DENIAL, details)
    everything = Everything(session)
    wanted = {
        "shells": [
            ("a.txt", "about", "shells"), ("b.txt", "text", "Shells"), ("c.txt", "text", "shells"),
        ],
        "kremlin": [("a.txt", "speaker", "Kremlin")],
        "seoul": [("a.txt", "note", "Seoul")],
        "speaker:kremlin": [("a.txt", "passage", "Kim denied it.")],
        "label:denial": [("a.txt", "passage", "Kim denied it.")],
        "label:denial it denied": [("a.txt", "passage", "denied it")],
        "label:claim": [],
        'label:denial entity:"kim jong un"': [("a.txt", "passage", "Kim denied it.")],
        "by:ann denied": [("a.txt", "passage", "denied")],
        "by:bob denied": [],
        "source:b.txt shells": [("b.txt", "text", "Shells")],
        'entity:"chairman kim"': [
            ("a.txt", "text", "Kim Jong Un"), ("a.txt", "text", "Kim"),
            ("c.txt", "text", "Kim Jong-un"),
        ],
        "nobody shells": [],
        "kim shells": [("a.txt", "about", "Kim denies shells"), ("c.txt", "text", "shells of Kim")],
    }  # fmt: skip
    for _ in ("cold", "warm"):
        assert {typed: _found(everything, session, typed) for typed in wanted} == wanted


def test_an_entity_that_nobody_knows_is_refused(session: Session) -> None:
    for typed in ("entity:nobody", 'entity:"-"'):
        with pytest.raises(NkreaderError, match="no entity is called"):
            seek(session, typed)


def test_what_is_tagged_while_one_searches_is_found_the_next_time(session: Session) -> None:
    everything = Everything(session)
    assert _found(everything, session, "seoul") == []
    _tag(session, "b.txt", "Nobody counted.", Label.CLAIM, Details(note="Seoul did."))
    assert _found(everything, session, "seoul") == [("b.txt", "note", "Seoul")]


def test_sources_that_change_or_go_meanwhile(session: Session, tmp_path: Path) -> None:
    everything = Everything(session)
    assert len(_found(everything, session, "shells")) == 2
    looks = everything.look(seek(session, "shells"))
    assert next(looks).hits == ()
    (tmp_path / "seeds" / "b.txt").unlink()
    (tmp_path / "seeds" / "c.txt").write_text("No arms.\nShells, twice: shells.", encoding="utf-8")
    gone, changed = looks
    assert (gone.hits, "there is no such file" in (gone.reason or "")) == ((), True)
    assert [hit.quote for hit in changed.hits] == ["Shells", "shells"]
    (tmp_path / "seeds" / "b.txt").mkdir()
    assert len(_found(everything, session, "shells")) == 2


def test_how_many_cannot_be_read_does_not_depend_on_the_query(
    session: Session, tmp_path: Path
) -> None:
    _tag(session, "a.txt", "Kim denied it.", Label.DENIAL, Details())
    (tmp_path / "seeds" / "a.txt").write_bytes(b"Kim Jong Un\0")
    (tmp_path / "seeds" / "b.txt").write_bytes(b"\x89PNG\0")
    everything = Everything(session)

    def unread(typed: str) -> int:
        found = everything.look(seek(session, typed))
        return sum(each.reason is not None for each in found)

    for _ in ("cold", "warm"):
        for typed in ("kim", "shells", "nobody", "ким", 'entity:"kim jong un"', "speaker:kremlin"):
            assert unread(typed) == 2, typed
        for typed in ("label:denial", "label:denial kim", 'label:denial entity:"kim jong un"'):
            assert unread(typed) == 0, f"{typed} asks no source"


def test_a_search_may_end_anywhere_and_the_next_is_whole(session: Session) -> None:
    for stop in range(4):
        everything = Everything(session)
        for _, _ in zip(range(stop), everything.look(seek(session, "shells")), strict=False):
            pass
        assert len(_found(everything, session, "shells")) == 2


def test_of_one_source_no_more_is_found_than_is_wanted(session: Session, tmp_path: Path) -> None:
    (tmp_path / "seeds" / "b.txt").write_text("shells " * 9, encoding="utf-8")
    looked = [*Everything(session).look(seek(session, "shells"), most=4)]
    assert [(len(each.hits), each.cut) for each in looked] == [(0, False), (4, True), (1, False)]


def test_what_is_about_a_source_that_is_not_here_comes_in_the_end(
    session: Session, tmp_path: Path
) -> None:
    _tag(session, "a.txt", "Kim denied it.", Label.DENIAL, Details(note="Ask Seoul."))
    session.store.close()
    (tmp_path / "seeds" / "a.txt").unlink()
    later = open_session(locate(cwd=tmp_path, annotator="ann"), [])
    *_, last = Everything(later).look(seek(later, "seoul"))
    assert isinstance(last, Looked)
    assert (last.index, last.path) == (None, "seeds/a.txt")
    assert [hit.field for hit in last.hits] == [Field.NOTE]


def test_no_more_text_is_kept_than_there_is_room_for(session: Session) -> None:
    first, second, third = entries = session.library.entries
    shelf = Shelf(len(TEXTS["b.txt"]) + len(TEXTS["a.txt"]))

    def kept() -> list[bool]:
        return [shelf.at_hand(each, look(each)) is not None for each in entries]

    shelf.begin()
    for entry in entries:
        shelf.read(entry)
    assert kept() == [True, True, False]  # else the next search would find none of its first
    shelf.begin()
    shelf.at_hand(first, look(first))
    shelf.read(third)
    assert kept() == [True, False, True]
    assert shelf.at_hand(third, None) is None
    shelf.read(second)
    assert kept() == [True, True, False]


def test_texts_are_prepared_as_long_as_there_is_room(session: Session) -> None:
    everything = Everything(session)
    assert len([*everything.prepare()]) == 3
    assert [*everything.prepare()] == []
