"""Handing annotations on: those that a filter asks for, each at its place in today's text."""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from nkreader.analysis.filters import Filter
from nkreader.analysis.verdicts import VerdictsOn
from nkreader.exporters.export import Export, ExportedAnnotation, Lost, placed
from nkreader.loaders.discovery import check_path
from nkreader.model.annotation import AnchorState, Annotation
from nkreader.model.entity import Mention
from nkreader.model.errors import NkreaderError
from nkreader.model.source import SourceRef
from nkreader.model.span import Span
from nkreader.session.anchoring import place
from nkreader.session.annotating.verdict import verdicts_on
from nkreader.session.everybody import by_source
from nkreader.session.library import Entry
from nkreader.session.opened import Opened
from nkreader.session.placed import Placed
from nkreader.session.session import Session
from nkreader.session.tagged import Tagged
from nkreader.session.watch import Watch

EVERYTHING = Filter()

_LINE_END = re.compile(r"[\r\n]")


class Collected(Struct, frozen=True):
    """What was asked for; ``unknown`` are annotations on sources that no database knows."""

    export: Export
    unknown: tuple[Annotation, ...] = ()


def collect(
    session: Session,
    wanted: Filter = EVERYTHING,
    *,
    named: Collection[Path] = (),
    mentions: bool = True,
    watch: Watch[str] = iter,
) -> Collected:
    """Return what ``wanted`` asks for of everybody's annotations in the folder.

    Where paths are ``named``, what is on no source of this run is left out, but not what was
    tagged under them and has lost its file. Raises NkreaderError for a path that is not there
    and under which nothing was ever tagged. Without ``mentions``, which
    take the longest, none are looked for unless the filter needs them. ``watch`` goes
    through the ids of the sources, for whoever wants to see how far it is.
    """
    tagged = Tagged(session)
    _check(named, tagged)
    known = {entry.path for entry in session.library.entries}
    mentions = mentions or bool(wanted.entities)
    cheap = replace(wanted, entities=(), sources=())
    verdicts = partial(verdicts_on, session)
    found: list[ExportedAnnotation] = []
    unknown: list[Annotation] = []
    files: dict[str, Entry] = {}
    for source_id in watch(tagged.by_source):
        group = tagged.by_source[source_id]
        ref = tagged.refs.get(source_id)
        if ref is None:
            unknown += group
            continue
        # Without the costly criteria first: few sources may be left to be opened.
        group = [each for each in group if cheap.matches(each, (), ref, verdicts)]
        entry = tagged.entry(ref) if group else None
        asked_for = not named or (entry is not None and entry.path in known)
        if not group or not (asked_for or tagged.was_named(ref, named)):
            continue
        opened = tagged.opened(ref)
        if opened is not None and entry is not None:
            files[opened.source.id] = entry
        placed_here = _placed(session, opened, group)
        all_here = [_exported(session, each, ref, opened, mentions) for each in placed_here]
        lost = _lost(tagged, ref, opened)
        found += (_with_loss(one, lost) for one in all_here if _matches(wanted, one, ref, verdicts))
    whole = wanted == EVERYTHING and not named
    # Of what is exported anyway, the source may have another name than the one it was tagged by.
    there = {one.source.id for one in found}
    sources = tuple(ref for ref in tagged.refs.values() if whole and ref.id not in there)
    return Collected(
        Export(sources, tuple(found), partial(_text_of, session, files)), tuple(unknown)
    )


def places_of(
    session: Session, tagged: Tagged, annotations: Iterable[Annotation], *, watch: Watch[str] = iter
) -> Export:
    """Return annotations, each at its place; those on sources that nobody knows are left out.

    ``watch`` goes through the ids of their sources.
    """
    groups = by_source(annotations)
    found: list[ExportedAnnotation] = []
    for source_id in watch(groups):
        ref = tagged.refs.get(source_id)
        if ref is not None:
            opened = tagged.opened(ref)
            lost = _lost(tagged, ref, opened)
            here = _placed(session, opened, groups[source_id])
            found += (
                _with_loss(_exported(session, each, ref, opened, False), lost) for each in here
            )
    return Export(annotations=tuple(found))


def exported(
    session: Session, annotation: Annotation, ref: SourceRef, opened: Opened | None
) -> ExportedAnnotation:
    """Return an annotation at its place; ``opened`` is today's file of its source."""
    (each,) = _placed(session, opened, [annotation])
    return _exported(session, each, ref, opened, mentions=True)


def _text_of(session: Session, files: Mapping[str, Entry], ref: SourceRef) -> str | None:
    """Return the text of a version: of its file while that is the same, else what was kept."""
    entry = files.get(ref.id)
    if entry is not None:
        try:
            source = session.library.load(entry)
        except NkreaderError:
            source = None
        if source is not None and source.sha256 == ref.sha256:
            return source.text
    return session.store.text_of(ref)


def _check(named: Iterable[Path], tagged: Tagged) -> None:
    for path in named:
        if not os.path.lexists(path) and not any(
            tagged.was_named(ref, [path]) for ref in tagged.refs.values()
        ):
            check_path(path)


def _lost(tagged: Tagged, ref: SourceRef, opened: Opened | None) -> Lost:
    """Return what an orphan has lost where ``opened`` is what its source is today."""
    if opened is not None:
        return Lost.PASSAGE
    return Lost.FILE if tagged.is_gone(ref) else Lost.UNREADABLE


def _with_loss(one: ExportedAnnotation, lost: Lost) -> ExportedAnnotation:
    return replace(one, lost=lost) if one.anchor is AnchorState.ORPHAN else one


def _placed(
    session: Session, opened: Opened | None, annotations: Sequence[Annotation]
) -> list[Placed]:
    if opened is None:
        return [Placed(each, AnchorState.ORPHAN, None) for each in annotations]
    return place(session, opened.source, annotations)


def _exported(
    session: Session, each: Placed, ref: SourceRef, opened: Opened | None, mentions: bool
) -> ExportedAnnotation:
    """Return what is exported; where the quote stands nowhere, mentions are those in it alone."""
    annotation, span = each.annotation, each.span
    today = opened.ref if opened else None
    text = opened.source.text if opened else ""
    one = placed(annotation, each.state, span, tagged=ref, today=today, text=text)
    if not mentions:
        return one
    if opened is not None and span is not None and one.source == today:
        return replace(one, mentions=opened.mentions_inside(span))
    return replace(one, mentions=tuple(_in_quote(session, annotation)))


def _matches(wanted: Filter, one: ExportedAnnotation, ref: SourceRef, verdicts: VerdictsOn) -> bool:
    names = {mention.entity.name for mention in one.mentions}
    return any(wanted.matches(one.annotation, names, each, verdicts) for each in {ref, one.source})


def _in_quote(session: Session, annotation: Annotation) -> Iterator[Mention]:
    prose = _LINE_END.sub(" ", annotation.quote)
    for mention in session.matcher.find(prose):
        start, end = mention.span
        yield Mention(Span(annotation.start + start, annotation.start + end), mention.entity)
