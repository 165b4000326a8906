"""What two sequences have in common, in order: a patience diff over numbers.

What stands exactly once on either side is matched first, then again within what is left
between, where more is the only one of its kind. Where nothing is, because all repeats itself,
the nearest part is looked at alone. Near-linear; on sequences made to defy it the rest is
left unmatched.
"""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

# How often, on average, an element is looked at before the rest is given up.
_PATIENCE = 40
# How much of a stretch in which nothing is unique is looked at alone.
_PART = 512


class Match(NamedTuple):
    """``length`` elements that are the same from ``old`` and from ``new`` on."""

    old: int
    new: int
    length: int


class _Region(NamedTuple):
    """Stretches of both sequences, ends exclusive, and the size of runs looked at next."""

    old: int
    old_end: int
    new: int
    new_end: int
    level: int


def common(old: Sequence[int], new: Sequence[int], sizes: Sequence[int] = (1,)) -> list[Match]:
    """Return what both have in common, in order and without overlaps.

    ``sizes`` are the lengths of runs that are looked for, the longest first.
    """
    found: list[Match] = []
    left = _PATIENCE * (len(old) + len(new)) + 1000
    regions = [_Region(0, len(old), 0, len(new), 0)]
    while regions and left > 0:
        region = regions.pop()
        left -= region.old_end - region.old + region.new_end - region.new
        region = _without_ends(old, new, region, found)
        if region.old < region.old_end and region.new < region.new_end:
            between = [*_between_unique(old, new, region, sizes, found)]
            regions += between or _after_first_part(old, new, region, sizes, found)
    return sorted(found)


def _after_first_part(
    old: Sequence[int],
    new: Sequence[int],
    region: _Region,
    sizes: Sequence[int],
    found: list[Match],
) -> Iterator[_Region]:
    """Match the first part of a region as if it were all; yield the region after it."""
    a, a_end, b, b_end, _ = region
    if max(a_end - a, b_end - b) <= _PART:
        return
    part = common(old[a : min(a + _PART, a_end)], new[b : min(b + _PART, b_end)], sizes)
    if part:
        # What lies near the end of a part may have its like just beyond it.
        part = [match for match in part if match.old <= _PART // 2] or part[:1]
        found += (Match(a + match.old, b + match.new, match.length) for match in part)
        last = part[-1]
        yield _Region(a + last.old + last.length, a_end, b + last.new + last.length, b_end, 0)


def _without_ends(
    old: Sequence[int], new: Sequence[int], region: _Region, found: list[Match]
) -> _Region:
    """Match what a region begins and ends with on both sides; return what is left of it."""
    a, a_end, b, b_end, level = region
    while a < a_end and b < b_end and old[a] == new[b]:
        a, b = a + 1, b + 1
    if a > region.old:
        found.append(Match(region.old, region.new, a - region.old))
    while a < a_end and b < b_end and old[a_end - 1] == new[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
    if a_end < region.old_end:
        found.append(Match(a_end, b_end, region.old_end - a_end))
    return _Region(a, a_end, b, b_end, level)


def _between_unique(
    old: Sequence[int],
    new: Sequence[int],
    region: _Region,
    sizes: Sequence[int],
    found: list[Match],
) -> Iterator[_Region]:
    """Match what is unique on both sides of a region; yield the regions between."""
    for level in range(region.level, len(sizes)):
        pairs = _unique_pairs(old, new, region, sizes[level])
        if not pairs:
            continue
        a, b = region.old, region.new
        for i, j in pairs:
            found.append(Match(i, j, 1))
            yield _Region(a, i, b, j, level)
            a, b = i + 1, j + 1
        yield _Region(a, region.old_end, b, region.new_end, level)
        return


def _unique_pairs(
    old: Sequence[int], new: Sequence[int], region: _Region, size: int
) -> list[tuple[int, int]]:
    ours = _once(runs(old, region.old, region.old_end, size), region.old)
    theirs = _once(runs(new, region.new, region.new_end, size), region.new)
    return _rising((i, theirs[run]) for run, i in ours.items() if run in theirs)


def runs(values: Sequence[int], start: int, end: int, size: int) -> Iterable[Hashable]:
    """Return what begins at each place from ``start``: runs of ``size`` before ``end``."""
    if size == 1:
        return values[start:end]
    return zip(*(values[start + k : end] for k in range(size)), strict=False)


def _once(runs: Iterable[Hashable], start: int) -> dict[Hashable, int]:
    """Return what stands once, in order, and where."""
    places: dict[Hashable, int] = {}
    for at, run in enumerate(runs, start):
        places[run] = -1 if run in places else at
    return {run: at for run, at in places.items() if at >= 0}


def _rising(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of ``pairs``, sorted by the first, that rises in the second too."""
    tails: list[int] = []
    chain: list[tuple[int, tuple[int, int], int]] = []  # pair, and the one before it by place
    ends: list[int] = []
    for pair in pairs:
        at = bisect_left(tails, pair[1])
        before = ends[at - 1] if at else -1
        chain.append((at, pair, before))
        if at == len(tails):
            tails.append(pair[1])
            ends.append(len(chain) - 1)
        else:
            tails[at] = pair[1]
            ends[at] = len(chain) - 1
    out = []
    k = ends[-1] if ends else -1
    while k >= 0:
        _, pair, k = chain[k]
        out.append(pair)
    return out[::-1]
