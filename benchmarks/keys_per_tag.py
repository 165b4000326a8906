"""How many keys it takes to tag passages: the fewest, from one passage to the next.

    python benchmarks/keys_per_tag.py PASSAGES.json FOLDER

PASSAGES.json holds, per file name, spans in reading order: {"a.txt": [[120, 180], ...]}.
Keys are counted from the previous passage tagged (in the first file from its beginning)
to the tag set: numbers, motions, the label key. Searching is not used.
"""

import heapq
import json
import statistics
import sys
from itertools import count
from pathlib import Path

from nkreader.loaders import load
from nkreader.model.span import Span
from nkreader.reading import motions
from nkreader.reading.ground import Ground
from nkreader.reading.motions import Motion
from nkreader.reading.selection import Grain, Selection
from nkreader.text.prose import prose

_MOST_KEYS = 10
_MOST_REPEATS = 60
_COARSE: dict[str, Motion] = {
    "j": motions.next_sentence,
    "k": motions.previous_sentence,
    "}": motions.next_paragraph,
    "{": motions.previous_paragraph,
    ")": motions.next_landmark,
    "(": motions.previous_landmark,
    "g": motions.top,
    "G": motions.bottom,
}
_SHAPING: dict[str, Motion] = {
    "J": motions.grow,
    "K": motions.shrink,
    "l": motions.end_on,
    "h": motions.end_back,
    "L": motions.start_on,
    "H": motions.start_back,
}
_FREE: dict[str, Motion] = {
    "l": motions.next_step,
    "h": motions.previous_step,
    "L": motions.step_end_on,
    "H": motions.step_end_back,
    "J": motions.grow,
}


def fewest(ground: Ground, start: Selection, target: Span) -> str | None:
    """Return the shortest keys from a selection to a passage, the label key left out."""
    order = count()
    queue = [(0, next(order), "", start)]
    seen: set[Selection] = set()
    while queue:
        cost, _, keys, selection = heapq.heappop(queue)
        if selection.span == target:
            return keys
        if selection in seen or cost >= _MOST_KEYS:
            continue
        seen.add(selection)
        whole = selection == start or ground.sentence_at(selection.span.start) == selection.span
        for step, moved in _next(ground, selection, target, whole=whole):
            if moved not in seen:
                heapq.heappush(queue, (cost + len(step), next(order), f"{keys} {step}", moved))
    return None


def _next(
    ground: Ground, selection: Selection, target: Span, *, whole: bool
) -> list[tuple[str, Selection]]:
    """Return what can be reached with one motion; only whole sentences travel far."""
    if selection.grain is Grain.SENTENCE:
        table = dict(_COARSE) if whole else {}
        if selection.span.overlaps(target):
            table |= _SHAPING
    else:
        table = _FREE
    out = []
    for key, motion in table.items():
        at = selection
        for times in range(1, _MOST_REPEATS + 1):
            moved = motion(ground, at)
            if moved == at:
                break
            at = moved
            out.append((key if times == 1 else f"{times}{key}", at))
            if at.span.start > target.end:
                break
    if selection.grain is Grain.SENTENCE and selection.span.overlaps(target):
        out.append(("v", motions.free(ground, selection)))
    return out


def main() -> None:
    """Measure, and print a line for each passage."""
    passages = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    counts = []
    for name, spans in passages.items():
        source = load(Path(sys.argv[2]) / name)
        ground = Ground(source, prose(source))
        at = motions.top(ground, Selection(Span(0, 0)))
        for start, end in spans:
            target = Span(start, end)
            keys = fewest(ground, at, target)
            number = len(keys.replace(" ", "")) + 1 if keys is not None else _MOST_KEYS
            counts.append(number)
            print(f"{name[:12]} {start}:{end} {number} keys: {keys} c")
            at = Selection(target)
    print(f"{len(counts)} passages, median {statistics.median(counts)}, most {max(counts)}")


if __name__ == "__main__":
    main()
