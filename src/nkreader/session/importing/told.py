"""A source as an import tells of it, and the passages on it as they are looked for."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import PurePosixPath

from msgspec.structs import replace

from nkreader.importers.incoming import IncomingAnnotation, IncomingSource
from nkreader.model.annotation import Annotation, Label
from nkreader.model.errors import NkreaderError
from nkreader.model.source import Shape, SourceRef
from nkreader.model.span import Span
from nkreader.text.anchor import CONTEXT, describe
from nkreader.text.display import one_line
from nkreader.text.line_feeds import LineFeeds

_UNNAMED = "imported"


class Told:
    """A source of an import, and the annotations on it."""

    def __init__(
        self,
        source: IncomingSource,
        on_it: Sequence[IncomingAnnotation],
        known: Mapping[str, SourceRef],
    ) -> None:
        """Take what an import says, and the sources of the annotator's own database by id."""
        self.source = source
        self.on_it = on_it
        # A path that is known already may lead anywhere; one that comes in may not.
        self._is_known = self.facts[:12] in known
        self.ref = known[self.facts[:12]] if self._is_known else self._made(self.facts)
        if self.ref.sha256 != self.facts:
            raise NkreaderError(
                f"nothing was imported: the id of a source, {self.ref.id}, is that of another one "
                f"here ({one_line(self.ref.path)})"
            )

    def is_at(self, today: SourceRef, *, was_gone: bool) -> None:
        """Take in that the source is here: what is not known of it yet is as it is today.

        Of one that is known, so is its path if there ``was`` nothing ``gone`` by now.
        """
        if self._is_known and not was_gone:
            return
        whole = self._is_known or self.source.length is not None
        self.ref = replace(self.ref, path=today.path) if whole else today

    @cached_property
    def facts(self) -> str:
        """What tells the source from others, the same in every import of it."""
        return self.source.sha256 or _sha256(self._identity)

    @property
    def keeps_text(self) -> bool:
        """Whether the import carries the text of the very source that is kept."""
        text = self.source.text
        return text is not None and self.ref.sha256 == _sha256(text)

    @cached_property
    def feeds(self) -> LineFeeds | None:
        """The text that the import carries, None where it carries none."""
        return None if self.source.text is None else LineFeeds(self.source.text)

    def quote(self, each: IncomingAnnotation) -> str:
        """Return the quote of an annotation, "" where the import tells only its span."""
        if each.quote is None and each.span and self.source.text is not None:
            return each.span.of(self.source.text)
        return each.quote or ""

    def passage(self, each: IncomingAnnotation, *, line_feeds: bool) -> Annotation:
        """Return an annotation with what its passage is found by; its quote may be empty.

        With ``line_feeds`` it is looked for in a text that has no other line ends.
        """
        quote, prefix, suffix, span = self.quote(each), each.prefix, each.suffix, each.span
        if span and self.source.text is not None:
            _, prefix, suffix = describe(self.source.text, span)
        prefix, suffix = prefix or "", suffix or ""
        if line_feeds:
            quote, prefix, suffix = (LineFeeds(part).text for part in (quote, prefix, suffix))
            span = Span(*map(self.feeds.here, span)) if span and self.feeds else None
        start = span.start if span else 0
        return _passage(Span(start, start + len(quote)), quote, prefix, suffix)

    @property
    def _identity(self) -> str:
        it = self.source
        return it.text if it.text is not None else f"{it.path}\n{it.url}\n{it.title}"

    def _made(self, sha256: str) -> SourceRef:
        it = self.source
        ends = (each.span.end if each.span else len(each.quote or "") for each in self.on_it)
        length = len(it.text) if it.text is not None else max(ends, default=0)
        return SourceRef(
            id=sha256[:12],
            path=_harmless(it.path or it.url or it.title or _UNNAMED),
            sha256=sha256,
            length=length if it.length is None else it.length,
            shape=it.shape or Shape.PLAIN.value,
            title=it.title,
            publisher=it.publisher,
            published=it.published,
            url=it.url,
        )


def _harmless(path: str) -> str:
    """Return a path that leads nowhere but into the workspace: another one's last part."""
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or "\0" in path:
        return parts.name.replace("\0", "") or _UNNAMED
    return path


def _passage(span: Span, quote: str, prefix: str, suffix: str) -> Annotation:
    return Annotation(
        id="",
        source="",
        start=span.start,
        end=span.end,
        quote=quote,
        label=Label.CLAIM,
        annotator="",
        created="",
        modified="",
        prefix=prefix[-CONTEXT:],
        suffix=suffix[:CONTEXT],
    )


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
