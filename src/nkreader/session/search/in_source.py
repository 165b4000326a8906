"""Searching in a source: in its prose, and in the names of those who speak there."""

from collections.abc import Iterable, Iterator

from nkreader.analysis.dates import Dates
from nkreader.analysis.filters import is_named, is_source
from nkreader.model.source import Source, Turn
from nkreader.model.span import Span
from nkreader.session.search.hit import Field, Hit, around
from nkreader.session.search.shelf import Readable
from nkreader.session.search.sought import Sought
from nkreader.text.spaces import trimmed
from nkreader.text.terms import fold_lines, places, stretch, together


def in_source(text: Readable, path: str, sought: Sought) -> Iterator[Hit]:
    """Yield the places in a source, in order; first who speaks there, if asked for."""
    query = sought.query
    if query.of_annotations or not _is_wanted(text.source, path, query.wanted.sources):
        return
    yield from _speakers(text, path, sought)
    if not sought.term_count:
        return
    source = text.source
    line, counted = 1, 0
    for marks in together(list(_places(text, sought)), text.prose):
        span = stretch(marks)
        if _is_said(source, span, sought):
            line += _line_ends(source.text, counted, span.start)
            counted = span.start
            before, after = around(text.prose, span)
            quote = span.of(source.text)
            yield Hit(path, source.id, span, quote, before, after, marks, line=line)


def _places(text: Readable, sought: Sought) -> Iterator[Iterable[Span]]:
    for term in sought.query.terms:
        yield places(text.folded, term)
    if sought.names:
        yield text.mentions(sought)


def _speakers(text: Readable, path: str, sought: Sought) -> Iterator[Hit]:
    """Yield where those begin to speak for the first time whose name is searched for."""
    query, source = sought.query, text.source
    if bool(query.wanted.speakers) == bool(sought.term_count) or sought.names:
        return
    told: set[str] = set()
    for turn in source.turns:
        name = turn.speaker or ""
        if name in told or not name:
            continue
        told.add(name)
        if query.wanted.speakers:
            fits = is_named((name,), query.wanted.speakers)
        else:
            fits = all(any(places(fold_lines(name), term)) for term in query.terms)
        if fits and _is_dated(source, turn.mark, query.wanted.said):
            yield _speaker(text, path, turn)


def _speaker(text: Readable, path: str, turn: Turn) -> Hit:
    source, span = text.source, trimmed(text.source.text, *turn.mark)
    _, after = around(text.prose, turn.mark)
    line = _line_ends(source.text, 0, span.start) + 1
    quote = span.of(source.text)
    return Hit(path, source.id, span, quote, "", after, (span,), Field.SPEAKER, line)


def _is_wanted(source: Source, path: str, wanted: tuple[str, ...]) -> bool:
    if not wanted:
        return True
    ref = source.ref(path)
    return any(is_source(one, ref) for one in wanted)


def _is_said(source: Source, span: Span, sought: Sought) -> bool:
    """Tell whether a place was said by whom, and when, it is asked for."""
    wanted = sought.query.wanted
    if wanted.speakers:
        from nkreader.analysis.attributing.floor import turn_at

        turn = turn_at(source, span.start)
        if turn is None or span.end > turn.span.end:
            return False
        if not is_named((turn.speaker or "",), wanted.speakers):
            return False
    return _is_dated(source, span, wanted.said)


def _is_dated(source: Source, span: Span, said: Dates | None) -> bool:
    if said is None:
        return True
    from nkreader.analysis.attributing.attribution import said_at

    return said.hold(said_at(source, span))


def _line_ends(text: str, start: int, end: int) -> int:
    pairs = text.count("\r\n", start, end)
    return text.count("\n", start, end) + text.count("\r", start, end) - pairs
