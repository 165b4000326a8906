import hashlib
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loaders_invariants import check
from msgspec.structs import replace

from nkreader import loaders
from nkreader.loaders import load, load_beginning, recognise
from nkreader.model.errors import NkreaderError
from nkreader.model.source import Shape

PROSE = "The harbor has been frozen since the second week of the year, the pilots say.\n\n"
CAPTIONS = (
    "tv Six KQED March 5, 2024 6:00pm-6:30pm PST\n6:00 pm\nhello. >> hi\n6:01 pm\nanna: bye\n"
)
FEED = "Title https://a.example/1 Fri, 28 Jun 2024 10:00:00 +0000 https://a.example/1\n]]>\nProse.\n]]>\n"
OF_EACH = {
    Shape.CAPTIONS: CAPTIONS,
    Shape.FEED: FEED * 2,
    Shape.PODCAST: f"Two Tides - Ice\nEpisode Date: May 1, 2024{PROSE}Transcript\nHello. It froze.",
    Shape.ARTICLE: f"A harbor, frozen again\n\n{PROSE}{PROSE}",
    Shape.PLAIN: "notes\n- ice\n- thaw\n",
}


def _file_of(shape: Shape, path: Path) -> Path:
    path.write_bytes(OF_EACH[shape].encode("utf-8"))
    return path


@pytest.mark.parametrize("shape", OF_EACH)
@pytest.mark.parametrize("name", ["a.txt", "b.html", "c"])
def test_a_shape_is_known_by_what_is_in_the_file(shape: Shape, name: str, tmp_path: Path) -> None:
    file = _file_of(shape, tmp_path / name)
    source = load(file)
    assert source.shape is shape
    assert source.text == OF_EACH[shape]
    assert source.path == str(file)
    assert source.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert source.notices == ()


