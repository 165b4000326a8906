"""A small workspace, and the command line run in it."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from nkreader.cli import main
from nkreader.model.annotation import Label
from nkreader.model.draft import draft
from nkreader.model.entity import Entity, EntityType
from nkreader.model.span import Span
from nkreader.session.annotating.annotate import NO_DETAILS, Details, annotate
from nkreader.session.start import open_session
from nkreader.session.workspace import locate
from nkreader.store.annotations import AnnotationStore

STORY = """Ministry denies shipments

The ministry denied it. Moscow said the trains were empty. A satellite saw full trains.

Analysts think more will follow. Kim Jong Un may visit in May. The end came late.
"""
TALK = """tv Evening Talk KITTIWAKETV September 19, 2023 5:58pm-6:01pm CEST

5:58 pm
>> welcome to the show. anna: north korea
5:59 pm
has sent shells. that is what seoul says. >> nobody has seen them. not one.
6:00 pm
anna: thank you for coming. good night to you all.
"""


# The gazetteer that comes along takes a while to get ready: a short one stands in for it.
ENTITIES = (
    Entity("Russia", EntityType.GPE, ("Russian",), wikidata="Q159"),
    Entity("North Korea", EntityType.GPE, wikidata="Q423"),
    Entity("Moscow", EntityType.GPE, wikidata="Q649"),
    Entity("Seoul", EntityType.GPE),
    Entity("Kim Jong Un", EntityType.PERSON),
)


@dataclass(frozen=True, slots=True)
class Done:
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What was printed, as JSON."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[list[str]]:
        """What was printed, as fields between tabs."""
        return [line.split("\t") for line in self.out.splitlines()]


class Desk:
    """A workspace with two sources, in which the annotator is ann."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self._capsys = capsys

    def run(self, *words: str) -> Done:
        """Run nkreader in this process."""
        self._capsys.readouterr()
        code = main(words)
        return Done(code, *self._capsys.readouterr())

    def spawn(
        self, *words: str, env: Mapping[str, str] | None = None, encoding: str = "utf-8"
    ) -> Done:
        """Run nkreader in a process of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "nkreader", *words],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **(env or {})},
            cwd=self.root,
            timeout=60,
        )
        return Done(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))

    def tag(
        self,
        quote: str,
        label: Label = Label.CLAIM,
        *,
        path: str = "seeds/story.txt",
        by: str = "ann",
        id_: str | None = None,
        details: Details = NO_DETAILS,
    ) -> str:
        """Tag a passage; return the annotation's id."""
        workspace = replace(locate(cwd=self.root), annotator=by)
        session = open_session(workspace, [self.root / path], write=True)
        if id_:
            session.new_id = lambda: id_
        try:
            opened = session.open(session.library.entries[0])
            start = opened.source.text.index(quote)
            span = Span(start, start + len(quote))
            return annotate(session, opened, span, label, details).id
        finally:
            session.store.close()

    def type(self, identity: str, note: str) -> Path:
        """Leave a note that was typed on an annotation and not saved; return where it is kept."""
        with AnnotationStore.open(self.root / "annotations", "ann") as store:
            before = store.annotations[identity]
            typed = draft("2026-01-01T14:02:00.000Z", before, replace(before, note=note))
            store.drafts.keep(typed)
            store.drafts.write()
            return store.drafts.file(identity)

    def write(self, path: str, content: str | bytes) -> Path:
        """Write a file of the workspace."""
        data = content.encode("utf-8") if isinstance(content, str) else content
        (self.root / path).write_bytes(data)
        return self.root / path


def make_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    """Return, for a fixture, a workspace that is the current folder, with a home of its own."""
    root = tmp_path / "desk"
    for folder in ("annotations", "seeds"):
        (root / folder).mkdir(parents=True)
    made = Desk(root, capsys)
    made.write("seeds/story.txt", STORY)
    made.write("seeds/talk.txt", TALK)
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "NO_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    for variable in ("NKREADER_ANNOTATIONS", "NKREADER_ANNOTATOR", "NKREADER_DEBUG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("nkreader.loaders.entities.gazetteer", lambda: ENTITIES)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LOGNAME", "ann")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.chdir(root)
    return made
