"""What is exported comes back the same: in all of it, or in all that the format carries."""

from typing import Any

import pytest
from hypothesis import given, settings
from importers_databases import Database, databases, file_of, sessions_on
from msgspec.structs import replace

from nkreader.exporters.formats import format_named as way_out
from nkreader.importers.formats import format_named, format_of
from nkreader.importers.incoming import Incoming
from nkreader.model.annotation import Annotation
from nkreader.session.export import collect
from nkreader.session.importing.taking_in import import_annotations
from nkreader.session.session import Session
from nkreader.text.spreadsheet import steerless

WHOLE = ("json", "jsonl", "webannotation")
ALL = (*WHOLE, "csv")


def incoming(name: str, session: Session) -> Incoming:
    export = collect(session, mentions=False).export
    data = "".join(way_out(name).write(export))
    file = file_of("tagged" + way_out(name).suffix, data)
    assert format_of(file) is format_named(name)
    return format_named(name).read(file)


def carried(name: str, annotation: Annotation) -> Annotation:
    """Return what of an annotation a format carries."""
    if name != "csv":
        return annotation
    words = ("quote", "prefix", "suffix", "text", "section", "speaker", "via", "outlet", "about")
    shown = {each: getattr(annotation, each) for each in (*words, "note", "annotator")}
    known: dict[str, Any] = {each: value and steerless(value) for each, value in shown.items()}
    return replace(annotation, tags=tuple(map(steerless, annotation.tags)), **known)


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=10, deadline=None)
@given(database=databases())
def test_import_of_an_export_is_the_database(name: str, database: Database) -> None:
    with sessions_on(database) as (first, second):
        made = import_annotations(second, incoming(name, first))
        assert len(made.added) == len(database.annotations)
        assert not made.renamed
        mine = {key: carried(name, each) for key, each in first.store.annotations.items()}
        theirs = {key: carried(name, each) for key, each in second.store.annotations.items()}
        assert theirs == mine
        _check_sources(name, first, second)
        _adds_nothing(name, first, second)


def _check_sources(name: str, first: Session, second: Session) -> None:
    """Compare the sources, of which most formats carry those that are tagged."""
    used = {each.source for each in first.store.annotations.values()}
    for key, ref in first.store.sources.items():
        if name == "json":
            assert second.store.sources[key] == ref
        elif key in used:
            assert second.store.sources[key].sha256 == ref.sha256


def _adds_nothing(name: str, first: Session, second: Session) -> None:
    for session in (first, second):
        before = dict(session.store.annotations)
        again = import_annotations(session, incoming(name, first))
        assert again.added == ()
        assert again.present == len(before)
        assert dict(session.store.annotations) == before
