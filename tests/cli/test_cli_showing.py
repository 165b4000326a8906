"""``show``, ``verify`` and ``export``: what is tagged, and where it stands today."""

import csv
import io
import json
import os
from pathlib import Path

import jsonschema
import pytest
from cli_desk import STORY, TALK, Desk, make_desk

from nkreader.model.annotation import Label
from nkreader.session.annotating.annotate import Details
from nkreader.session.export import collect
from nkreader.session.start import open_session
from nkreader.session.workspace import locate

desk = pytest.fixture(make_desk)

DENIAL = "The ministry denied it."
CLAIM = "Moscow said the trains were empty."
EVIDENCE = "A satellite saw full trains."


@pytest.fixture
def tagged(desk: Desk) -> dict[str, str]:
    """Return ids by label of three annotations, the last another annotator's."""
    return {
        "denial": desk.tag(DENIAL, Label.DENIAL, details=Details(speaker="The ministry")),
        "claim": desk.tag(CLAIM, Label.CLAIM, details=Details(speaker="Dmitry Peskov")),
        "evidence": desk.tag(EVIDENCE, Label.EVIDENCE, by="bob"),
    }


def test_show_prints_everybodys_work_in_order(desk: Desk, tagged: dict[str, str]) -> None:
    start = STORY.index(DENIAL)
    first = [tagged["denial"], "denial", "The ministry", "seeds/story.txt"]
    done = desk.run("show")
    assert done.rows[0] == [*first, f"{start}:{start + len(DENIAL)}", "ann", DENIAL, ""]
    assert [row[0] for row in done.rows] == list(tagged.values())


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("--label", "denial"), ["denial"]),
        (("--label", "denial", "--label", "evidence"), ["denial", "evidence"]),
        (("--speaker", "peskov"), ["claim"]),
        (("--entity", "moscow"), ["claim"]),
        (("--by", "bob"), ["evidence"]),
        (("--status", "rejected"), []),
        (("--since", "2020-01-01"), ["denial", "claim", "evidence"]),
        (("--since", "2999-01-01"), []),
        (("--source", "story.txt"), ["denial", "claim", "evidence"]),
        (("--source", "talk.txt"), []),
        (("seeds/talk.txt",), []),
        (("seeds",), ["denial", "claim", "evidence"]),
        (("--label", "claim", "--by", "bob"), []),
    ],
)
def test_filters_are_the_same_everywhere(
    desk: Desk, tagged: dict[str, str], words: tuple[str, ...], wanted: list[str]
) -> None:
    ids = [tagged[label] for label in wanted]
    assert [row[0] for row in desk.run("show", *words).rows] == ids
    assert [each["id"] for each in desk.run("show", *words, "--json").json] == ids
    assert [each["id"] for each in desk.run("export", *words).json["annotations"]] == ids
    assert [each["id"] for each in desk.run("verify", *words, "--json").json] == ids


def test_verify_follows_a_passage_and_misses_one_that_is_gone(
    desk: Desk, tagged: dict[str, str]
) -> None:
    changed = "Something new.\n\n" + STORY.replace(EVIDENCE, "")
    desk.write("seeds/story.txt", changed)
    done = desk.run("verify", "--json")
    states = {each["id"]: each["anchor"] for each in done.json}
    assert states[tagged["denial"]] == "moved"
    assert states[tagged["evidence"]] == "orphan"
    for each in done.json:
        if each["anchor"] == "orphan":
            assert (each["start"], each["end"]) == (None, None)
        else:
            assert changed[each["start"] : each["end"]] == each["quote"]
        assert each["lost"] == ("not in the file" if each["anchor"] == "orphan" else None)
    assert "1 orphan" in done.err
    assert "no such file" not in done.err
    assert {row[1]: row[0] for row in desk.run("verify").rows} == states


