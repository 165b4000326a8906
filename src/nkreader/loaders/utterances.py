"""Utterances, timed pieces of speech: one text of them with clock lines and marked turns."""

import math
from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct, field

from nkreader.model.source import Timecode, Turn
from nkreader.model.span import Span
from nkreader.text.spaces import one_spaced

# A clock line each minute, as broadcast captions have it.
_SPACING = 60.0
_LATEST = 1000 * 3600.0


class Utterance(Struct, frozen=True):
    """What is said from ``start`` on, in seconds; null where time or speaker is not known."""

    start: float | None
    speaker: str | None
    text: str


class Transcript(Struct, frozen=True):
    """The text of all utterances, its clock lines and its turns."""

    text: str
    timecodes: tuple[Timecode, ...]
    turns: tuple[Turn, ...]


def transcript(utterances: Iterable[Utterance]) -> Transcript:
    """Put utterances together: a line for each speaker, ``Name:`` before it where one begins."""
    writing = _Writing()
    for utterance in utterances:
        writing.add(utterance)
    text = "".join(writing.pieces)
    clocks, marks = writing.clocks, writing.marks
    clock_ends = pairwise((*(clock.start for clock in clocks), len(text)))
    mark_ends = pairwise((*(mark.start for mark, _ in marks), len(text)))
    return Transcript(
        text=text,
        timecodes=tuple(
            Timecode(clock, Span(clock.end + 1, until), clock.of(text))
            for clock, (_, until) in zip(clocks, clock_ends, strict=True)
        ),
        turns=tuple(
            Turn(Span(mark.end, until), mark, name)
            for (mark, name), (_, until) in zip(marks, mark_ends, strict=True)
        ),
    )


class _Writing(Struct):
    """The text so far, and where its clock lines and marks stand."""

    pieces: list[str] = field(default_factory=list)
    clocks: list[Span] = field(default_factory=list)
    marks: list[tuple[Span, str]] = field(default_factory=list)
    length: int = 0
    clock: float = -_SPACING
    speaker: str | None = None
    at_line_start: bool = True

    def add(self, utterance: Utterance) -> None:
        words = one_spaced(utterance.text)
        if not words:
            return
        start = utterance.start
        if start is not None and math.isfinite(start) and 0 <= start < _LATEST:
            self._tell_time(start)
        name = one_spaced(utterance.speaker or "")
        if name and name != self.speaker:
            self._end_line()
            self.marks.append((self._write(f"{name}: "), name))
            self.speaker = name
        elif not self.at_line_start:
            self._write(" ")
        self._write(words)
        self.at_line_start = False

    def _tell_time(self, start: float) -> None:
        if self.clock <= start < self.clock + _SPACING:
            return
        self.clock = start
        self._end_line()
        whole = int(start)
        written = f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
        self.clocks.append(self._write(written))
        self._write("\n")

    def _end_line(self) -> None:
        if not self.at_line_start:
            self._write("\n")
            self.at_line_start = True

    def _write(self, piece: str) -> Span:
        self.pieces.append(piece)
        self.length += len(piece)
        return Span(self.length - len(piece), self.length)
