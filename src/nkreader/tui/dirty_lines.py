"""Renders of a screen the lines that are wanted, and nothing that other widgets cover there.

Textual asks every widget for all its lines, those without change too, and the containers
behind them, and picks from what it gets.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import cast

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip

# Of a line, by their first columns: the pieces that widgets' edges cut it into.
_Pieces = dict[int, Strip | None]


class DirtyLines(Compositor):
    """Knows what is where on a screen, and renders it."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """Render what has changed; None if nothing has."""
        screen = self.size.region
        regions = [each for each in map(screen.intersection, self._dirty_regions) if each]
        self._dirty_regions.clear()
        if not regions:
            return None
        spans = list(self._regions_to_spans(regions))
        clean: _Pieces = {}
        lines = [clean] * screen.height
        for y, _, _ in spans:
            lines[y] = dict.fromkeys(self.cuts[y][:-1])
        self._fill(lines, self._missing(spans))
        return ChopsUpdate(lines, spans, [cuts[1:] for cuts in self.cuts])

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        """Render all of the screen, which is what this is asked for where all has changed."""
        lines: list[_Pieces] = [dict.fromkeys(cuts[:-1]) for cuts in self.cuts]
        self._fill(lines, {y: set(pieces) for y, pieces in enumerate(lines)})
        return cast("Sequence[Mapping[int, Strip]]", lines)  # nothing is left out

    def _missing(self, spans: Iterable[tuple[int, int, int]]) -> dict[int, set[int]]:
        """Return the first columns of the pieces to be rendered, by line, from top to bottom."""
        out: dict[int, set[int]] = {}
        for y, left, right in spans:
            cuts = self.cuts[y]
            edges = pairwise(cuts)
            out.setdefault(y, set()).update(x for x, end in edges if x < right and end > left)
        return out

    def _fill(self, lines: list[_Pieces], missing: dict[int, set[int]]) -> None:
        """Ask widgets, those in front first, for the pieces that nobody had so far."""
        for widget, (region, clip) in self.visible_widgets.items():
            if not missing:
                break
            part = region.intersection(clip)
            for first, count in _runs(_lines_in(part, missing)):
                at = Region(part.x - region.x, first - region.y, part.width, count)
                drawn = zip(range(first, first + count), widget.render_lines(at), strict=False)
                for y, strip in drawn:
                    cuts = [cut for cut in self.cuts[y] if part.x <= cut <= part.right]
                    pieces = strip.divide([cut - part.x for cut in cuts[1:]])
                    found = {
                        x: piece for x, piece in zip(cuts, pieces, strict=False) if x in missing[y]
                    }
                    lines[y] |= found
                    missing[y] -= found.keys()
                    if not missing[y]:
                        del missing[y]


def _lines_in(part: Region, missing: dict[int, set[int]]) -> Iterator[int]:
    """Yield the lines of which something is missing that is in this part of the screen."""
    for y, columns in missing.items():
        if part.y <= y < part.bottom and any(part.x <= x < part.right for x in columns):
            yield y


def _runs(lines: Iterable[int]) -> list[tuple[int, int]]:
    """Join lines that follow each other; return the first of each run, and how many they are."""
    out: list[tuple[int, int]] = []
    for y in lines:
        if out and sum(out[-1]) == y:
            out[-1] = (out[-1][0], out[-1][1] + 1)
        else:
            out.append((y, 1))
    return out
