"""What can be proposed to be said of a passage, for a person to accept."""

from msgspec import Struct

from nkreader.analysis.attributing.attribution import attributed, outlet_of, section_at
from nkreader.analysis.attributing.floor import BEFORE, OPENING
from nkreader.model.annotation import Annotation
from nkreader.model.entity import Mention
from nkreader.model.source import Shape
from nkreader.model.span import Span
from nkreader.session.annotating.annotate import Details
from nkreader.session.opened import Opened
from nkreader.text.display import inert_line

# How far from a passage its speaker may be mentioned, in code points.
_AROUND = 3000


class Proposals(Struct, frozen=True):
    """What is proposed: who says a passage, who reports it, where it stood."""

    speaker: str | None = None
    via: str | None = None
    outlet: str | None = None

    def __bool__(self) -> bool:
        return any((self.speaker, self.via, self.outlet))


NOTHING_PROPOSED = Proposals()


def proposals(opened: Opened, span: Span) -> Proposals:
    """Return what the surroundings of a passage propose; looks at nothing further away."""
    source = opened.source
    around = Span(max(span.start - _AROUND, 0), min(span.end + _AROUND, source.length))
    mentions = (*_introduced(opened, around), *opened.mentions(around))
    sentences = opened.ground.sentences_in(Span(max(span.start - BEFORE, 0), around.end))
    who = attributed(source, opened.prose, span, mentions, sentences)
    return Proposals(_inert(who.speaker), _inert(who.via), _inert(outlet_of(source, span)))


def still_open(said: Annotation | Details, found: Proposals) -> Proposals:
    """Return what is proposed for fields that say nothing.

    Where another speaker is named already, nobody is proposed to have reported that one.
    """
    same = not said.speaker or said.speaker == found.speaker
    return Proposals(
        speaker=None if said.speaker else found.speaker,
        via=found.via if same and not said.via else None,
        outlet=None if said.outlet else found.outlet,
    )


def _inert(name: str | None) -> str | None:
    """Return what of a name from a source may be kept."""
    return inert_line(name) or None if name else None


def _introduced(opened: Opened, around: Span) -> tuple[Mention, ...]:
    """Return who is mentioned in the opening of a conversation, before what is ``around``."""
    section = section_at(opened.source, around.end - 1)
    if opened.source.shape not in (Shape.CAPTIONS, Shape.PODCAST) or section is None:
        return ()
    end = min(section.body.start + OPENING, around.start)
    if end <= section.body.start:
        return ()
    found = opened.mentions(Span(section.body.start, end))
    return tuple(each for each in found if each.span.end <= around.start)


class Proposer:
    """Remembers what was proposed on one source, so that each passage is looked at once."""

    def __init__(self, opened: Opened) -> None:
        """Know nothing yet."""
        self.opened = opened
        self._matcher = opened.matcher
        self._found: dict[Span, Proposals] = {}

    def known(self, span: Span) -> Proposals | None:
        """Return what was proposed of a passage, None where it was not looked at."""
        if self._matcher is not self.opened.matcher:  # names have come to mean something else
            self._matcher = self.opened.matcher
            self._found.clear()
        return self._found.get(span)

    def find(self, span: Span) -> Proposals:
        """Return what is proposed of a passage; look at it, if nobody has."""
        found = self.known(span)
        if found is None:
            found = self._found[span] = proposals(self.opened, span)
        return found
