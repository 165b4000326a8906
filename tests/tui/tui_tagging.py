"""Annotations of somebody else in a workspace, tied as a test needs them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from nkreader.model.annotation import Label, Link, Relation
from nkreader.model.change import Change, Step
from nkreader.model.span import Span
from nkreader.session.annotate import Details, annotate
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
