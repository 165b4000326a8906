"""WebVTT and SubRip, read with webvtt-py: captions become one running text."""

from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING

from nkreader.loaders.parts import Parts, undivided
from nkreader.loaders.tags import PieceKind, pieces
from nkreader.loaders.turns import caption_turns
from nkreader.loaders.utterances import Utterance, transcript
from nkreader.model.source import Shape
from nkreader.model.span import Span
from nkreader.text.regex import regex
from nkreader.text.spaces import one_spaced

if TYPE_CHECKING:
    from webvtt import WebVTT

_VTT = regex(r"WEBVTT(?=[ \t\r\n]|\Z)")
_SRT = regex(r"\s{0,100}\d{1,9}[ \t]*(?:\r\n|\n|\r)[ \t]*\d{1,9}:\d{1,2}:\d{1,2}[,.]\d{1,9}\s*-->")
_TITLE = regex(r"[\s:–—-]*(.*)")


def read(text: str) -> Parts | None:
    """Return the parts of a file of subtitles; None for any other text."""
    kind = "vtt" if _VTT.match(text) else "srt" if _SRT.match(text) else None
    if not kind:
        return None
    # Imported here: most sources have no use for it.
    from webvtt import WebVTT
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    try:
        subtitles = WebVTT.from_buffer(StringIO(text.lstrip()), format=kind)
    except (MalformedFileError, MalformedCaptionError, ValueError):
        return None
    made = transcript(_utterances(subtitles))
    if not made.text:
        return None
    whole = Span(0, len(made.text))
    title = _TITLE.match(subtitles.header_text)
    return undivided(
        made.text,
        Shape.CAPTIONS,
        title=(title[1] if title else None) or None,
        timecodes=made.timecodes,
        turns=made.turns or caption_turns(made.text, whole, made.timecodes),
    )


def _utterances(subtitles: "WebVTT") -> Iterator[Utterance]:
    """Yield what each line of each caption says; a line that scrolls up is not said again."""
    last: str | None = None
    for caption in subtitles.captions:
        start = caption.start_time.in_milliseconds() / 1000
        for line in caption.lines:
            speaker, words = _spoken(line)
            if words and words != last:
                yield Utterance(start, speaker, words)
                last = words


def _spoken(line: str) -> tuple[str | None, str]:
    """Return a line's speaker, if a voice tag names one, and its words without tags."""
    speaker: str | None = None
    words: list[str] = []
    for piece in pieces(line):
        if piece.kind is PieceKind.TEXT:
            words.append(piece.value)
        elif piece.kind is PieceKind.START and piece.name.partition(".")[0] == "v":
            speaker = piece.value.strip() or None
    return speaker, one_spaced("".join(words))
