"""Who speaks: the marks of a change of speaker, and the turns between them."""

import re
from collections.abc import Iterable, Sequence
from heapq import merge

from nkreader.model.source import Timecode, Turn
from nkreader.model.span import Span
from nkreader.text.blanking import blanked
from nkreader.text.regex import regex
from nkreader.text.spaces import trimmed
from nkreader.text.titles import SHORT_TITLES

# Each begins with one character, which is found many times faster than a choice of several.
_CHEVRONS = regex(r">{2,}")
_COLON = regex(r":(?=\s|\Z)")
# What a name may end with beside a letter or a digit.
_NAME_ENDS = "_.'’"
_SPACE = " \t\xa0"
# A speaker's name with the colon after it is no longer than this.
_LONGEST = 48

_WORD = r"[^\W\d_](?:[^\W_]|[.'’\-])*"
_NAME = regex(rf"{_WORD}(?:[ \xa0](?:{_WORD}|#?\d{{1,2}})){{0,3}}")
# Before a speaker's name a secretary, a saint and a minister may be short too.
_TITLES = "|".join(sorted(SHORT_TITLES | {"sec", "st", "min"}))
_TITLE = regex(rf"(?:{_TITLES})\.", re.IGNORECASE)
# The words of a name that end in a full stop.
_DOTTED = regex(rf"(?:{_TITLES}|jr|sr|[^\W\d_])\.", re.IGNORECASE)
# What a word ends with after which a new speaker may begin.
_ENDS = regex(r"(?:[.?!…][\"”’')\]]*|[♪♫\])>–—]|--)\Z")
_LOWER_PARTS = frozenset(("van", "von", "de", "der", "den", "di", "da", "del", "al", "el", "bin"))

# Words that stand before a colon and are nobody's name.
_NO_NAMES = """
    a about above actually after again all also although always an and another answer answers any
    are as ask asked asks at be because been before being below best better bottom breaking but by
    can case catch caution clear come comes conclusion could date day did do does done down each
    else episode even ever every everything example exactly fact facts few final finally first
    five following follows for four from fun get give go goes going good got had has have he head
    headline headlines hear her here hers him his history how however http https i idea if imagine
    important in info instead into is issue it its just key know last latest later least less
    let like line list look many may maybe me mean means meanwhile message might mind mine more
    moreover most move much must my namely need never new news next no none nor not note nothing
    now number of off ok okay on once one only or order other others our ours out over own part
    people perhaps pictured please plus point points possible problem problems quick quote
    question questions quite read really reason reasons related remember remind reminder report
    reports result results right said same say saying says second see seen set seven she should
    show similarly simple simply since six so some something sources source spoiler statement
    step still story strategy such summary sure take tell than that the their theirs them then
    there therefore these they thing things think third this those though three through thus till
    time tip title to today told tomorrow tonight too topic transcript translation true truth two
    under unless until up update updated upon us very via video view views want warning was watch
    way we welcome well were what whatever when whenever where whether which while who whom whose
    why will with within without word words would write writes wrong yeah yes yesterday yet you
    your yours
"""
_NO_NAME = frozenset(_NO_NAMES.split())


def caption_turns(text: str, body: Span, clocks: Sequence[Timecode]) -> tuple[Turn, ...]:
    """Return the turns that captions mark with ``>>`` or a name and a colon.

    Looks only inside ``body``; a mark may follow a clock line but not run over one.
    """
    blank = blanked(text, (clock.span for clock in clocks))
    marks: list[tuple[Span, str | None]] = []
    for match in merge(
        _CHEVRONS.finditer(blank, body.start, body.end),
        _COLON.finditer(blank, body.start, body.end),
        key=re.Match.start,
    ):
        free = marks[-1][0].end if marks else body.start
        if match.start() < free:
            continue
        if match[0] == ":":
            mark = _named(blank, free, match.start(), body.end)
        else:
            mark = _chevron(blank, match.start(), body.end)
        if mark:
            marks.append(mark)
    return _turns(blank, marks, body.end)


