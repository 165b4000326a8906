"""Transcripts in JSON: Whisper's segments, and those of the podcast namespace."""

import json
from collections.abc import Iterator

from nkreader.loaders.dates import read_moment
from nkreader.loaders.parts import Parts, undivided
from nkreader.loaders.utterances import Utterance, transcript
from nkreader.model.source import Shape
from nkreader.text.regex import regex
from nkreader.text.spaces import one_spaced

_NO_TEXT = regex("[\0\ud800-\udfff]")


def read(text: str) -> Parts | None:
    """Return the parts of a transcript in JSON; None for any other text, other JSON too."""
    if not text[:200].lstrip().startswith("{") or '"segments"' not in text:
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not isinstance(found.get("segments"), list):
        return None
    made = transcript(_utterances(found["segments"]))
    if not made.text:
        return None
    date = _string(found, "published", "date", "pubDate")
    return undivided(
        made.text,
        Shape.PODCAST,
        title=_string(found, "title"),
        publisher=_string(found, "podcast", "programme", "program", "publisher"),
        published=read_moment(date) if date else None,
        url=_string(found, "url", "link"),
        timecodes=made.timecodes,
        turns=made.turns,
    )


def _utterances(segments: list[object]) -> Iterator[Utterance]:
    for segment in segments:
        if not isinstance(segment, dict):
            continue
        words = _string(segment, "text", "body")
        if words:
            yield Utterance(
                _number(segment, "start", "startTime"), _string(segment, "speaker"), words
            )


def _string(found: dict[str, object], *names: str) -> str | None:
    """Return the first of these fields that is a string with something in it."""
    for name in names:
        value = found.get(name)
        if isinstance(value, str) and value.strip():
            # JSON can escape what no text may hold: half a character, and NUL.
            return one_spaced(_NO_TEXT.sub("\ufffd", value))
    return None


def _number(found: dict[str, object], *names: str) -> float | None:
    for name in names:
        value = found.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            try:
                return float(value)
            except OverflowError:
                return None
    return None
