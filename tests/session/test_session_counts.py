"""What was counted on sources is counted again only where it has changed, and then it is."""

from pathlib import Path

import pytest
from session_desk import ANALYSTS, FIRST, make_session

from nkreader.model.annotation import Label
from nkreader.session import counts as counts_module
from nkreader.session.anchoring import count_on
from nkreader.session.annotating import verdict
from nkreader.session.annotating.annotate import annotate, delete, undo
from nkreader.session.counts import Counts
from nkreader.session.session import Session


def test_counts_are_what_counting_anew_would_find(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob = make_session(tmp_path), make_session(tmp_path, "bob")
    story = ann.open(ann.library.entries[0])
    source, counts = (story.path, story.source.id), Counts(ann)
    counted: list[str] = []

    def noting(session: Session, path: str, source_id: str) -> int:
        counted.append(path)
        return count_on(session, path, source_id)

    monkeypatch.setattr(counts_module, "count_on", noting)
    assert counts.on(*source) == 0
    mine = annotate(ann, story, FIRST, Label.DENIAL)
    assert counts.on(*source) == 1
    theirs = annotate(bob, bob.open(bob.library.entries[0]), ANALYSTS, Label.CLAIM)
    ann.reread()
    assert counts.on(*source) == 2
    verdict.reject(ann, theirs)
    assert counts.on(*source) == 1
    delete(ann, mine)
    assert counts.on(*source) == 0
    undo(ann)
    assert counts.on("elsewhere.txt", "0" * 12) == 0
    assert counts.on(*source) == 1
    counted.clear()
    undo(ann)
    undo(ann)
    assert counts.on("elsewhere.txt", "0" * 12) == 0
    assert counts.on(*source) == 1
    assert counts.on(*source) == 1
    assert counted == [story.path]
    for each in (ann, bob):
        each.store.close()
