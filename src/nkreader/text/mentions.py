"""Mentions: where prose names the entities of a gazetteer.

Knows names and the text around them; not where entities come from, nor what prose is
made of. Prose has a blank where it flows on (line ends, clock lines) and a line feed
where it breaks off: no mention crosses a line feed.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from nkreader.model.entity import Entity, Mention
from nkreader.model.span import Span
from nkreader.text.fold import fold
from nkreader.text.names import Name, names_of
from nkreader.text.neighbours import has_loose_dash, is_within_something
from nkreader.text.trie import NameIndex

# How far from a short name the full one may stand, in code points.
REACH = 50_000
# Texts are read in tiles of this length, each once.
_TILE = 16_384
# How far beyond a tile is read, so that a name lying over its edge is seen whole.
_MARGIN = 2_000
# Stands for a hard line end while matching: no name has it, no blank stands for it.
_HARD = "\0"


class _Hit(NamedTuple):
    """A place that names an entity, or is short for one of several."""

    start: int
    end: int
    name: Name
    entity: Entity | None
    short_for: tuple[Entity, ...]


class Matcher:
    """Finds the mentions of given entities.

    Of two entities that share a name the later one has it. Building is put off until
    the first `find`.
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._entities = tuple(entities)
        # What was found in the tiles of the last text, by where each begins.
        self._read: tuple[str, dict[int, tuple[_Hit, ...]]] = ("", {})

    def find(self, prose: str, start: int = 0, end: int | None = None) -> tuple[Mention, ...]:
        """Return the mentions that begin in `start` to `end`, in order, none over another.

        What is found does not depend on how a text is cut into such stretches.
        """
        end = len(prose) if end is None else min(end, len(prose))
        hits = [hit for hit in self._hits(prose, start, end) if start <= hit.start < end]
        named: dict[str, list[int]] = {}
        if any(hit.entity is None for hit in hits):
            named = self._named_in_full(prose, start, end)
        mentions: list[Mention] = []
        for hit in hits:
            entity = hit.entity or _nearest(hit, named)
            if entity is not None:
                mentions.append(Mention(Span(hit.start, hit.end), entity))
        return tuple(mentions)

    @cached_property
    def _index(self) -> NameIndex[Name]:
        return NameIndex(names_of(self._entities))

    def _hits(self, prose: str, start: int, end: int) -> Iterator[_Hit]:
        """Yield what is named in the tiles that `start` to `end` lies in, in order."""
        text, tiles = self._read
        if text is not prose:
            text, tiles = self._read = (prose, {})
        for at in range(start // _TILE * _TILE, end, _TILE):
            if at not in tiles:
                tiles[at] = self._hits_of_tile(prose, at, min(at + _TILE, len(prose)))
            yield from tiles[at]

    def _hits_of_tile(self, prose: str, start: int, end: int) -> tuple[_Hit, ...]:
        """Return what is named in `start` to `end`; what is short for whom still undecided."""
        low = prose.rfind("\n", max(0, start - _MARGIN), start) + 1 or max(0, start - _MARGIN)
        folded = fold(prose[low : end + _MARGIN].replace("\n", _HARD))
        index, at = self._index, 0
        hits: list[_Hit] = []
        for first in index.first_words(folded):
            begin = first.start()
            if begin < at:
                continue
            if low + begin >= end:
                break
            for stop, name in index.names_at(folded, first):
                hit = _hit(prose, low + begin, low + stop, name)
                if hit is not None:
                    at = stop
                    hits.append(hit)
                    break
        return tuple(hit for hit in hits if hit.start >= start)

    def _named_in_full(self, prose: str, start: int, end: int) -> dict[str, list[int]]:
        """Return where the people near `start` to `end` are named in full, by entity name."""
        named: dict[str, list[int]] = {}
        for hit in self._hits(prose, max(0, start - REACH), min(len(prose), end + REACH)):
            if hit.entity and hit.name.is_full:
                named.setdefault(hit.entity.name, []).append(hit.start)
        return named


def _hit(prose: str, start: int, end: int, name: Name) -> _Hit | None:
    """Return what `name` names at `start` to `end`, None if nothing there."""
    if is_within_something(prose, start, end):
        return None
    if end - start != len(name.key) and has_loose_dash(prose, start, end):
        return None
    entity = name.entity_at(prose, start, end)
    if entity is not None:
        return _Hit(start, end, name, entity, ())
    short_for = name.short_for_at(prose, start, end)
    return _Hit(start, end, name, None, short_for) if short_for else None


def _nearest(short: _Hit, named: dict[str, list[int]]) -> Entity | None:
    """Return who of those the short name may stand for was named in full last, else is next."""
    found: list[tuple[bool, int, Entity]] = []
    for entity in short.short_for:
        for at in _beside(named.get(entity.name, ()), short.start):
            if abs(at - short.start) <= REACH:
                found.append((at > short.start, abs(at - short.start), entity))
    return min(found, key=lambda candidate: candidate[:2])[2] if found else None


def _beside(positions: Sequence[int], at: int) -> Sequence[int]:
    """Return the last of the sorted positions that is not after `at`, and the next one."""
    after = bisect_right(positions, at)
    return positions[max(0, after - 1) : after + 1]
