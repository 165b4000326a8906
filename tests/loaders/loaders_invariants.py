"""What holds of the parts of every text, whatever its shape."""

from itertools import pairwise

from nkreader.loaders.parts import Parts
from nkreader.model.span import Span


def check(parts: Parts) -> None:
    text = parts.text
    for span in _all_spans(parts):
        assert 0 <= span.start <= span.end <= len(text)
    for section in parts.sections:
        assert section.span.contains(section.body)
        body = section.body.of(text)
        assert body == body.strip()
        assert section.title is None or section.title.strip()
    _in_order([section.span for section in parts.sections])
    _in_order(parts.boilerplate)
    _in_order([timecode.span for timecode in parts.timecodes])
    _in_order([turn.mark for turn in parts.turns])
    assert all(span.start < span.end for span in parts.boilerplate)
    assert list(parts.standalone) == sorted(set(parts.standalone))
    for timecode in parts.timecodes:
        assert timecode.text == timecode.span.of(text)
        assert timecode.span.end <= timecode.covers.start
    for turn in parts.turns:
        assert turn.mark.end <= turn.span.start
        if turn.speaker:
            assert turn.speaker in turn.mark.of(text)
    assert not any(notice != " ".join(notice.split()) for notice in parts.notices)
    text.encode("utf-8")


def _in_order(spans: list[Span] | tuple[Span, ...]) -> None:
    for one, other in pairwise(spans):
        assert one.end <= other.start


def _all_spans(parts: Parts) -> list[Span]:
    return [
        *(span for section in parts.sections for span in (section.span, section.body)),
        *(span for timecode in parts.timecodes for span in (timecode.span, timecode.covers)),
        *(span for turn in parts.turns for span in (turn.span, turn.mark)),
        *parts.boilerplate,
        *parts.standalone,
    ]
