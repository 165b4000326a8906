"""Who holds the floor in a conversation: by its marks, else by who was asked.

Where turns are marked without names, the one whom the turn before addresses answers.
Where none are marked, a question to somebody by name, or a presenter's phrase, tells;
after one that names nobody, nobody is proposed.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from nkreader.analysis.attributing.participants import Participants
from nkreader.analysis.attributing.two_voices import voice_at
from nkreader.model.entity import Mention
from nkreader.model.source import Section, Shape, Source, Turn
from nkreader.model.span import Span, clipped

PRESENTER = "presenter"

# Code points before a passage that are looked at; of a programme's opening; of a turn's end.
BEFORE = 4_000
OPENING = 6_000
_TURN_END = 700
_AFTER = 400
_AROUND = 3  # sentences before a question in which somebody may be addressed

_PRESENTS = re.compile(
    r"\b(?:our viewers|(?:your|user) questions?|questions? (?:for|from)|live ?stream"
    r"|(?:our|the) chat"
    r"|is asking|i'm going to ask|i (?:just )?wan(?:t to|na) (?:ask|bring|quickly)"
    r"|let's (?:bring|get|go|pass|start|take|turn)|welcome (?:back|to)|thank you for joining)\b",
    re.I,
)
_PROGRAMME = re.compile(
    r"\b(?:welcome|this is the show|our (?:viewers|guests|experts)|coming up|joined by)\b", re.I
)
_GUESTS = re.compile(
    r"\b(?:joined by|joining us|let's (?:bring|get|start|go)|our guests?|with us)\b", re.I
)


def floor_at(
    source: Source,
    prose: str,
    span: Span,
    section: Section | None,
    mentions: Sequence[Mention],
    sentences: Sequence[Span],
) -> str | None:
    """Return who speaks the words at a passage of a conversation, None where that is not known.

    ``mentions`` are those of the opening and before the passage, ``sentences`` those from
    ``BEFORE`` the passage on to behind it, both in text order.
    """
    turn = turn_at(source, span.start)
    if turn is not None:
        if turn.speaker is not None:
            return turn.speaker
        opening = _opening(section.body if section else turn.span)
        return _answers(source, prose, turn, Participants(prose, opening, mentions))
    if source.turns or section is None:
        return None
    if source.shape is Shape.PODCAST:
        return voice_at(prose, span, section.body, mentions, sentences)
    if source.shape is Shape.CAPTIONS:
        return _unmarked(prose, span, section.body, mentions, sentences)
    return None


def turn_at(source: Source, offset: int) -> Turn | None:
    """Return the turn that ``offset`` lies in, named or not."""
    at = bisect_right(source.turns, offset, key=lambda turn: turn.span.start) - 1
    return source.turns[at] if at >= 0 and offset < source.turns[at].span.end else None


def _answers(source: Source, prose: str, turn: Turn, people: Participants) -> str | None:
    """Return whom the turn before addresses."""
    at = bisect_right(source.turns, turn.span.start, key=lambda each: each.span.start) - 2
    if at < 0:
        return None
    before = source.turns[at].span
    asked = Span(max(before.start, before.end - _TURN_END), before.end)
    return people.addressed(prose, asked)


def _unmarked(
    prose: str,
    span: Span,
    body: Span,
    mentions: Sequence[Mention],
    sentences: Sequence[Span],
) -> str | None:
    """Return who speaks where nothing is marked: the presenter, or who was asked last."""
    if _is_before_guests(prose, span, body) or _PRESENTS.search(prose, *span):
        return PRESENTER
    people = Participants(prose, _opening(body), mentions)
    start = max(body.start, span.start - BEFORE)
    around = clipped(sentences, Span(start, min(span.end + _AFTER, body.end)))
    found = [each for each in around if each.start <= span.start]
    calls = [people.addressed(prose, each) for each in found]
    if calls and calls[-1]:  # it is the presenter who calls others by name
        return PRESENTER
    asking = _asks(prose, found[-1]) if found else False
    for at in range(len(found) - 2, -1, -1):
        if calls[at] and _question_follows(prose, around[at:], len(found) - 1 - at):
            return PRESENTER
        if calls[at] or _asks(prose, found[at]) or _PRESENTS.search(prose, *found[at]):
            return None if asking else _asked(prose, found[: at + 1], calls)
    return None


def _opening(body: Span) -> Span:
    return Span(body.start, min(body.start + OPENING, body.end))


def _asked(prose: str, found: Sequence[Span], calls: Sequence[str | None]) -> str | None:
    """Return who was called in the last sentence or shortly before it; no answer lies between."""
    last = len(found) - 1
    for at in range(last, max(last - _AROUND, 0) - 1, -1):
        if at < last and _asks(prose, found[at]) and not _asks(prose, found[at + 1]):
            return None
        if calls[at]:
            return calls[at]
    return None


def _asks(prose: str, sentence: Span) -> bool:
    return prose[sentence.end - 1] == "?"


def _question_follows(prose: str, called: Sequence[Span], passage: int) -> bool:
    """Tell whether who calls somebody is still asking at the passage, so many sentences on."""
    before = any(_asks(prose, each) for each in called[:passage])
    return not before and any(_asks(prose, each) for each in called[passage : _AROUND + 1])


def _is_before_guests(prose: str, span: Span, body: Span) -> bool:
    """Tell whether a passage lies in a programme's opening, when only its presenter has spoken."""
    opening = _opening(body)
    if span.start >= opening.end or not _PROGRAMME.search(prose, *opening):
        return False
    return _GUESTS.search(prose, body.start, span.end) is None
