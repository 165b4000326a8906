"""What can be proposed to be said of a passage, for a person to accept."""

from dataclasses import dataclass

from nkreader.analysis.attribution import outlet_of, speaker_at
from nkreader.model.span import Span
from nkreader.session.opened import Opened

# How far from a passage its speaker may be mentioned, in code points.
_AROUND = 1000


@dataclass(frozen=True, slots=True)
class Proposals:
    """What is proposed for empty fields."""

    speaker: str | None = None
    outlet: str | None = None


def proposals(opened: Opened, span: Span) -> Proposals:
    """Return who may say a passage, and where it stood."""
    source = opened.source
    around = Span(max(span.start - _AROUND, 0), min(span.end + _AROUND, source.length))
    speaker = speaker_at(source, opened.prose, span, opened.mentions(around))
    return Proposals(speaker=speaker, outlet=outlet_of(source, span))
