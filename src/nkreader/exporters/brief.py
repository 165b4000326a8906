"""What every brief says alike of a passage: a glimpse of its words, and where it stands."""

from nkreader.exporters.export import ExportedAnnotation
from nkreader.exporters.markup import plain
from nkreader.model.annotation import AnchorState

_GLIMPSE = 60  # code points
_NOT_EXACT = {
    AnchorState.MOVED: "moved since it was tagged",
    AnchorState.CHANGED: "today's text reads differently",
    AnchorState.ORPHAN: "not found in today's text",
}


def glimpse(words: str) -> str:
    """Return the beginning of what is long."""
    return words if len(words) <= _GLIMPSE else words[:_GLIMPSE].rstrip() + "…"


def whereabouts(one: ExportedAnnotation, section: str | None = None) -> str:
    """Return where a passage stands, in its ``section``, and how it differs from the tagged one."""
    where = f"characters {one.span.start} to {one.span.end}"
    if section:
        where += f", in {plain(section)}"
    state = _NOT_EXACT.get(one.anchor)
    return f"{where} ({state})" if state else where