@pytest.mark.parametrize("shape", OF_EACH)
def test_a_source_that_was_read_before_is_not_asked_what_it_is_not(
    shape: Shape, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _file_of(shape, tmp_path / "a.txt")
    source = load(file)
    asked: list[str] = []

    def imported(name: str) -> object:
        asked.append(name)
        return import_module(name)

    monkeypatch.setattr(loaders, "import_module", imported)
    assert load(file, {source.id: shape.value}) == source
    assert asked == [f"nkreader.loaders.{shape.value}"]
    assert load(file, {"another": shape.value}) == source
    assert load(file, {source.id: "no shape"}) == source


@pytest.mark.parametrize("shape", OF_EACH)
def test_a_source_is_believed_to_be_as_it_was_read_where_its_bytes_are_the_same(
    shape: Shape, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _file_of(shape, tmp_path / "a.txt")
    source = load(file)
    file.write_bytes(b"something else")
    assert load(file, read_before=source) == load(file)
    _file_of(shape, file)
    assert load(file, read_before=replace(source, text=source.text.upper())) == source
    monkeypatch.setattr(loaders, "recognise", None)
    assert load(file, read_before=replace(source, path="")) == source


def test_what_is_told_by_its_first_character_is_asked_first() -> None:
    page = "<html><head><title>Ice</title></head><body><p>It froze.</p></body></html>"
    assert recognise(page, "plain") == recognise(page)


def test_every_reader_is_there_and_the_last_knows_every_text() -> None:
    for name, _ in loaders.READERS:
        assert callable(import_module(f"nkreader.loaders.{name}").read)
    assert loaders.READERS[-1] == ("plain", "")


def test_the_hash_is_of_the_bytes_and_a_mark_is_not_text(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xef\xbb\xbfcaf\xe9\r\n")
    source = load(file)
    assert source.text == "caf\ufffd\r\n"
    assert source.sha256 == hashlib.sha256(b"\xef\xbb\xbfcaf\xe9\r\n").hexdigest()
    assert "1 byte is not UTF-8" in source.notices[0]


def test_a_heading_gives_notes_a_title() -> None:
    assert recognise("\n# Notes on ice\n\n- thin\n").title == "Notes on ice"
    assert recognise("#!/bin/sh\necho ice\n").title is None


def test_an_empty_file_is_a_source_without_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    source = load(tmp_path / "a.txt")
    assert (source.text, source.shape, len(source.sections)) == ("", Shape.PLAIN, 1)
    assert source.notices == ("The file is empty.",)


@pytest.mark.parametrize("name", ["gone.txt", "folder", "binary\n\x1b[31m.txt"])
def test_a_refusal_is_one_line_that_names_the_file(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "binary\n\x1b[31m.txt").write_bytes(b"a\0b")
    with pytest.raises(NkreaderError) as caught:
        load(tmp_path / name)
    said = str(caught.value)
    assert name[:6] in said
    assert "cannot be read" in said
    assert not set("\n\r\x1b") & set(said)


WORDS = st.sampled_from(
    [*OF_EACH.values(), "6:01 pm", ">> ", "anna: ", "Source link", "]]>", "/ STR", "– Ice –", "♪",
     "Fri, 28 Jun 2024 10:00:00 +0000", "https://a.example/x", "Read More “Title” »", "# ", "---",
     "Transcript", "Visit shop.a.example and use code X.", "Hello", "30 Views", "June 18, 2024",
     "<html>", "<rss><channel><item><title>x</title></item></channel></rss>", "WEBVTT",
     '{"segments":',
     "00:01.000 --> 00:02.000", "\n", "\n\n", "\r\n", "\r", " ", "\xa0", "\u2028", "word", "“", "”",
     "\U0001f6f0", "\ufffd", "."]
)  # fmt: skip


@given(st.lists(WORDS, max_size=25), st.sampled_from(["", " ", "\n"]))
def test_whatever_the_text_its_parts_are_sound(words: list[str], joint: str) -> None:
    text = joint.join(words)
    parts = recognise(text)
    check(parts)
    if not text.lstrip().startswith(("<", "WEBVTT", "{")):
        assert parts.text == text


HOSTILE = {
    "one line": "a" * 10_000_000,
    "one line of words": "the quick brown fox. " * 470_000,
    "white space": " \xa0\t" * 300_000 + "x",
    "line ends": "\n\r\n\r" * 200_000,
    "colons": "0:00\n0:01\n" + "lena: " * 30_000,
    "chevrons": "0:00\n0:01\n" + ">> " * 40_000,
    "stamps": "http Fri, 28 Jun 2024 10:00:00 +0000 " * 12_000,
    "feed": FEED * 3_000,
    "feed on one line": FEED.replace("\n", " ") * 3_000,
    "adverts": "P - E\nTranscript\n" + "visit a-" * 40_000 + "visit shop.a.example now. " * 10_000,
    "credits": f"A harbor, frozen again\n\n{PROSE * 3}" + "Same.\n\n/ x\n\n" * 10_000,
    "credits without blank lines": f"A harbor, frozen again\n\n{PROSE * 3}" + "/ x\n" * 20_000,
    "open tags": "<html>" + "<a " * 30_000,
    "open quotes": "<html>" + '<a"<a""' * 10_000,
    "open comments": "<html>" + "<!-" * 60_000 + "<!--" * 60_000,
    "depth": "<html>" + "<div>" * 20_000,
    "xml depth": "<rss>" + "<a>" * 60_000,
    "json depth": '{"segments":' + "[" * 400_000,
    "cue tags": "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<v " * 40_000,
    "header": "June 18, 2024 6:00pm - " * 20_000 + "\n6:00 pm\n",
    "front matter": "---\n" + "a: b\n" * 40_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_text_not_with_its_square(name: str) -> None:
    # Of what is quadratic here the run would not see the end.
    check(recognise(HOSTILE[name]))


@pytest.mark.parametrize("title", ["&#8203;", "&nbsp;", "&#10240;"])
def test_a_title_of_which_nothing_is_seen_is_none(tmp_path: Path, title: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<html><title>{title}</title><body><p>{PROSE}</p></body></html>", "utf-8")
    source = load(page)
    assert source.title is None
    assert [section.title for section in source.sections] == [None]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "latin-1"])
@pytest.mark.parametrize("line", ["The café was shut, the pilots say.\n", "Ĉapelo. 海が凍った。\n"])
def test_a_beginning_is_of_the_text_and_tells_its_length(
    encoding: str, line: str, tmp_path: Path
) -> None:
    file = tmp_path / "large.txt"
    file.write_bytes((line * 40_000).encode(encoding, "replace"))
    whole, begun = load(file), load_beginning(file)
    assert begun is not None
    assert whole.text.startswith(begun.source.text)
    assert begun.source.is_beginning
    assert begun.source.length < whole.length / 2
    assert begun.whole_length == pytest.approx(whole.length, rel=0.001)
