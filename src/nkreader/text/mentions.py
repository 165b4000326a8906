"""Mentions: where prose names the entities of a gazetteer.

Knows names and the text around them; not where entities come from, nor what prose is
made of. Prose has a blank where it flows on (line ends, clock lines) and a line feed
where it breaks off: no mention crosses a line feed.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from nkreader.model.entity import Entity, Mention
from nkreader.model.span import Span
from nkreader.text.fold import fold
from nkreader.text.names import Name, names_of
from nkreader.text.neighbours import has_loose_dash, is_within_something
from nkreader.text.trie import NameIndex, first_word_end

# How far from a short name the full one may stand, in code points.
REACH = 50_000
# Texts are read in tiles of this length, each once.
_TILE = 16_384
# So many tiles are kept: what is asked about next is near, and what is near it is asked about too.
_KEPT = 64
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
    """What is named in a stretch, in order, and where people are named in full there.

    `end` is where to read on: beyond the stretch if a name lies over its end.
    """

    mentions: tuple[Mention, ...]
    shorts: tuple[_Short, ...]
    in_full: tuple[tuple[str, int], ...]
    end: int


class Matcher:
    """Finds the mentions of given entities.

    Of two entities that share a name the later one has it. Building is put off until
    the first `find`.
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._entities = tuple(entities)
        # What was found in tiles of the last text, by where each begins.
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
            decided = _decided(shorts, _named_in_full(self._around(prose, start, end, tiles)))
            mentions = tuple(sorted((*mentions, *decided), key=attrgetter("span")))
        if start == 0 and end == len(prose):
            return mentions
        return tuple(mention for mention in mentions if start <= mention.span.start < end)

    @property
    def ready(self) -> bool:
        """Whether it has been built."""
        return "_index" in self.__dict__

    @cached_property
    def _index(self) -> NameIndex[Name]:
        return NameIndex(names_of(self._entities))

    def _tiles(self, prose: str, start: int, end: int) -> Iterator[_Tile]:
        """Yield the tiles that `start` to `end` lies in, in order."""
        text, tiles = self._read
        if text is not prose:
            text, tiles = self._read = (prose, {})
        for at in range(start // _TILE * _TILE, end, _TILE):
            tile = tiles.get(at)
            if tile is None:
                before = tiles.get(at - _TILE)
                begin = before.end if before else _begin(prose, at)
                tile = tiles[at] = self._tile(prose, at, min(at + _TILE, len(prose)), begin)
                if len(tiles) > _KEPT:
                    del tiles[next(iter(tiles))]
            yield tile

    def _tile(self, prose: str, start: int, end: int, begin: int) -> _Tile:
        """Return what is named in `start` to `end`; what is short for whom still undecided.

        It is read from `begin` on, since a name may lie over the start.
        """
        low = begin - 1
        before = prose[low:begin] if begin else _HARD
        folded = fold((before + prose[begin : end + _MARGIN]).replace("\n", _HARD))
        index, last = self._index, end - low
        mentions: list[Mention] = []
        shorts: list[_Short] = []
        in_full: list[tuple[str, int]] = []
        stop = 1
        place = index.next_from(folded, stop)
        while place is not None and place[0] < last:
            at, stop, name = place
            hit = _hit(prose, low + at, low + stop, name)
            if hit is None:
                for shorter, name in index.shorter(folded, at, stop):
                    hit = _hit(prose, low + at, low + shorter, name)
                    if hit is not None:
                        stop = shorter
                        break
                else:
                    stop = first_word_end(folded, at)
            if low + at >= start:
                if isinstance(hit, Mention):
                    mentions.append(hit)
                    if name.is_full:
                        in_full.append((hit.entity.name, low + at))
                elif hit is not None:
                    shorts.append(hit)
            place = index.next_from(folded, stop)
        return _Tile(tuple(mentions), tuple(shorts), tuple(in_full), max(end, low + stop))

    def _around(self, prose: str, start: int, end: int, tiles: Sequence[_Tile]) -> Iterator[_Tile]:
        """Yield the tiles near `start` to `end`, of which those that it lies in are given."""
        first = start // _TILE * _TILE
        yield from self._tiles(prose, max(0, start - REACH), first)
        yield from tiles
        yield from self._tiles(prose, first + len(tiles) * _TILE, min(len(prose), end + REACH))


def _begin(prose: str, start: int) -> int:
    """Return where to begin reading to see what lies over `start`: in its line, not too far."""
    far = max(0, start - _MARGIN)
    return prose.rfind("\n", far, start) + 1 or far


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


def _named_in_full(tiles: Iterable[_Tile]) -> _NamedInFull:
    """Return where people are named in full, by entity name."""
    named: dict[str, list[int]] = {}
    for tile in tiles:
        for name, at in tile.in_full:
            named.setdefault(name, []).append(at)
    return named


def _decided(shorts: Iterable[_Short], in_full: _NamedInFull) -> Iterator[Mention]:
    """Yield what is short for somebody who is named in full near it."""
    for short in shorts:
        entity = _nearest(short, in_full)
        if entity is not None:
            yield Mention(short.span, entity)


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
