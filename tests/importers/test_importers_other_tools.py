"""What other tools are given comes back as it was, in all that their formats carry."""

from collections.abc import Mapping
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from harness.generated import session_on, tag_at_random, text_of
from nkreader.cli.outfile import write_file
from nkreader.cli.outfolder import write_folder
from nkreader.exporters.export import Export
from nkreader.exporters.formats import format_named as out_named
from nkreader.exporters.output import Folder
from nkreader.importers.formats import format_of
from nkreader.model.annotation import Annotation
from nkreader.session.export import collect
from nkreader.session.importing.given import given as given_file
from nkreader.session.importing.taking_in import import_annotations
from nkreader.session.session import Session

NAMES = ("brat", "doccano", "labelstudio", "spacy")


def write(name: str, export: Export, folder: Path) -> Path:
    known = out_named(name)
    path = folder / f"out{known.suffix}"
    if isinstance(known.output, Folder):
        write_folder(path, known.output.files(export))
    else:
        write_file(path, (chunk.encode() for chunk in known.write(export)))
    return path


def take(session: Session, path: Path) -> int:
    file = given_file(path, session.workspace.annotations)
    return len(import_annotations(session, format_of(file).read(file)).added)


def within_sources(annotations: Mapping[str, Annotation]) -> dict[str, Annotation]:
    """Return annotations without the links that no document can hold."""
    return {
        key: replace(
            one,
            links=tuple(
                link for link in one.links if annotations[link.target].source == one.source
            ),
        )
        for key, one in annotations.items()
    }


def texts(random: Random) -> dict[str, str]:
    return {f"{name}.txt": text_of(random, random.randint(5, 40)) + name for name in ("a", "b")}


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_what_went_out_comes_back_the_same_and_only_once(name: str, seed: int) -> None:
    random = Random(seed)
    with TemporaryDirectory() as folder:
        here, there = Path(folder) / "here", Path(folder) / "there"
        told = texts(random)
        mine, theirs = session_on(here, told), session_on(there, told)
        tag_at_random(mine, random, each=6)
        path = write(name, collect(mine).export, Path(folder))
        assert take(theirs, path) == len(mine.store.annotations)
        assert dict(theirs.store.annotations) == within_sources(mine.store.annotations)
        assert theirs.store.sources.keys() == mine.store.sources.keys()
        assert take(theirs, path) == 0
        assert take(mine, path) == 0
        mine.store.close()
        theirs.store.close()
