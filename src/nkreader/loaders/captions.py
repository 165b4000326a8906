"""Caption transcripts: clock lines, what an archive wrote around them, who speaks."""

import re
from collections.abc import Iterator
from heapq import merge

from nkreader.loaders import archive
from nkreader.loaders.clock import clock_lines, timecodes
from nkreader.loaders.parts import Parts, body_of, undivided
from nkreader.loaders.turns import caption_turns
from nkreader.model.source import Shape
from nkreader.model.span import Span, merged
from nkreader.text.regex import regex

_NOTES = "♪♫"
_MUSIC = regex(r"[♪♫]+(?:[ \t\xa0]*[♪♫]+)*")


def read(text: str) -> Parts | None:
    """Return the parts of a caption transcript; None without clock lines.

    One clock line will do under an archive's header, without one it takes two.
    """
    clocks = clock_lines(text)
    if not clocks:
        return None
    header = archive.find_header(text, clocks[0].span.start)
    if not header and len(clocks) < 2:
        return None
    waste = archive.footer(text, clocks[-1].span.end)
    if header:
        waste = (*header.lines, *waste)
    body = body_of(text, Span(0, len(text)), merged(waste))
    codes = timecodes(text, clocks, body.end, header.begin if header else None)
    return undivided(
        text,
        Shape.CAPTIONS,
        title=header.title if header else None,
        publisher=header.publisher if header else None,
        published=header.begin.isoformat() if header and header.begin else None,
        timecodes=codes,
        turns=caption_turns(text, body, codes),
        # The signs of music are nobody's words; a lyric between them stays.
        boilerplate=(*waste, *_music(text)),
    )


def _music(text: str) -> Iterator[Span]:
    """Yield the runs of notes."""
    free = 0
    # One sign at a time is found many times faster than a choice of two.
    for note in merge(*(re.finditer(sign, text) for sign in _NOTES), key=re.Match.start):
        run = _MUSIC.match(text, note.start()) if note.start() >= free else None
        if run:
            free = run.end()
            yield Span(*run.span())
