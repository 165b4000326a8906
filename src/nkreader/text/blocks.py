"""Blocks: where prose may be cut so that long texts can be worked on piece by piece."""

from nkreader.text.sentences import sentence_ends

_TAIL = 4096  # code points before a cut in which a sentence's end is looked for
_LOOKAHEAD = 256  # and after it, so that the last mark is judged by what follows


def blocks(prose: str, size: int = 65536) -> tuple[int, ...]:
    """Return the offsets, from 0 to the length of ``prose``, between which its blocks lie.

    A block is about ``size`` code points long, at most twice that. Cuts are made after hard
    breaks; in a paragraph longer than a block after a sentence, or else after a space. There
    is always one block, even if it is empty.
    """
    cuts = [0]
    while cuts[-1] < len(prose):
        cuts.append(_cut(prose, cuts[-1], size))
    return tuple(cuts) if prose else (0, 0)


def _cut(prose: str, start: int, size: int) -> int:
    target = start + size
    if target >= len(prose):
        return len(prose)
    for found in (
        prose.rfind("\n", start + size // 2, target),
        prose.find("\n", target, target + size - 1),
    ):
        if found >= 0:
            return found + 1
    return _cut_in_paragraph(prose, start, target)


def _cut_in_paragraph(prose: str, start: int, target: int) -> int:
    tail = start if target - start <= _TAIL else prose.find(" ", target - _TAIL, target)
    if tail < 0:
        return target
    ends = sentence_ends(prose, tail, min(target + _LOOKAHEAD, len(prose)))
    last = max((end for end in ends if end < target), default=tail)
    if last > tail:
        return last
    return prose.rfind(" ", tail, target) + 1 or target
