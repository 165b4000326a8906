"""Annotations in a workspace before a test begins, by whom and tied as it needs them."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from harness.reader import STORY, TALK
from nkreader.model.annotation import Label, Link, Relation
from nkreader.model.change import Change, Step
from nkreader.model.span import Span
from nkreader.session.annotating.annotate import Details, annotate
from nkreader.session.start import open_session
from nkreader.session.workspace import locate


def tag(workspace: Path, annotations: Sequence[tuple[str, str, str, str, str]]) -> None:
    """Tag passages for bob: id, quote, label, speaker, and what it is tied to."""
    session = open_session(locate(cwd=workspace, annotator="bob"), [], write=True)
    for identity, quote, label, speaker, tie in annotations:
        session.new_id = partial(str, identity)
        for entry in session.library.entries:
            opened = session.open(entry)
            start = opened.source.text.find(quote)
            if start >= 0:
                break
        span = Span(start, start + len(quote))
        details = Details(speaker=speaker or None)
        made = annotate(session, opened, span, Label(label), details)
        how, _, target = tie.partition(" ")
        if tie:
            tied = replace(made, links=(Link(Relation(how), target),))
            session.store.apply(
                Step(f"tie-{identity}", "link", made.created, (Change(made, tied),))
            )
    session.store.close()


def desk_with(folder: Path, passages: Iterable[tuple[str, str, Label, str]]) -> Path:
    """Lay out a desk on which passages are tagged: file, quote, label, by whom."""
    texts = {"story.txt": STORY, "talk.txt": TALK}
    (folder / "annotations").mkdir()
    for name, quote, label, by in passages:
        (folder / name).write_text(texts[name], encoding="utf-8")
        session = open_session(locate(cwd=folder, annotator=by), [folder / name], write=True)
        start = texts[name].index(quote)
        opened = session.open(session.library.entries[0])
        annotate(session, opened, Span(start, start + len(quote)), label)
        session.store.close()
    return folder
