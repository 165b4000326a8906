"""What an import says: annotations that still have to find their source.

Knows no format and no source of this run. Whatever a file does not say is None.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from nkreader.importers.guards.limits import MOST_ANNOTATIONS
from nkreader.importers.guards.place import Place
from nkreader.model.annotation import Certainty, Label, Link, Status
from nkreader.model.errors import NkreaderError
from nkreader.model.fields import is_id, wrong
from nkreader.model.record import LABELS
from nkreader.model.span import Span

_MOMENTS = ("created", "modified", "said_at")
# ISO 8601, from a year to an instant, as the schema of the native format has it.
_MOMENT = re.compile(
    r"\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?)?)?)?",
    re.ASCII,
)


class IncomingSource(Struct, frozen=True):
    """What a file says of a source; ``key`` is what the file's annotations call it.

    ``text`` is what their spans count in, where the file carries it: all of the source or a
    part, with its line ends or others. Without it they count in the source as it is. ``path``
    is compared with the names of sources and never opened.
    """

    key: str
    sha256: str | None = None
    path: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    shape: str | None = None
    length: int | None = None
    text: str | None = None


class IncomingAnnotation(Struct, frozen=True):
    """An annotation as a file tells it.

    ``key`` is what links of the file call it, ``id`` the id that it had in nkreader, or that
    ``derived_id`` makes of its name elsewhere; where a format has neither, one is made of
    what the annotation says. ``source`` is the key of a source. Of ``span`` and ``quote``
    one may be missing. A link's target is a key of the file, or an id.
    """

    key: str
    source: str
    label: Label
    place: Place
    span: Span | None = None
    quote: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    id: str | None = None
    text: str | None = None
    section: str | None = None
    speaker: str | None = None
    via: str | None = None
    outlet: str | None = None
    about: str | None = None
    certainty: Certainty | None = None
    note: str | None = None
    tags: tuple[str, ...] | None = None
    status: Status | None = None
    links: tuple[Link, ...] = ()
    said_at: str | None = None
    annotator: str | None = None
    created: str | None = None
    modified: str | None = None


class Incoming(Struct, frozen=True):
    """All that an import says. Make it with :func:`incoming`, which checks it."""

    sources: tuple[IncomingSource, ...]
    annotations: tuple[IncomingAnnotation, ...]


def incoming(
    sources: Iterable[IncomingSource], annotations: Iterable[IncomingAnnotation], place: Place
) -> Incoming:
    """Return what an import says, checked as far as the import alone tells.

    Raises IncomingError for a span outside its text, a quote that is not at its span, a source
    or a link's target that is not there, a key that stands for two annotations.
    """
    by_key: dict[str, IncomingSource] = {}
    for source in sources:
        if by_key.setdefault(source.key, source) != source:
            raise place.fault(f"two sources have the id {source.key!r}")
    kept = tuple(_each_once(annotations, place))
    keys = {each.key for each in kept}
    for each in kept:
        with each.place.told():
            _check(each, by_key, keys)
    return Incoming(tuple(by_key.values()), kept)


def label_named(word: str) -> Label:
    """Return the label of a name, in any case; raise NkreaderError where there is none."""
    label = LABELS.get(word.strip().lower())
    if label is None:
        raise NkreaderError(f"the label {word[:80]!r} is none of {', '.join(LABELS)}")
    return label


def derived_id(*facts: object) -> str:
    """Return an id that the same facts have always."""
    told = "\0".join(repr(fact) for fact in facts)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _each_once(
    annotations: Iterable[IncomingAnnotation], place: Place
) -> Iterator[IncomingAnnotation]:
    known: dict[str, IncomingAnnotation] = {}
    for count, each in enumerate(annotations, start=1):
        if count > MOST_ANNOTATIONS:
            raise place.fault(f"there are more than {MOST_ANNOTATIONS} annotations")
        before = known.setdefault(each.key, each)
        if before is each:
            yield each
        elif not _says_the_same(before, each):
            raise each.place.fault(
                f"the id {each.key!r} is that of another annotation too ({before.place.record})"
            )


def _says_the_same(one: IncomingAnnotation, other: IncomingAnnotation) -> bool:
    return all(
        getattr(one, name) == getattr(other, name)
        for name in IncomingAnnotation.__struct_fields__
        if name != "place"
    )


def _check(each: IncomingAnnotation, sources: dict[str, IncomingSource], keys: set[str]) -> None:
    if each.source not in sources:
        raise NkreaderError(f"the source {each.source!r} is not in the import")
    for link in each.links:
        if link.target not in keys and not is_id(link.target):
            raise NkreaderError(f"a link leads to {link.target!r}, which is not in the import")
    if each.id is not None and not is_id(each.id):
        raise NkreaderError(f"{each.id[:80]!r} is not an id")
    for name in _MOMENTS:
        moment = getattr(each, name)
        if moment is not None and not _MOMENT.fullmatch(moment):
            raise wrong(name, "is no date or instant of ISO 8601")
    _check_span(each, sources[each.source])


def _check_span(each: IncomingAnnotation, source: IncomingSource) -> None:
    span, quote = each.span, each.quote
    if span is None:
        if not quote:
            raise NkreaderError("there is neither a span nor a quote")
        return
    length = source.length if source.text is None else len(source.text)
    if not 0 <= span.start < span.end:
        raise NkreaderError(f"the span {span.start}:{span.end} ends before or where it starts")
    if length is not None and span.end > length:
        raise NkreaderError(
            f"the span {span.start}:{span.end} leaves the text, which ends at {length}"
        )
    if quote is not None and len(quote) != span.end - span.start:
        raise NkreaderError(
            f"the quote has {len(quote)} characters, the span {span.start}:{span.end} has others"
        )
    if quote is not None and source.text is not None and span.of(source.text) != quote:
        raise NkreaderError(f"the quote is not what stands at {span.start}:{span.end}")