def line_turns(text: str, lines: Iterable[Span], end: int) -> tuple[Turn, ...]:
    """Return the turns of a transcript in which a speaker's name begins a line."""
    marks: list[tuple[Span, str | None]] = []
    for line in lines:
        colon = text.find(":", line.start, min(line.end, line.start + _LONGEST))
        if colon < 0 or text[colon + 1 : colon + 2].strip():
            continue
        name = text[line.start : colon]
        if _is_name(name) and _is_cased(name):
            marks.append((Span(line.start, _skip(text, colon + 1, line.end)), name))
    return _turns(text, marks, end)


def _turns(text: str, marks: Sequence[tuple[Span, str | None]], end: int) -> tuple[Turn, ...]:
    """Return the turns from after each mark, its speech's first character, to the next mark."""
    turns: list[Turn] = []
    for index, (mark, speaker) in enumerate(marks):
        until = marks[index + 1][0].start if index + 1 < len(marks) else end
        speech = Span(trimmed(text, mark.end, until).start, until)
        turns.append(Turn(speech, mark, speaker))
    return tuple(turns)


def _chevron(text: str, start: int, end: int) -> tuple[Span, str | None]:
    """Return the mark that begins with ``>>`` at ``start``, a name after it included."""
    after = start
    while after < end and text[after] == ">":
        after += 1
    after = _skip(text, after, end)
    colon = text.find(":", after, min(end, after + _LONGEST))
    if colon >= 0 and not text[colon + 1 : colon + 2].strip():
        name = text[after:colon]
        if _is_name(name):
            return Span(start, _skip(text, colon + 1, end)), name
    return Span(start, after), None


def _named(text: str, free: int, colon: int, end: int) -> tuple[Span, str | None] | None:
    """Return the mark that ends with a colon, if a name stands before it at a boundary.

    ``free`` is where the body begins or the mark before ends, which is a boundary too.
    """
    if not (colon and (text[colon - 1].isalnum() or text[colon - 1] in _NAME_ENDS)):
        return None
    low = max(free, colon - 2 * _LONGEST)
    last = text[low:colon].rpartition(" ")[2]
    if last.lower() in _NO_NAME:
        return None
    words = list(re.finditer(r"\S+", text[low:colon]))
    at = len(words)
    while at and len(words) - at < 4:
        at -= 1
        word = words[at]
        if at:
            before = words[at - 1]
            gap = text[low + before.end() : low + word.start()]
            broken = "\n" in gap or "\r" in gap
            sound = bool(_ENDS.search(before[0])) and not _TITLE.fullmatch(before[0])
        else:
            broken, sound = False, low == free
        if broken or sound:
            name = text[low + word.start() : colon]
            # Captions break a line anywhere: only a capital tells a name at its beginning.
            if _is_name(name) and (sound or _is_cased(name)):
                return Span(low + word.start(), _skip(text, colon + 1, end)), name
            return None
    return None


def _is_name(name: str) -> bool:
    """Tell whether ``name`` can be a speaker's: one to four words, none of them a plain word."""
    if not _NAME.fullmatch(name):
        return False
    written = re.split(r"[ \xa0]", name)
    if any(word.endswith(".") and not _DOTTED.fullmatch(word) for word in written):
        return False
    words = [word.strip(".'’") for word in written]
    if len(words) > 3 and not _TITLE.fullmatch(words[0] + ".") and name.islower():
        return False
    return not any(word.lower().partition("'")[0].partition("’")[0] in _NO_NAME for word in words)


def _is_cased(name: str) -> bool:
    """Tell whether each word of a name begins with a capital, ``van`` and its like aside."""
    words = [word for word in re.split(r"[ \xa0]", name) if word[:1].isalpha()]
    # What counts as a letter here may be none to isalpha: ½, Ⅳ.
    return (
        bool(words)
        and words[0][0].isupper()
        and all(word[0].isupper() or word in _LOWER_PARTS for word in words)
    )


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at] in _SPACE:
        at += 1
    return at
