"""What a television archive writes around captions: a header line, and lines that are navigation.

Knows how such pages look; knows nothing of what is said in the programme.
"""

import re
from datetime import datetime

from msgspec import Struct

from nkreader.loaders.dates import DATE, ZONE, read_date, zone
from nkreader.loaders.lines import inked_lines
from nkreader.model.span import Span
from nkreader.text.regex import regex
from nkreader.text.spaces import one_spaced, trimmed

# For headers in which only one space stands between programme and channel.
_CHANNELS = (
    "ABC News", "Al Arabiya", "Al Jazeera", "Al Jazeera English", "Arirang", "BBC", "BBC America",
    "BBC Four", "BBC News", "BBC One", "BBC Parliament", "BBC Two", "BBC World News", "Bloomberg",
    "Bloomberg TV", "Channel 4", "Channel NewsAsia", "Comedy Central", "Current TV", "DW",
    "Deutsche Welle", "Euronews", "FOX Business", "FOX News", "Fox Business", "Fox News",
    "France 24", "Free Speech TV", "GB News", "ITV", "KBS World", "LINK TV", "Link TV",
    "NHK World", "NHK World Japan", "NTD", "PBS", "Press TV", "RFE/RL", "RT", "Radio Free Asia",
    "Russia 1", "Russia 24", "Russia Today", "Sky News", "TRT World", "TV5 Monde", "Telesur",
    "Voice of America",
)  # fmt: skip
# A station's call sign or short name: KQED, CNNW, FOXNEWSW, LINKTV.
_CALL_SIGN = regex(r"[A-Z][A-Z0-9-]{2,15}")
_ICON = regex(r"(?:tv|radio)\b", re.IGNORECASE)
_SEPARATOR = regex(r"[ ]*[\t\xa0|]+[\s|]*|[ ]{2,}|\s+[:–—]\s+")

_TIME = r"(\d{1,2}):(\d\d)(?::\d\d)?\s?(?:([ap])\.?m\.?)?"
_HEADER = regex(
    rf"({DATE.pattern})[\s,]{{1,3}}{_TIME}\s?[-–—]\s?{_TIME}(?:\s?({ZONE}|[A-Z]{{2,5}}\b))?",
    re.IGNORECASE,
)

_NAVIGATION = regex(
    r"skip to main content|internet archive(?: .{1,40})?|tv(?: news)? archive|search|share"
    r"|[\d.,]+ ?[km]? (?:views?|favou?rites?|reviews?)|favou?rites?|reviews?(?: \(\d+\))?"
    r"|(?:info )?stream only|uploaded by .{1,60}|borrow (?:this )?program|download options"
    r"|flag this (?:item|program)|similar items.{0,40}|topic frequency|terms of service.{0,40}"
    rf"|{DATE.pattern}",
    re.IGNORECASE,
)
# More lines than these are no header, a longer line no navigation.
_HEADER_LINES = 30
_LONGEST = 400
_LONGEST_NAME = 100
# After the hours, a header says nothing more to speak of.
_LONGEST_REST = 20


class Header(Struct, frozen=True):
    """What an archive's header says, and the lines that hold it."""

    title: str | None
    publisher: str | None
    begin: datetime | None
    lines: tuple[Span, ...]


def find_header(text: str, end: int) -> Header | None:
    """Return the header before ``end``, where the captions begin; None if there is none."""
    above: list[Span] = []
    for line in inked_lines(text, 0, min(end, _HEADER_LINES * _LONGEST)):
        if len(above) == _HEADER_LINES:
            return None
        match = _HEADER.search(text, line.start, min(line.end, line.start + _LONGEST))
        if match and line.end - match.end() <= _LONGEST_REST:
            names = text[line.start : match.start()]
            title, publisher = _names(names) if names.strip() else _names_above(text, above)
            short = (each for each in above if each.end - each.start <= _LONGEST_NAME)
            kept = (*short, line, *_navigation(text, line.end, end))
            return Header(title, publisher, _begin(match), kept)
        above.append(line)
    return None


def footer(text: str, start: int) -> tuple[Span, ...]:
    """Return the lines of navigation at the end of a text, none before ``start``."""
    found: list[Span] = []
    end = len(text)
    while end > start and len(found) < _HEADER_LINES:
        while end > start and text[end - 1].isspace():
            end -= 1
        low = max(start, end - _LONGEST)
        begin = max(text.rfind("\n", low, end), text.rfind("\r", low, end), low - 1) + 1
        line = trimmed(text, begin, end)
        cut = line.end - line.start == _LONGEST
        if cut or not _NAVIGATION.fullmatch(text, *line):
            break
        found.append(line)
        end = begin
    return tuple(reversed(found))


def _navigation(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the lines of navigation between the header and the first clock line."""
    return tuple(
        line for line in inked_lines(text, start, end) if _NAVIGATION.fullmatch(text, *line)
    )


def _names(written: str) -> tuple[str | None, str | None]:
    """Split what stands before the date into programme and channel, null where unknown."""
    written = written.strip()
    icon = _ICON.match(written)
    if icon and written[icon.end() :].strip():
        written = written[icon.end() :].strip()
    parts = [one_spaced(part) for part in _SEPARATOR.split(written) if part.strip()]
    if len(parts) > 1:
        return " ".join(parts[:-1]), parts[-1]
    name = parts[0] if parts else ""
    for channel in sorted(_CHANNELS, key=len, reverse=True):
        if name.endswith(" " + channel):
            return name.removesuffix(channel).rstrip(), channel
    programme, _, last = name.rpartition(" ")
    if programme and _CALL_SIGN.fullmatch(last):
        return programme, last
    return name or None, None


def _names_above(text: str, above: list[Span]) -> tuple[str | None, str | None]:
    """Return programme and channel where each has a line of its own over the date."""
    named = [one_spaced(line.of(text)) for line in above[-3:]]
    named = [
        name for name in named if not _NAVIGATION.fullmatch(name) and not _ICON.fullmatch(name)
    ]
    if len(named) > 1:
        return named[-2], named[-1]
    return (_names(named[0])) if named else (None, None)


def _begin(match: re.Match[str]) -> datetime | None:
    day = read_date(match[1])
    hour, minute, half = int(match[2]), int(match[3]), (match[4] or match[7] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if day is None or hour > 23 or minute > 59:
        return None
    return datetime(
        day.year, day.month, day.day, hour, minute, tzinfo=zone(match[8]) if match[8] else None
    )
