"""Paragraphs: the stretches of prose between hard breaks."""

import re

from nkreader.model.span import Span
from nkreader.text.trim import trimmed

_RUN = re.compile(r"[^\n]+")


def paragraphs(prose: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return the paragraphs of ``prose``, in order, without white space at their ends."""
    stop = len(prose) if end is None else end
    runs = (trimmed(prose, *run.span()) for run in _RUN.finditer(prose, start, stop))
    return tuple(run for run in runs if run.start < run.end)
