"""What a place in a source tells of a passage: who speaks, when, where it appeared.

Proposals for a person to accept: better none than a wild guess.
"""

from bisect import bisect_right
from collections.abc import Sequence
from urllib.parse import urlsplit

from msgspec import Struct

from nkreader.analysis.attributing.floor import floor_at, turn_at
from nkreader.analysis.attributing.passage import Passage
from nkreader.analysis.attributing.phrases import Phrase, PhraseKind
from nkreader.analysis.attributing.reporting import Report
from nkreader.model.entity import Mention
from nkreader.model.source import Section, Source
from nkreader.model.span import Span


class Attributed(Struct, frozen=True):
    """Who says a passage, and who reports that: names of entities, or words of the text."""

    speaker: str | None = None
    via: str | None = None


def attributed(
    source: Source,
    prose: str,
    span: Span,
    mentions: Sequence[Mention],
    sentences: Sequence[Span],
) -> Attributed:
    """Propose who says the passage and who reports it.

    Who is said in the passage's own sentence to say it, reported by who else is said there
    to report it, or by whoever holds the floor; else whoever holds the floor; else, of a
    quotation, who is said beside it to say it. ``prose`` is the source's, ``mentions`` are
    the ones near the passage and, of a conversation, in its opening, ``sentences`` those near
    the passage, all in text order.
    """
    section = section_at(source, span.start)
    floor = floor_at(source, prose, span, section, mentions, sentences)
    turn = turn_at(source, span.start)
    within = section.span if section else Span(0, len(prose))
    passage = Passage(prose, span, mentions, sentences, within=within)
    pronouns = False
    for report in passage.reports():
        speaker: Phrase | None = report.speaker
        if report.speaker.kind is PhraseKind.PRONOUN:
            pronouns = True
            speaker = None if turn else passage.meant_by(report.speaker)
        if speaker is not None:
            return _attributed(passage, Report(speaker, report.via), floor)
    if pronouns and turn is None and floor is not None:
        return Attributed(None, floor)
    if floor is not None:
        return Attributed(floor)
    beside = None if turn else passage.report_beside()
    return Attributed() if beside is None else _attributed(passage, beside, None)


def _attributed(passage: Passage, report: Report, floor: str | None) -> Attributed:
    """Return both by their names, where they are two."""
    speaker = passage.full_name(report.speaker)
    reporter = report.via
    if reporter is not None and reporter.kind is PhraseKind.PRONOUN:
        reporter = passage.meant_by(reporter)
    via = passage.full_name(reporter) if reporter else floor
    return Attributed(speaker, None if via == speaker else via)


def said_at(source: Source, span: Span) -> str | None:
    """Return the instant, ISO 8601, at which the passage was said or published."""
    timecodes = source.timecodes
    at = bisect_right(timecodes, span.start, key=lambda timecode: timecode.covers.start) - 1
    if at >= 0 and span.start < timecodes[at].covers.end and timecodes[at].at:
        return timecodes[at].at
    section = section_at(source, span.start)
    return (section and section.published) or source.published


def outlet_of(source: Source, span: Span) -> str | None:
    """Return who published the passage: the publisher, else the host of its address."""
    if source.publisher:
        return source.publisher
    section = section_at(source, span.start)
    urls = ((section and section.url) or "", *source.urls)
    hosts = (_host(url) for url in urls)
    return next((host for host in hosts if host), None)


def section_at(source: Source, offset: int) -> Section | None:
    """Return the section that ``offset`` lies in."""
    at = bisect_right(source.sections, offset, key=lambda section: section.span.start) - 1
    return source.sections[at] if at >= 0 and offset < source.sections[at].span.end else None


def _host(url: str) -> str | None:
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