def test_verify_proposes_a_place_for_a_passage_that_was_changed(
    desk: Desk, tagged: dict[str, str]
) -> None:
    edited = EVIDENCE.replace("full trains", "empty ones")
    changed = "Something new.\n\n" + STORY.replace(EVIDENCE, edited)
    desk.write("seeds/story.txt", changed)
    by_id = {each["id"]: each for each in desk.run("verify", "--json").json}
    one = by_id[tagged["evidence"]]
    assert (one["anchor"], one["start"], one["end"]) == ("changed", None, None)
    assert (one["path"], one["proposed_path"]) == ("seeds/story.txt", "seeds/story.txt")
    assert one["proposed_source"] not in (one["source"], None)
    assert one["proposed_quote"] == edited
    assert changed[one["proposed_start"] : one["proposed_end"]] == edited
    assert one["words"] == [{"old": "full trains", "new": "empty ones"}]
    assert by_id[tagged["denial"]]["words"] is None
    row = next(each for each in desk.run("verify").rows if each[1] == tagged["evidence"])
    place = f"{one['proposed_start']}:{one['proposed_end']}"
    assert row[4:] == [f"?{place}", EVIDENCE, "full trains → empty ones", ""]
    exported = {each["id"]: each for each in desk.run("export").json["annotations"]}
    kept = exported[tagged["evidence"]]
    assert (kept["anchor"], kept["quote"], kept["source"]) == ("changed", EVIDENCE, one["source"])
    assert STORY[kept["start"] : kept["end"]] == EVIDENCE
    assert desk.run("edit", one["id"], "--span", place, "--annotator", "bob").code == 0
    again = {each["id"]: each for each in desk.run("verify", "--json").json}
    assert (again[one["id"]]["anchor"], again[one["id"]]["quote"]) == ("exact", edited)


def test_a_source_that_is_gone_makes_orphans_and_keeps_the_quote(
    desk: Desk, tagged: dict[str, str]
) -> None:
    (desk.root / "seeds" / "story.txt").unlink()
    done = desk.run("export", "--entity", "Moscow")
    (one,) = done.json["annotations"]
    assert (one["id"], one["anchor"], one["quote"]) == (tagged["claim"], "orphan", CLAIM)
    (mention,) = one["mentions"]
    assert CLAIM[mention["start"] - one["start"] : mention["end"] - one["start"]] == "Moscow"
    assert "not found" in done.err


@pytest.mark.parametrize("named", ["", ".", "seeds", "seeds/story.txt"])
def test_what_is_tagged_in_a_file_that_is_gone_is_asked_for_by_its_path(
    desk: Desk, tagged: dict[str, str], named: str
) -> None:
    (desk.root / "seeds" / "story.txt").rename(desk.root.parent / "story.txt")
    words = (named,) if named else ()
    wanted = set(tagged.values())
    done = desk.run("verify", *words, "--json")
    assert done.code == 0
    assert {each["id"]: each["lost"] for each in done.json} == dict.fromkeys(wanted, "no such file")
    assert "no such file: seeds/story.txt (3 " in done.err
    assert "3 orphan" in done.err
    assert {row[-1] for row in desk.run("verify", *words).rows} == {"no such file"}
    assert {row[0] for row in desk.run("show", *words).rows} == wanted
    exported = desk.run("export", *words)
    assert {each["id"] for each in exported.json["annotations"]} == wanted
    assert "no such file" in exported.err


def test_a_whole_folder_that_is_gone_is_asked_for_too_and_nothing_beside_it(
    desk: Desk, tagged: dict[str, str]
) -> None:
    (desk.root / "seeds").rename(desk.root.parent / "gone")
    (desk.root / "src").mkdir()
    assert len(desk.run("verify", "seeds").rows) == 3
    assert desk.run("verify", "src").rows == []
    for path in ("seed", "nowhere", "seeds/story"):
        done = desk.run("verify", path)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith(f"nkreader: {path} cannot be opened: there is no such file")


def test_a_source_that_was_renamed_is_known_by_its_content(
    desk: Desk, tagged: dict[str, str]
) -> None:
    (desk.root / "seeds" / "story.txt").rename(desk.root / "seeds" / "other.txt")
    document = desk.run("export").json
    assert {each["anchor"] for each in document["annotations"]} == {"exact"}
    assert [each["path"] for each in document["sources"]] == ["seeds/other.txt"]
    desk.write("seeds/story.txt", "Quite another story.\n")
    states = {each["anchor"] for each in desk.run("verify", "--json").json}
    assert states == {"exact"}


