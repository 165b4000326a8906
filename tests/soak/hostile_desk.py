"""A workspace in which all is hostile: sources, their names, annotators' work, settings."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from random import Random

from msgspec.structs import replace

from nkreader.model.annotation import Annotation, Certainty, Label, Status
from nkreader.model.change import Change, Step
from nkreader.model.entity import Entity, EntityType, fault_of
from nkreader.model.errors import NkreaderError
from nkreader.model.source import SourceRef
from nkreader.model.span import Span
from nkreader.session.opened import Opened
from nkreader.session.session import Session
from nkreader.session.start import open_session
from nkreader.session.workspace import locate
from nkreader.text.anchor import describe
from soak.hostile_judged import judge, linked
from soak.hostile_texts import hostile_line, hostile_name, hostile_source

ME = "ann"
OTHER = "bob"


def environment(folder: Path) -> dict[str, str]:
    """Return the variables of a run in such a workspace: a home of its own, a copy over SSH."""
    return {
        "HOME": str(folder / "home"),
        "LOGNAME": ME,
        "PATH": "/usr/bin:/bin",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "SSH_TTY": "/dev/pts/0",
        "LANG": "C.UTF-8",
    }


def lay_out(folder: Path, chance: Random, count: int) -> None:
    """Fill ``folder`` with ``count`` sources, two annotators' work on them, and settings."""
    seeds = folder / "seeds"
    for each in (seeds, folder / "annotations"):
        each.mkdir(parents=True)
    for number in range(count):
        named = f"{number:03} {os.fsdecode(hostile_name(chance))}.txt"
        (seeds / named).write_bytes(hostile_source(chance))
    for annotator in (ME, OTHER):
        _annotate(folder, annotator, chance, environment(folder))
    for annotator in (ME, OTHER):
        _judge(folder, annotator, chance, environment(folder))
    database = folder / "annotations" / f"{OTHER}.json"
    database.with_name(f"{os.fsdecode(hostile_name(chance))}.json").write_bytes(
        database.read_bytes()
    )
    (folder / "nkreader.toml").write_text(_settings(chance), encoding="utf-8")


def _annotate(folder: Path, annotator: str, chance: Random, environ: Mapping[str, str]) -> None:
    """Let an annotator say hostile things of the first sentence of each source, in one step."""
    workspace = locate(cwd=folder, annotator=annotator, environ=environ)
    session = open_session(workspace, [], write=True)
    try:
        made, refs = [], []
        for entry in session.library.entries:
            try:
                opened = session.open(entry)
            except NkreaderError:
                continue
            span = opened.ground.sentence_after(0)
            if span:
                made.append(_annotation(session, opened, span, chance))
                refs.append(opened.ref if annotator == ME else _elsewhere(opened.ref, chance))
        made = [linked(each, made, chance) for each in made]
        entity = Entity(_entity_name(chance), EntityType.PERSON, (_entity_name(chance),))
        changes = (*(Change(None, each) for each in made), Change(None, entity))
        session.store.apply(Step(session.new_id(), "tag", session.now(), changes), refs)
    finally:
        session.store.close()


def _judge(folder: Path, annotator: str, chance: Random, environ: Mapping[str, str]) -> None:
    workspace = locate(cwd=folder, annotator=annotator, environ=environ)
    session = open_session(workspace, [], write=True)
    try:
        judge(session, chance)
    finally:
        session.store.close()


def _annotation(session: Session, opened: Opened, span: Span, chance: Random) -> Annotation:
    def said() -> str:
        return hostile_line(chance)

    quote, prefix, suffix = describe(opened.source.text, span)
    mine = session.workspace.annotator == ME
    return Annotation(
        id=session.new_id(),
        source=opened.source.id,
        start=span.start,
        end=span.end,
        quote=quote,
        label=chance.choice(list(Label)),
        annotator=ME if mine else said(),
        created=session.now() if mine else said(),
        modified=session.now() if mine else said(),
        prefix=prefix,
        suffix=suffix,
        text=quote if mine else said(),
        section=said(),
        speaker=said(),
        via=said(),
        outlet=said(),
        about=said(),
        certainty=chance.choice([None, *Certainty]),
        note=said(),
        tags=(said(), said()),
        status=chance.choice(list(Status)),
        said_at=said(),
    )


def _elsewhere(ref: SourceRef, chance: Random) -> SourceRef:
    """Return the source as a database may name it: at a path that leads anywhere."""
    paths = (
        ref.path,
        hostile_line(chance),
        "a" * 5000,
        "\ud800",
        f"../{ref.path}",
        "/dev/zero",
        "\0",
    )
    return replace(
        ref,
        path=chance.choice(paths),
        title=hostile_line(chance),
        publisher=hostile_line(chance),
        published=hostile_line(chance),
        url=hostile_line(chance),
    )


def _entity_name(chance: Random) -> str:
    """Return a name that is as hostile as one of the gazetteer may be."""
    while True:
        name = " ".join(hostile_line(chance, 3).split())[:60]
        if not fault_of(name):
            return name


def _settings(chance: Random) -> str:
    """Return settings that are hostile, and sometimes no settings at all."""
    line = hostile_line(chance)
    parts = [
        f"theme = {_quoted(chance.choice(('dark', 'light', line)))}",
        f"[keys]\n{_quoted(hostile_line(chance))} = {_quoted(hostile_line(chance))}",
        f'"label.claim" = {_quoted(hostile_line(chance))}',
        f'[[entity]]\nname = {_quoted(_entity_name(chance))}\ntype = "ORG"',
        f"aliases = [{_quoted(_entity_name(chance))}]",
    ]
    parts += _cues(chance)
    if chance.random() < 0.3:
        parts.append(hostile_line(chance).encode("utf-8", "replace").decode())
    return "\n".join(parts) + "\n"


def _cues(chance: Random) -> list[str]:
    """Return rules for cues: words of the sources, and some that are no rules."""
    phrases = ("denied", "said", hostile_line(chance), hostile_line(chance), "a|b ... ^c~")
    told = ", ".join(map(_quoted, phrases))
    weight = chance.choice(("1.8", "-10", "nan", "1e400", "true", _quoted(hostile_line(chance))))
    return [
        f"[cues]\nneeded = {chance.choice(('0.1', '0', 'inf', '2', '[]'))}",
        f"muted = [{_quoted(hostile_line(chance))}]",
        f"{_quoted(hostile_line(chance))} = 1",
        f'[[cues.cue]]\nname = {_quoted(hostile_line(chance))}\nlabel = "denial"',
        f"weight = 9\nphrases = [{told}]",
        f"[[cues.cue]]\nname = {_quoted(_entity_name(chance))}\nweight = {weight}",
        f"label = {_quoted(chance.choice(('claim', hostile_line(chance))))}\nphrases = [{told}]",
        f"[cues.signs]\n{_quoted(hostile_line(chance))} = 1",
    ]


def _quoted(text: str) -> str:
    """Return a TOML string: as JSON has it, but for halves of characters, which it has not."""
    sound = text.encode("utf-8", "replace").decode()
    return json.dumps(sound, ensure_ascii=False).replace("\x7f", "\\u007f")
