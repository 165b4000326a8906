"""An annotation of an import at its place: found in today's text, or kept as it was told."""

from msgspec import Struct
from msgspec.structs import replace

from nkreader.importers.incoming import IncomingAnnotation
from nkreader.model.annotation import Annotation, Status
from nkreader.model.source import SourceRef
from nkreader.model.span import Span
from nkreader.session.annotating.annotate import on_passage
from nkreader.session.importing.homes import Home, Homes
from nkreader.session.importing.told import Told
from nkreader.session.opened import Opened
from nkreader.text.spaces import one_spaced
from nkreader.text.spreadsheet import steerless


class Arrived(Struct, frozen=True):
    """An annotation, which has no id and no links yet, and the source that it is on now.

    ``is_lost``: its passage was not found, and it stands as it was told.
    """

    annotation: Annotation
    ref: SourceRef
    is_lost: bool = False


class Arrivals:
    """What turns the annotations of an import, source by source, into one's own."""

    def __init__(self, homes: Homes, *, annotator: str, now: str) -> None:
        """Take who imports, and when; what an import does not say is theirs, and now."""
        self._homes = homes
        self._annotator = annotator
        self._now = now

    def arrive(self, told: Told, home: Home, each: IncomingAnnotation) -> Arrived:
        """Return an annotation at its place in its home.

        Raises IncomingError where neither a text nor a quote tells which passage it is.
        """
        bare = self._bare(told, each)
        opened = home.opened
        span = self._span(told, home, each) if opened and not home.is_version else None
        if opened is None or span is None:
            if not bare.quote:
                raise each.place.fault(
                    "it has a span and no quote, and its source was not found: name it after FILE"
                )
            return Arrived(bare, told.ref, is_lost=not home.is_version)
        if home.is_same and each.text is not None and span.of(opened.source.text) == bare.quote:
            return Arrived(_at(bare, told.ref, span), told.ref)
        ref = told.ref if home.is_same else opened.ref
        return Arrived(_as_told(on_passage(opened, span, bare), each, home), ref)

    def _span(self, told: Told, home: Home, each: IncomingAnnotation) -> Span | None:
        opened = home.opened
        if opened is None:
            return None
        if each.span and told.source.text == opened.source.text:
            return each.span
        if told.feeds and each.span and home.shift is not None:
            feeds, here = self._homes.feeds(opened), told.feeds.here
            return Span(*(feeds.there(here(at) + home.shift) for at in each.span))
        if not told.feeds and each.span and _stands(each, opened, home):
            return each.span
        return self._homes.place(told, each, opened)

    def _bare(self, told: Told, each: IncomingAnnotation) -> Annotation:
        """Return an annotation as it is told, without what only its place can tell."""
        passage = told.passage(each, line_feeds=False)
        created = each.created or each.modified or self._now
        return Annotation(
            id="",
            source=told.ref.id,
            start=passage.start,
            end=passage.end,
            quote=passage.quote,
            label=each.label,
            annotator=each.annotator or self._annotator,
            created=created,
            modified=each.modified or created,
            prefix=passage.prefix if each.prefix is None else each.prefix,
            suffix=passage.suffix if each.suffix is None else each.suffix,
            text=one_spaced(passage.quote) if each.text is None else each.text,
            section=each.section,
            speaker=each.speaker,
            via=each.via,
            outlet=each.outlet,
            about=each.about,
            certainty=each.certainty,
            note=each.note,
            tags=each.tags or (),
            status=each.status or Status.ACCEPTED,
            said_at=each.said_at,
        )


def _stands(each: IncomingAnnotation, opened: Opened, home: Home) -> bool:
    """Tell whether a span is where its quote is; one without a quote must be taken at its word."""
    span, text = each.span, opened.source.text
    if span is None or span.end > len(text):
        return False
    if each.quote is None:
        return True
    if not home.is_same:
        return False
    here = span.of(text)
    return here == each.quote or steerless(here) == each.quote


def _at(annotation: Annotation, ref: SourceRef, span: Span) -> Annotation:
    return replace(annotation, source=ref.id, start=span.start, end=span.end)


def _as_told(found: Annotation, each: IncomingAnnotation, home: Home) -> Annotation:
    """Return an annotation at its place, with what the import knows better than the place."""
    found = replace(found, said_at=each.said_at or found.said_at)
    if home.is_same:
        found = replace(found, text=each.text or found.text, section=each.section or found.section)
    return found