@pytest.mark.parametrize("name", ["other.txt", "zulu.txt"])
def test_a_source_outside_the_library_that_was_renamed_is_found_in_its_folder(
    desk: Desk, tagged: dict[str, str], name: str
) -> None:
    (desk.root / "seeds").rename(desk.root / "src")  # which no run reads unless it is named
    _name_the_source(desk, "src/story.txt")
    (desk.root / "src" / "story.txt").rename(desk.root / "src" / name)
    for words in ((), ("src",), ("src/story.txt",), (f"src/{name}",)):
        done = desk.run("verify", *words, "--json")
        assert [each["anchor"] for each in done.json] == ["exact"] * 3, words
        assert "no such file" not in done.err
    assert desk.run("verify", "src/talk.txt").rows == []
    document = desk.run("export").json
    assert {each["path"] for each in document["sources"]} == {f"src/{name}"}
    assert [row[-1] for row in desk.run("list", f"src/{name}").rows] == ["3"]
    desk.write(f"src/{name}", STORY + "More.")
    assert {each["anchor"] for each in desk.run("verify", "--json").json} == {"orphan"}


@pytest.mark.parametrize("way", ["up", "absolute", "link"])
def test_no_file_outside_is_read_because_a_database_names_it(
    desk: Desk, tagged: dict[str, str], way: str
) -> None:
    outside = desk.root.parent / "outside.txt"
    (desk.root / "seeds" / "story.txt").rename(outside)
    named = {"up": "../outside.txt", "absolute": str(outside), "link": "seeds/story.txt"}[way]
    if way == "link":
        (desk.root / "seeds" / "story.txt").symlink_to(outside)
    _name_the_source(desk, named)
    if way == "absolute":  # there ann's own database is to be trusted: see below
        (desk.root / "annotations" / "ann.json").unlink()
        (desk.root / "annotations" / "ann.history.jsonl").unlink()
    assert {each["anchor"] for each in desk.run("verify", "--json").json} == {"orphan"}
    # Whoever names the file may read it.
    named_by_me = desk.run("verify", str(outside), "--json")
    assert {each["anchor"] for each in named_by_me.json} == {"exact"}


@pytest.mark.parametrize("way", ["up", "absolute", "folder", "link"])
def test_no_folder_outside_is_looked_into_because_a_database_names_it(
    desk: Desk, tagged: dict[str, str], way: str
) -> None:
    outside = desk.root.parent / "outside"
    outside.mkdir()
    (desk.root / "seeds" / "story.txt").rename(outside / "story.txt")
    (desk.root / "linked").symlink_to(outside)
    (desk.root / "seeds" / "link.txt").symlink_to(outside / "story.txt")
    gone = {
        "up": "../outside/gone.txt",
        "absolute": str(outside / "gone.txt"),
        "folder": "linked/gone.txt",
        "link": "seeds/gone.txt",
    }
    _name_the_source(desk, gone[way])
    assert {each["anchor"] for each in desk.run("verify", "--json").json} == {"orphan"}


def test_a_source_outside_is_followed_where_one_tagged_it_oneself(
    desk: Desk, tagged: dict[str, str]
) -> None:
    outside = desk.root.parent / "outside.txt"
    (desk.root / "seeds" / "story.txt").rename(outside)
    _name_the_source(desk, str(outside))
    states = {each["id"]: each["anchor"] for each in desk.run("verify", "--json").json}
    assert states[tagged["denial"]] == states[tagged["claim"]] == "exact"
    outside.unlink()
    os.mkfifo(outside)
    assert {each["anchor"] for each in desk.run("verify", "--json").json} == {"orphan"}


def _name_the_source(desk: Desk, path: str) -> None:
    for name in ("ann", "bob"):
        file = desk.root / "annotations" / f"{name}.json"
        rows = file.read_text(encoding="utf-8").replace("seeds/story.txt", path)
        file.write_text(rows, encoding="utf-8")


