"""Documents that carry their texts come back the same, in all that their formats carry."""

from pathlib import Path

import pytest
from exporters_sample import SAMPLE
from hypothesis import given, settings
from importers_databases import (
    Database,
    databases,
    file_of,
    folder_of,
    session_in,
    sessions_on,
    written,
)
from msgspec.structs import replace

from nkreader.exporters.export import Export
from nkreader.exporters.formats import format_named as way_out
from nkreader.exporters.output import Binary, Folder
from nkreader.importers.file import ImportFile
from nkreader.importers.formats import format_named, format_of
from nkreader.importers.incoming import Incoming
from nkreader.model.annotation import Annotation
from nkreader.session.export import collect
from nkreader.session.importing.taking_in import import_annotations

NAMES = ("cas", "refi-qda")


def packed(name: str, export: Export) -> ImportFile:
    """Return what an export in a format is when it is imported."""
    output = way_out(name).output
    if isinstance(output, Folder):
        files = (file_of(each.name, "".join(each.chunks)) for each in output.files(export))
        return folder_of("tagged.cas", *files)
    assert isinstance(output, Binary)
    return file_of("tagged.qdpx", b"".join(output.chunks(export)))


def incoming(name: str, export: Export) -> Incoming:
    file = packed(name, export)
    if file.files or not file.is_folder:
        assert format_of(file) is format_named(name)
    return format_named(name).read(file)


def carried(name: str, database: Database) -> dict[str, Annotation]:
    """Return what a format carries of a database: what stands in a text that is at hand."""
    texts = {
        ref.id: text for ref, text in zip(database.refs.values(), database.texts, strict=False)
    }
    here = {each.id: each for each in database.annotations if each.source in texts}
    if name == "cas":
        here = {key: each for key, each in here.items() if each.quote.strip()}
    found = {}
    for key, each in here.items():
        known = replace(
            each,
            links=tuple(link for link in each.links if name == "cas" or link.target in here),
        )
        found[key] = _in_xml(known, texts[each.source]) if name == "refi-qda" else known
    return found


def _in_xml(each: Annotation, text: str) -> Annotation:
    """Return an annotation without what a project cannot carry, and its export has counted."""
    start = each.start - (text[each.start - 1 : each.start + 1] == "\r\n")
    end = each.end + (text[each.end - 1 : each.end + 1] == "\r\n")
    return replace(
        each,
        start=start,
        end=end,
        quote=text[start:end],
        note=each.note and each.note.replace("\x1b", "␛"),
        tags=tuple(tag.replace("\x1b", "␛") for tag in each.tags),
    )


def without_surroundings(each: Annotation, like: Annotation) -> Annotation:
    """Return an annotation without what its place tells, where the import did not."""
    return replace(
        each,
        prefix="",
        suffix="",
        text="",
        section=each.section if like.section else None,
        said_at=each.said_at if like.said_at else None,
    )


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=15, deadline=None)
@given(database=databases())
def test_import_of_an_export_is_what_the_format_carries(name: str, database: Database) -> None:
    with sessions_on(database) as (first, second):
        export = collect(first, mentions=False).export
        import_annotations(second, incoming(name, export))
        expected = carried(name, database)
        theirs = dict(second.store.annotations)
        assert theirs.keys() == expected.keys()
        for key, each in expected.items():
            assert without_surroundings(theirs[key], each) == without_surroundings(each, each)
        again = import_annotations(second, incoming(name, export))
        assert again.added == ()
        assert again.present == len(theirs)
        assert dict(second.store.annotations) == theirs


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=10, deadline=None)
@given(database=databases())
def test_what_is_not_carried_is_counted(name: str, database: Database) -> None:
    export = database.export
    lost = way_out(name).losses(export)
    kinds = {kind: count for kind, count in lost.items() if kind.startswith(("annotation", "link"))}
    read = incoming(name, export)
    annotations = len(database.annotations) - len(read.annotations)
    links = sum(len(each.links) for each in database.annotations)
    links -= sum(len(each.links) for each in read.annotations)
    assert sum(count for kind, count in kinds.items() if "annotation" in kind) == annotations
    assert sum(count for kind, count in kinds.items() if kind.startswith("link")) == links


@pytest.mark.parametrize("name", NAMES)
def test_without_a_source_there_are_orphans_with_their_quotes(name: str, tmp_path: Path) -> None:
    written(tmp_path, ())
    session = session_in(tmp_path)
    with session.store:
        result = import_annotations(session, incoming(name, SAMPLE))
        assert sorted(each.id for each in result.lost) == ["a1", "a2", "a3", "a4"]
