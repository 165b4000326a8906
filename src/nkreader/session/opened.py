"""A source that is open: its prose, its sentences and its mentions, found when needed."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from nkreader.model.entity import Mention
from nkreader.model.errors import NkreaderError
from nkreader.model.source import Source, SourceRef
from nkreader.model.span import Span
from nkreader.reading.cover import Cover
from nkreader.reading.flow import Flow, flow
from nkreader.reading.ground import Ground
from nkreader.reading.margin import Margin
from nkreader.session.memory import Drawn
from nkreader.text.blocks import blocks
from nkreader.text.prose import prose

if TYPE_CHECKING:
    from nkreader.session.everybody import Everybody
    from nkreader.session.placed import InTextOrder, Placed


class FindsMentions(Protocol):
    """A matcher, of which only this is used."""

    @property
    def ready(self) -> bool:
        """Whether it answers at once."""

    def find(self, prose: str, start: int = 0, end: int | None = None) -> tuple[Mention, ...]:
        """Return the mentions in a stretch of prose."""


class Opened:
    """One source and what can be said of its text with a gazetteer."""

    def __init__(
        self, source: Source, path: str, matcher: FindsMentions, *, whole_length: int = 0
    ) -> None:
        """Take a loaded source; ``path`` is how it is written down.

        Of a beginning, ``whole_length`` is how long all of it may be.
        """
        self.source = source
        self.path = path
        self.whole_length = whole_length or source.length
        self.matcher = matcher
        self.prose = prose(source)
        self.ground = Ground(source, self.prose)
        self._cuts = blocks(self.prose)
        self._flows: dict[bool, Flow] = {}
        self._mentions: dict[int, tuple[Mention, ...]] = {}
        self.standing: dict[str, Placed] = {}
        """Annotations that stand where they were tagged, by id, as they were seen last."""
        self.placed: dict[tuple[bool, bool], tuple[Everybody, InTextOrder]] = {}
        """What was placed last, and of what: with others' and rejected ones, or without."""
        self.remember(())

    def rematch(self, matcher: FindsMentions) -> None:
        """Look for mentions anew, with another gazetteer."""
        self.matcher = matcher
        self._mentions.clear()

    def demand(self, span: Span) -> None:
        """Raise NkreaderError where ``span`` names no text of the source."""
        length = self.source.length
        if not 0 <= span.start < span.end <= length:
            raise NkreaderError(
                f"{self.path} has no passage {span.start}:{span.end}: "
                f"its text goes from 0 to {length}"
            )

    def mentions(self, span: Span) -> tuple[Mention, ...]:
        """Return the mentions that share a code point with ``span``."""
        first, last = map(self._block_at, span)
        out: list[Mention] = []
        for block in range(max(first - 1, 0), last + 1):
            found = self._in_block(block)
            # None lies over another: those that end after the stretch begins are the last ones.
            for mention in found[bisect_right(found, span.start, key=_end) :]:
                if mention.span.start >= span.end:
                    break
                out.append(mention)
        return tuple(out)

    def mentions_inside(self, span: Span) -> tuple[Mention, ...]:
        """Return the mentions that lie wholly inside ``span``."""
        return tuple(each for each in self.mentions(span) if span.contains(each.span))

    def drawn(self, span: Span) -> tuple[Drawn, ...]:
        """Return where mentions are drawn in ``span``, without waiting for the gazetteer."""
        if self.matcher.ready:
            return tuple((each.span, each.entity.type) for each in self.mentions(span))
        return self.drawn_before(span)

    def drawn_before(self, span: Span) -> tuple[Drawn, ...]:
        """Return where mentions are remembered in ``span``."""
        return self._remembered.over(span)

    def remember(self, drawn: Iterable[Drawn]) -> None:
        """Take where mentions were drawn before, until they are looked for."""
        self._remembered = Cover(drawn, _where)

    @property
    def stretches(self) -> int:
        """How many stretches the source is looked through in."""
        return len(self._cuts) - 1

    def mentions_from(self, offset: int) -> Iterator[tuple[Mention, ...]]:
        """Yield all mentions, a stretch at a time, from ``offset`` to the end and around to it."""
        first = self._block_at(offset)
        here = self._in_block(first)
        before = bisect_left(here, offset, key=_start)
        yield here[before:]
        for block in (*range(first + 1, self.stretches), *range(first)):
            yield self._in_block(block)
        yield here[:before]

    def each_mention(self) -> Iterator[Mention]:
        """Yield all mentions of the source, in order, keeping none."""
        for start, end in pairwise(self._cuts):
            yield from self.matcher.find(self.prose, start, end)

    @property
    def all_mentions(self) -> tuple[Mention, ...]:
        """All mentions of the source, in order."""
        blocks_here = range(self.stretches)
        return tuple(mention for block in blocks_here for mention in self._in_block(block))

    def flow(self, *, margin: bool) -> Flow:
        """Return what of the text is drawn; ``margin``: clock lines and marks stand beside it."""
        flowing = self._flows.get(margin)
        if flowing is None:
            flowing = self._flows[margin] = flow(self.source, self.prose, margin=margin)
        return flowing

    @cached_property
    def margin(self) -> Margin:
        """What may stand beside the text."""
        return Margin(self.source)

    def make_ready(self) -> None:
        """Make what is drawn of the whole text at once, which of a large one takes a while."""
        self.flow(margin=bool(self.margin))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """All sentences of the source, in order."""
        return self.ground.sentences_in(Span(0, self.source.length))

    @cached_property
    def ref(self) -> SourceRef:
        """What is kept of the source beside annotations on it."""
        return self.source.ref(self.path)

    def _block_at(self, offset: int) -> int:
        return min(max(bisect_right(self._cuts, offset) - 1, 0), len(self._cuts) - 2)

    def _in_block(self, block: int) -> tuple[Mention, ...]:
        found = self._mentions.get(block)
        if found is None:
            found = self.matcher.find(self.prose, self._cuts[block], self._cuts[block + 1])
            self._mentions[block] = found
        return found


def _start(mention: Mention) -> int:
    return mention.span.start


def _end(mention: Mention) -> int:
    return mention.span.end


def _where(drawn: Drawn) -> Span:
    return drawn[0]
