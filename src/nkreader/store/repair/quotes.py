"""Quotes that something has written over, where history and text agree on what stood there.

An edit by another program stands as it is. But a place in a text holds one passage: where only
the quote has come to say another, and the text as it was tagged has the one before, it is damage.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from msgspec.structs import replace

from nkreader.model.annotation import Annotation
from nkreader.model.source import SourceRef
from nkreader.store.beside.texts import Texts
from nkreader.store.history.past import Past
from nkreader.store.rows.layout import SOURCES
from nkreader.store.rows.values import Slot, State, slot_of


def put_back(file: Path, state: State, past: Past) -> State:
    """Return the annotations of a database whose quotes were written over, with those they had."""
    texts = Texts(file.parent, file)
    back: State = {}
    for source, pairs in groupby(sorted(_requoted(state, past), key=_source), key=_source):
        ref = state.get(Slot(SOURCES, source))
        text = texts.read(ref) if isinstance(ref, SourceRef) else None
        for before, now in pairs:
            if text is not None and before.span.of(text) == before.quote:
                back[slot_of(now)] = replace(now, quote=before.quote)
    return back


def _requoted(state: State, past: Past) -> Iterator[tuple[Annotation, Annotation]]:
    """Yield annotations as they were and are, which had another quote in the same place."""
    for slot, now in state.items():
        for before in past.states(slot):
            if (
                isinstance(now, Annotation)
                and isinstance(before, Annotation)
                and (before.source, before.span) == (now.source, now.span)
                and before.quote != now.quote
            ):
                yield before, now


def _source(pair: tuple[Annotation, Annotation]) -> str:
    return pair[1].source