def test_an_annotation_whose_source_no_database_knows_is_left_out_and_told(
    desk: Desk, tagged: dict[str, str]
) -> None:
    file = desk.root / "annotations" / "bob.json"
    rows = json.loads(file.read_text(encoding="utf-8"))
    rows["sources"] = {}
    file.write_text(json.dumps(rows), encoding="utf-8")
    for name in ("ann.json", "ann.history.jsonl", "bob.history.jsonl"):
        (desk.root / "annotations" / name).unlink()
    done = desk.run("export")
    assert done.json["annotations"] == []
    assert tagged["evidence"] in done.err


def test_export_is_what_the_schema_says_and_the_same_bytes_again(
    desk: Desk, tagged: dict[str, str]
) -> None:
    schema = desk.run("export", "--schema").json
    first = desk.run("export")
    jsonschema.validate(first.json, schema)
    assert len(first.json["annotations"]) == 3
    assert first.out == desk.run("export").out
    line = schema["$defs"]["line"] | {"$defs": schema["$defs"]}
    for text in desk.run("export", "--format", "jsonl").out.splitlines():
        jsonschema.validate(json.loads(text), line)


def test_export_in_every_format_to_a_file_is_what_stdout_gets(
    desk: Desk, tagged: dict[str, str]
) -> None:
    formats = {each["name"]: each for each in desk.run("export", "--formats", "--json").json}
    assert set(formats) >= {"json", "jsonl", "csv", "markdown"}
    for name, known in formats.items():
        file = desk.root / f"out{known['suffix']}"
        done = desk.run("export", "--output", str(file))
        assert (done.code, done.out) == (0, "")
        assert "3 annotations" in done.err
        if known["output"] == "binary":
            assert file.read_bytes().startswith(b"PK")
            continue
        printed = desk.run("export", "--format", name)
        if known["output"] == "text":
            assert file.read_bytes().decode() == printed.out
        elif known["output"] == "folder":
            assert (printed.code, printed.out) == (1, "")
            assert printed.err == f"nkreader: {name} is a folder of files: name one with --output\n"
            assert list(file.iterdir())


def test_csv_is_a_table(desk: Desk, tagged: dict[str, str]) -> None:
    out = desk.run("export", "--format", "csv", "--bom").out
    assert out.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"), newline="")))
    assert [row["id"] for row in rows] == list(tagged.values())
    assert desk.run("export", "--bom").code == 1


def test_csv_steers_no_terminal_and_says_what_it_has_changed(desk: Desk) -> None:
    quote = "Send \x1b]52;c;QQ==\x07 now"
    desk.write("seeds/steer.txt", f"{quote} please.")
    desk.tag(quote, path="seeds/steer.txt")
    done = desk.run("export", "--format", "csv")
    assert "Send ␛]52;c;QQ==␇ now" in done.out
    assert "\x1b" not in done.out
    # The quote, and what was tagged as it is read.
    assert done.err.startswith(
        "nkreader: csv cannot carry 2 cells with characters that steer a terminal"
    )
    json_done = desk.run("export")
    assert (json_done.json["annotations"][0]["quote"], json_done.err) == (quote, "")


def test_a_file_that_is_there_is_not_replaced_without_force(
    desk: Desk, tagged: dict[str, str]
) -> None:
    file = desk.write("mine.json", "mine")
    done = desk.run("export", "--output", "mine.json")
    assert done.code == 1
    assert "--force" in done.err
    forced = desk.run("export", "--output", "mine.json", "--force")
    said = "mine.json was made by no export: name another file, or move it away"
    assert (forced.code, forced.err) == (1, f"nkreader: {said}\n")
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("way", ["run", "named", "database", "link", "dots"])
def test_an_export_never_replaces_a_source(desk: Desk, tagged: dict[str, str], way: str) -> None:
    words: tuple[str, ...] = ()
    path = "seeds/talk.txt"
    if way == "named":
        desk.write("other.txt", TALK)
        path, words = "other.txt", ("other.txt",)
    elif way == "database":  # which knows a source that this run does not read
        path, words = "seeds/story.txt", ("seeds/talk.txt",)
    elif way == "link":
        (desk.root / "linked").symlink_to("seeds")
        path = "linked/talk.txt"
    elif way == "dots":
        path = "annotations/../seeds/talk.txt"
    before = (desk.root / path).read_bytes()
    done = desk.run("export", *words, "--force", "--output", path)
    assert (done.code, done.out) == (1, "")
    assert (
        done.err == f"nkreader: {path} is a source, which no export replaces: name another file\n"
    )
    assert (desk.root / path).read_bytes() == before


