"""The prose of a source: its text at the same length, with all that is no prose blanked.

Knows which parts of a source are no prose, and at which line ends prose stops. Must not
know sentences.
"""

import re
from bisect import bisect_left, bisect_right
from itertools import chain

from nkreader.model.source import Source
from nkreader.model.span import Span, merged
from nkreader.text.blanking import blanked
from nkreader.text.line_ends import LINE_END, Wrapping, flows_on, wrapping

# Stand for clock lines and for what is no prose while line ends are judged: two code points
# that are no characters, hence neither white space nor letters.
_CLOCK = "\uffff"
_FOREIGN = "\ufffe"

_GAP = re.compile(rf"[\r\n{_CLOCK}][\s{_CLOCK}]*+")
_SOFT = str.maketrans("\r\n", "  ")
_AHEAD = 64  # code points of the next line that are looked at


def prose(source: Source) -> str:
    """Return the text of ``source`` in which only prose stands.

    Clock lines and the line ends that prose flows over are spaces; boilerplate, the marks of
    turns and the line ends that prose stops at are line feeds. All else, no-break spaces
    too, is as it was.
    """
    clocks = merged(timecode.span for timecode in source.timecodes)
    foreign = merged(chain(source.boilerplate, (turn.mark for turn in source.turns)))
    text = blanked(blanked(source.text, clocks, _CLOCK), foreign, _FOREIGN)
    text = _flowing(text, source).replace("\r", "\n")
    return blanked(blanked(text, clocks), foreign, "\n")


def _flowing(text: str, source: Source) -> str:
    """Return ``text`` with a space for each line end that prose flows over."""
    wrap = wrapping(text, source.shape)
    sections = (section.span for section in source.sections)
    edges = sorted(set(chain.from_iterable(chain(source.standalone, sections))))
    alone = merged(source.standalone)
    line_start = 0

    def judged(found: re.Match[str]) -> str:
        nonlocal line_start
        start, end = found.span()
        ends = found[0]
        line = text[line_start:start].rstrip()
        gap_start = line_start + len(line)
        line_start = end
        following = text[end : end + _AHEAD]
        if not (
            (_is_one_line_end(ends) and _meet(line, following, wrap))
            or _CLOCK in ends
            or _inside_one(alone, gap_start, end)
        ):
            return ends
        return ends if _any_in(edges, gap_start, end) else ends.translate(_SOFT)

    return _GAP.sub(judged, text)


def _is_one_line_end(gap: str) -> bool:
    return len(gap) == 1 or len(LINE_END.findall(gap)) == 1


def _meet(line: str, following: str, wrap: Wrapping | None) -> bool:
    """Tell whether both are prose, and it flows from one to the other."""
    if line.endswith(_FOREIGN) or following.startswith(_FOREIGN):
        return False
    return flows_on(line, following, wrap)


def _any_in(positions: list[int], start: int, end: int) -> bool:
    at = bisect_left(positions, start)
    return at < len(positions) and positions[at] <= end


def _inside_one(spans: tuple[Span, ...], start: int, end: int) -> bool:
    at = bisect_right(spans, (start, end)) - 1
    return at >= 0 and end <= spans[at].end
