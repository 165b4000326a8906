"""Mentions: where prose names the entities of a gazetteer.

Knows names and the text around them; not where entities come from, nor what prose is
made of. Prose has a blank where it flows on (line ends, clock lines) and a line feed
where it breaks off: no mention crosses a line feed.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
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

_NamedInFull = Mapping[str, Sequence[int]]


class _Short(NamedTuple):
    """A place that is short for one of several, once one of them was named in full."""

    span: Span
    short_for: tuple[Entity, ...]


class _Tile(NamedTuple):
    """What is named in a stretch, in order, and where people are named in full there."""

    mentions: tuple[Mention, ...]
    shorts: tuple[_Short, ...]
    in_full: tuple[tuple[str, int], ...]


class Matcher:
    """Finds the mentions of given entities.

    Of two entities that share a name the later one has it. Building is put off until
    the first `find`.
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._entities = tuple(entities)
        # What was found in the tiles of the last text, by where each begins.
        self._read: tuple[str, dict[int, _Tile]] = ("", {})

    def find(self, prose: str, start: int = 0, end: int | None = None) -> tuple[Mention, ...]:
        """Return the mentions that begin in `start` to `end`, in order, none over another.

        What is found does not depend on how a text is cut into such stretches.
        """
        end = len(prose) if end is None else min(end, len(prose))
        tiles = tuple(self._tiles(prose, start, end))
        mentions = tuple(chain.from_iterable(tile.mentions for tile in tiles))
        shorts = tuple(chain.from_iterable(tile.shorts for tile in tiles))
        if shorts:
            decided = _decided(shorts, self._named_in_full(prose, start, end))
            mentions = tuple(sorted((*mentions, *decided), key=_place))
        if start == 0 and end == len(prose):
            return mentions
        return tuple(mention for mention in mentions if start <= mention.span.start < end)

    @cached_property
    def _index(self) -> NameIndex[Name]:
        return NameIndex(names_of(self._entities))

    def _tiles(self, prose: str, start: int, end: int) -> Iterator[_Tile]:
        """Yield the tiles that `start` to `end` lies in, in order."""
        text, tiles = self._read
        if text is not prose:
            text, tiles = self._read = (prose, {})
        for at in range(start // _TILE * _TILE, end, _TILE):
            if at not in tiles:
                tiles[at] = self._tile(prose, at, min(at + _TILE, len(prose)))
            yield tiles[at]

    def _tile(self, prose: str, start: int, end: int) -> _Tile:
        """Return what is named in `start` to `end`; what is short for whom still undecided."""
        low = prose.rfind("\n", max(0, start - _MARGIN), start) + 1 or max(0, start - _MARGIN)
        folded = fold(prose[low : end + _MARGIN].replace("\n", _HARD))
        index, last = self._index, end - low
        mentions: list[Mention] = []
        shorts: list[_Short] = []
        in_full: list[tuple[str, int]] = []
        place = index.next_from(folded, 0)
        while place is not None:
            at, stop = place.span()
            if at >= last:
                break
            name = index.named(place)
            hit = _hit(prose, low + at, low + stop, name)
            if hit is None:
                stop = index.first_word_end(place)
                for shorter, name in index.shorter(place):
                    hit = _hit(prose, low + at, low + shorter, name)
                    if hit is not None:
                        stop = shorter
                        break
            if low + at >= start:
                if isinstance(hit, Mention):
                    mentions.append(hit)
                    if name.is_full:
                        in_full.append((hit.entity.name, low + at))
                elif hit is not None:
                    shorts.append(hit)
            place = index.next_from(folded, stop)
        return _Tile(tuple(mentions), tuple(shorts), tuple(in_full))

    def _named_in_full(self, prose: str, start: int, end: int) -> _NamedInFull:
        """Return where the people near `start` to `end` are named in full, by entity name."""
        named: dict[str, list[int]] = {}
        for tile in self._tiles(prose, max(0, start - REACH), min(len(prose), end + REACH)):
            for name, at in tile.in_full:
                named.setdefault(name, []).append(at)
        return named


def _hit(prose: str, start: int, end: int, name: Name) -> Mention | _Short | None:
    """Return what `name` names at `start` to `end`, None if nothing there."""
    if is_within_something(prose, start, end):
        return None
    if end - start != len(name.key) and has_loose_dash(prose, start, end):
        return None
    entity = name.entity_at(prose, start, end)
    if entity is not None:
        return Mention(Span(start, end), entity)
    short_for = name.short_for_at(prose, start, end)
    return _Short(Span(start, end), short_for) if short_for else None


def _decided(shorts: Iterable[_Short], in_full: _NamedInFull) -> Iterator[Mention]:
    """Yield what is short for somebody who is named in full near it."""
    for short in shorts:
        entity = _nearest(short, in_full)
        if entity is not None:
            yield Mention(short.span, entity)


def _place(mention: Mention) -> Span:
    return mention.span


def _nearest(short: _Short, named: _NamedInFull) -> Entity | None:
    """Return who of those the short name may stand for was named in full last, else is next."""
    found: list[tuple[bool, int, Entity]] = []
    here = short.span.start
    for entity in short.short_for:
        for at in _beside(named.get(entity.name, ()), here):
            if abs(at - here) <= REACH:
                found.append((at > here, abs(at - here), entity))
    return min(found, key=lambda candidate: candidate[:2])[2] if found else None


def _beside(positions: Sequence[int], at: int) -> Sequence[int]:
    """Return the last of the sorted positions that is not after `at`, and the next one."""
    after = bisect_right(positions, at)
    return positions[max(0, after - 1) : after + 1]