@pytest.mark.parametrize("kind", ["link", "dangling", "folder", "pipe", "database", "nowhere"])
def test_export_writes_files_only(desk: Desk, tagged: dict[str, str], kind: str) -> None:
    database = desk.root / "annotations" / "ann.json"
    before = database.read_bytes()
    target = desk.root / "out.json"
    if kind == "link":
        target.symlink_to(database)
    elif kind == "dangling":
        target.symlink_to(desk.root / "annotations" / "new.json")
    elif kind == "folder":
        target.mkdir()
    elif kind == "pipe":
        os.mkfifo(target)
    else:
        target = database if kind == "database" else desk.root / "no" / "folder.json"
    done = desk.run("export", "--force", "--output", str(target))
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert database.read_bytes() == before
    assert not (desk.root / "annotations" / "new.json").exists()


def test_an_export_that_breaks_off_leaves_nothing(
    desk: Desk, tagged: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("nkreader.cli.outfile.os.fsync", fail)
    before = sorted(desk.root.iterdir())
    done = desk.run("export", "--output", "out.json")
    assert done.code == 1
    assert "no space left" in done.err
    assert sorted(desk.root.iterdir()) == before


def test_export_without_a_workspace_reads_what_lies_in_the_current_folder(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "today.txt").write_text(STORY, encoding="utf-8")
    monkeypatch.chdir(news)
    assert desk.run("tag", "today.txt", "--label", "claim", "--quote", CLAIM).code == 0
    (one,) = desk.run("export").json["annotations"]
    assert one["anchor"] == "exact"


def test_every_export_has_the_text_its_offsets_count_in(desk: Desk, tagged: dict[str, str]) -> None:
    story = desk.root / "seeds" / "story.txt"
    edited = "New.\n\n" + STORY.replace("full trains", "empty ones")
    story.write_text(edited, encoding="utf-8")
    desk.tag("nobody has seen them", path="seeds/talk.txt")
    (desk.root / "seeds" / "talk.txt").unlink()
    session = open_session(locate(cwd=desk.root), ())
    export = collect(session).export
    texts = {one.annotation.id: export.text_of(one.source) for one in export.annotations}
    session.store.close()
    assert {one.anchor for one in export.annotations} == {"moved", "changed", "orphan"}
    for one in export.annotations:
        assert one.span.of(texts[one.annotation.id] or "") == one.annotation.quote
    assert set(texts.values()) == {STORY, TALK, edited}


def test_a_format_that_needs_no_configuration_says_which_do(desk: Desk) -> None:
    done = desk.run("export", "--config")
    assert (done.code, done.out) == (1, "")
    assert "json needs no configuration" in done.err


def test_what_a_format_cannot_carry_is_counted_by_kind(desk: Desk, tagged: dict[str, str]) -> None:
    done = desk.run("export", "--format", "spacy")
    assert done.err == "nkreader: spacy cannot carry 1 mention: json carries everything\n"
    assert "cannot carry" not in desk.run("export", "--format", "jsonl").err


def test_a_folder_is_never_made_of_databases_or_sources(desk: Desk, tagged: dict[str, str]) -> None:
    for path in ("annotations", "seeds", "seeds/../seeds"):
        done = desk.run("export", "--format", "brat", "--output", path, "--force")
        assert (done.code, done.err.count("\n")) == (1, 1)
    assert {each.name for each in (desk.root / "seeds").iterdir()} == {"story.txt", "talk.txt"}


@pytest.mark.parametrize("name", ["brat", "labelstudio"])
def test_the_configuration_of_a_tool_is_printed(desk: Desk, name: str) -> None:
    done = desk.run("export", "--format", name, "--config")
    assert (done.code, done.err) == (0, "")
    assert "speculation" in done.out
