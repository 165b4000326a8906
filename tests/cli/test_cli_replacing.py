"""``export --force``: what an export has made is replaced, and nothing else ever."""

from pathlib import Path

import pytest
from cli_desk import STORY, Desk, make_desk

from nkreader.exporters.formats import FORMATS, Format
from nkreader.exporters.output import Folder
from nkreader.model.annotation import Label

desk = pytest.fixture(make_desk)

CLAIM = "Moscow said the trains were empty."


@pytest.fixture
def tagged(desk: Desk) -> None:
    desk.tag(CLAIM)
    desk.tag("A satellite saw full trains.", Label.EVIDENCE)


FILES = tuple(each for each in FORMATS if not isinstance(each.output, Folder))
FOLDERS = tuple(each for each in FORMATS if isinstance(each.output, Folder))


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
@pytest.mark.usefixtures("tagged")
def test_force_replaces_what_an_export_has_made(desk: Desk, known: Format) -> None:
    words = ("export", "--format", known.name, "--output", "out", "--force")
    assert desk.run(*words, "--label", "speculation").code == 0  # which nothing is
    assert desk.run(*words).code == 0
    made = contents(desk.root / "out")
    assert desk.run(*words).code == 0
    assert contents(desk.root / "out") == made
    if known in FILES:
        assert desk.run("export", "--output", "out", "--force").code == 0


@pytest.mark.parametrize("known", FILES, ids=lambda known: known.name)
@pytest.mark.usefixtures("tagged")
def test_force_replaces_no_file_that_only_looks_like_an_export(desk: Desk, known: Format) -> None:
    assert desk.run("export", "--format", known.name, "--output", "made").code == 0
    made = (desk.root / "made").read_bytes()
    foreign = [made[1:], b"\n" + made, b'{"text": "nkreader"}\n', b"# Annotations\n\nof mine\n"]
    if known.name == "spacy":
        foreign.append(made.replace(b"}}\n", b'}, "answer": "accept"}\n'))
    for each in foreign:
        (desk.root / "mine").write_bytes(each)
        done = desk.run("export", "--format", known.name, "--output", "mine", "--force")
        assert (done.code, done.err.count("\n")) == (1, 1)
        assert (desk.root / "mine").read_bytes() == each


@pytest.mark.parametrize("known", FOLDERS, ids=lambda known: known.name)
@pytest.mark.parametrize("name", ["mine.txt", "n.json", "story-0123456789ab.txt", "made"])
@pytest.mark.usefixtures("tagged")
def test_force_replaces_no_folder_that_holds_anything_else(
    desk: Desk, known: Format, name: str
) -> None:
    words = ("export", "--format", known.name, "--force", "--output")
    assert desk.run(*words, "out").code == 0
    if name == "made":  # what an export has made, under another name
        suffix = ".json" if known.name == "cas" else ".ann"
        found = next(each for each in (desk.root / "out").iterdir() if each.suffix == suffix)
        (desk.root / "out" / f"copy{suffix}").write_bytes(found.read_bytes())
        name = f"copy{suffix}"
    else:
        desk.write(f"out/{name}", "mine")
    before = contents(desk.root / "out")
    done = desk.run(*words, "out")
    said = f"out holds {name}, which no such export has made: name another folder, or move it away"
    assert (done.code, done.err) == (1, f"nkreader: {said}\n")
    assert contents(desk.root / "out") == before


@pytest.mark.usefixtures("tagged")
def test_force_replaces_no_text_of_brat_that_has_lost_its_annotations(desk: Desk) -> None:
    words = ("export", "--format", "brat", "--force", "--output", "out")
    assert desk.run(*words).code == 0
    for each in (desk.root / "out").glob("*.ann"):
        each.unlink()
    assert desk.run(*words).code == 1
    assert list((desk.root / "out").glob("*.txt"))


@pytest.mark.parametrize("way", ["outside", "inside", "untagged", "tagged"])
def test_force_wipes_no_sources_without_a_workspace(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    sources = tmp_path / "news" / "sources"
    sources.mkdir(parents=True)
    for name in ("a.txt", "b.txt"):
        (sources / name).write_text(STORY, encoding="utf-8")
    monkeypatch.chdir(sources.parent)
    assert desk.run("tag", "sources/a.txt", "--label", "claim", "--quote", CLAIM).code == 0
    before = contents(sources)
    words: tuple[str, ...] = ("--format", "brat")
    place = "sources"
    if way == "inside":
        monkeypatch.chdir(sources)
        place = "../sources"
    elif way != "outside":
        words, place = (), f"sources/{'a' if way == 'tagged' else 'b'}.txt"
    done = desk.run("export", *words, "--force", "--output", place)
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert contents(sources) == before


@pytest.mark.usefixtures("tagged")
def test_what_is_empty_holds_nothing_to_be_lost(desk: Desk) -> None:
    desk.write("out.json", "")
    (desk.root / "out").mkdir()
    for words in (("--output", "out.json"), ("--output", "out", "--format", "cas")):
        assert desk.run("export", "--force", *words).code == 0


def contents(path: Path) -> dict[str, bytes]:
    """Return the bytes of a file, or of all files of a folder."""
    files = path.iterdir() if path.is_dir() else (path,)
    return {each.name: each.read_bytes() for each in files}
