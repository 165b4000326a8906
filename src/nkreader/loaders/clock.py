"""Clock lines of caption files: where they stand, and the instants they name."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from nkreader.model.source import Timecode
from nkreader.model.span import Span
from nkreader.text.line_ends import LINE_END
from nkreader.text.regex import regex

_CLOCK = regex(
    r"(?<![^\r\n])[ \t\xa0]*"
    r"((\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?:[ \t\xa0]?([ap])\.?m\.?)?)"
    r"[ \t\xa0]*(?![^\r\n])",
    re.IGNORECASE,
)
# What every clock holds: looked for first, which is many times faster.
_HANDS = regex(r":[0-5]\d")
_SPACE = " \t\xa0"
_DAY = 24 * 60 * 60
# A file of captions shows a clock line on its first page.
_FIRST_PAGE = 20_000


class ClockLine(Struct, frozen=True):
    """A line that holds only a time; ``second`` is counted from midnight."""

    span: Span
    second: int


def clock_lines(text: str) -> tuple[ClockLine, ...]:
    """Return the clock lines of a text, none if its first page has none."""
    if not _CLOCK.search(text, 0, _FIRST_PAGE):
        return ()
    read = (_read(match) for match in _clocks(text))
    return tuple(line for line in read if line)


def timecodes(
    text: str, clocks: Sequence[ClockLine], end: int, begin: datetime | None
) -> tuple[Timecode, ...]:
    """Return the clock lines with what they cover, the last one up to ``end``.

    ``begin`` is when the programme began: each clock names the instant nearest to
    the one before it, so that midnight is crossed either way.
    """
    found: list[Timecode] = []
    instant = begin
    for index, clock in enumerate(clocks):
        until = clocks[index + 1].span.start if index + 1 < len(clocks) else end
        after = _after_line(text, clock.span.end)
        if instant:
            instant = _nearest(instant, clock.second)
        found.append(
            Timecode(
                span=clock.span,
                covers=Span(after, max(after, until)),
                text=clock.span.of(text),
                at=instant.isoformat() if instant else None,
            )
        )
    return tuple(found)


def _clocks(text: str) -> Iterator[re.Match[str]]:
    """Yield what looks like a clock and has a line of its own."""
    free = 0
    for hands in _HANDS.finditer(text):
        hour = hands.start()
        while hour > free and hands.start() - hour < 2 and text[hour - 1].isdecimal():
            hour -= 1
        if free <= hour < hands.start():
            found = _CLOCK.match(text, _before_space(text, hour, free))
            if found:
                free = found.end()
                yield found


def _before_space(text: str, at: int, free: int) -> int:
    """Return where the white space begins that ends at ``at``, at ``free`` at the earliest."""
    while at > free and text[at - 1] in _SPACE:
        at -= 1
    return at


def _read(match: re.Match[str]) -> ClockLine | None:
    hour, minute = int(match[2]), int(match[3])
    half = (match[5] or "").lower()
    if hour > (12 if half else 24):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return ClockLine(Span(*match.span(1)), hour * 3600 + minute * 60 + int(match[4] or 0))


def _nearest(instant: datetime, second: int) -> datetime:
    """Return the moment with this time of day that is nearest to ``instant``."""
    now = instant.hour * 3600 + instant.minute * 60 + instant.second
    step = (second - now + _DAY // 2) % _DAY - _DAY // 2
    try:
        return instant + timedelta(seconds=step)
    except OverflowError:
        return instant


def _after_line(text: str, at: int) -> int:
    """Return where the line after the one that holds ``at`` begins."""
    end = LINE_END.search(text, at)
    return end.end() if end else len(text)
