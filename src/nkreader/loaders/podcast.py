"""Podcast transcripts: a programme's line, a date, a description, and what is said."""

import re
from collections.abc import Sequence
from itertools import islice

from nkreader.loaders.adverts import adverts
from nkreader.loaders.dates import DATE, read_date
from nkreader.loaders.lines import inked_lines
from nkreader.loaders.parts import Parts, undivided
from nkreader.loaders.turns import line_turns
from nkreader.model.source import Shape, Turn
from nkreader.model.span import Span
from nkreader.text.regex import regex
from nkreader.text.spaces import one_spaced

# What a page says above a transcript fits into so many lines.
_HEADER_LINES = 14
_LONGEST = 400
_FIRST_LINES = 200

_JOINT = regex(r"\s[-–—|]\s")
_DATED = regex(
    rf"(?:episode|release|publication|air|broadcast|recording) date:[\s\xa0]{{0,3}}({DATE.pattern})"
    rf"|(?:published|released|aired|date):[\s\xa0]{{0,3}}({DATE.pattern})",
    re.IGNORECASE,
)
_LABEL = regex(
    r"(?:episode |full |show )?transcript:?|discussion(?: \(\d+\))?|comments?(?: \(\d+\))?"
    r"|show notes:?|description:?|play|share|subscribe|download|listen(?: now)?|save episode"
    r"|there aren.t comments yet.{0,120}|hosted on .{1,80}|see .{1,60} for privacy.{0,60}"
    r"|\d+:\d\d(?::\d\d)?",
    re.IGNORECASE,
)
_TRANSCRIPT = regex(r"(?:episode |full |show )?transcript:?", re.IGNORECASE)
# So many names, and one in so many lines at least, make a conversation.
_NAMED_ENOUGH = 4
_LINES_A_TURN = 6


def read(text: str) -> Parts | None:
    """Return the parts of a podcast's transcript, None for another text.

    It is one if a date is called an episode's, if a line says Transcript, or if speakers'
    names begin its lines.
    """
    header = list(islice(inked_lines(text), _HEADER_LINES))
    if not header:
        return None
    dated = _dated(text, header)
    labels = [line for line in header[1:] if _is_label(text, line)]
    titled = bool(_JOINT.search(header[0].of(text)[:_LONGEST]))
    turns = _turns(text)
    episode = bool(dated and dated[1]) and (titled or bool(labels))
    transcript = titled and any(_TRANSCRIPT.fullmatch(text, *line) for line in labels)
    if not (turns or episode or transcript):
        return None
    return _assemble(text, header[0], dated, labels, turns)


def _assemble(
    text: str,
    first: Span,
    dated: re.Match[str] | None,
    labels: Sequence[Span],
    turns: tuple[Turn, ...],
) -> Parts:
    titled = not turns or first.end <= turns[0].mark.start
    programme, title = _names(first.of(text)) if titled else (None, None)
    day = read_date(dated[1] or dated[2]) if dated else None
    above = [first.end if titled else 0, *(label.end for label in labels)]
    if dated:
        above.append(dated.end())
    sold = adverts(text, max(above), len(text))
    return undivided(
        text,
        Shape.PODCAST,
        title=title,
        publisher=programme,
        published=day.isoformat() if day else None,
        turns=turns,
        boilerplate=(*((Span(*dated.span()),) if dated else ()), *labels, *sold),
        standalone=(first,) if titled else (),
    )


def _dated(text: str, header: Sequence[Span]) -> re.Match[str] | None:
    for line in header:
        match = _DATED.match(text, line.start, min(line.end, line.start + _LONGEST))
        if match and read_date(match[1] or match[2]):
            return match
    return None


def _is_label(text: str, line: Span) -> bool:
    return line.end - line.start <= _LONGEST and bool(_LABEL.fullmatch(text, *line))


def _turns(text: str) -> tuple[Turn, ...]:
    """Return the turns of a text in which names at the beginning of lines are the rule."""
    first = list(islice(inked_lines(text), _FIRST_LINES))
    speakers = [turn.speaker for turn in line_turns(text, first, len(text))]
    # Labels such as "Date:" and "Place:" each come once, speakers come again.
    talk = 1 < len(set(speakers)) < len(speakers)
    if not talk or len(speakers) < max(_NAMED_ENOUGH, len(first) // _LINES_A_TURN):
        return ()
    return line_turns(text, inked_lines(text), len(text))


def _names(line: str) -> tuple[str | None, str | None]:
    """Split ``PROGRAMME - EPISODE``; a line without the joint is the episode's title."""
    if len(line) > _LONGEST:
        return None, None
    joint = _JOINT.search(line)
    if not joint:
        return None, one_spaced(line)
    return one_spaced(line[: joint.start()]), one_spaced(line[joint.end() :])
