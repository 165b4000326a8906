"""Searching in what annotators have written, and in the passages that they tagged."""

from collections.abc import Callable, Collection, Iterator

from msgspec import Struct

from nkreader.model.annotation import Annotation
from nkreader.model.source import SourceRef
from nkreader.model.span import Span
from nkreader.session.search.hit import Field, Hit, hit_in
from nkreader.session.search.sought import Sought
from nkreader.text.terms import fold_lines, places, together

_WRITTEN: tuple[tuple[Field, Callable[[Annotation], str | None]], ...] = (
    (Field.NOTE, lambda each: each.note),
    (Field.ABOUT, lambda each: each.about),
    (Field.SPEAKER, lambda each: each.speaker),
    (Field.TAGS, lambda each: ", ".join(each.tags)),
)


class _Folded(Struct, frozen=True):
    """The fields of an annotation that say something, each with its text folded too."""

    annotation: Annotation
    fields: tuple[tuple[Field, str, str], ...]
    all: str


class Written:
    """What annotators have written, folded when it is first searched."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._folded: dict[str, _Folded] = {}

    def search(
        self,
        annotation: Annotation,
        ref: SourceRef,
        sought: Sought,
        mentioned: Collection[Span] = (),
    ) -> Iterator[Hit]:
        """Yield the places in an annotation; ``mentioned`` is where its source says the names.

        The passage counts where only annotations are asked for: else its source has it.
        """
        written = self._of(annotation)
        # Most annotations are told by this alone to have nothing.
        if not all(word in written.all for term in sought.query.terms for word in term.words):
            return
        if not is_asked_for(annotation, ref, sought):
            return
        if not sought.term_count:
            passage = annotation.text or annotation.quote
            whole = (Span(0, len(passage)),)
            yield hit_in(passage, whole, ref.path, ref.id, Field.PASSAGE, annotation.id)
            return
        for field, text, folded in written.fields:
            if field is Field.PASSAGE and not _asks_for_passages(sought):
                continue
            found = [[*places(folded, term)] for term in sought.query.terms]
            if sought.names:
                named = [*_mentions(text, folded, sought)]
                if not named and field is Field.PASSAGE and mentioned:
                    named = [Span(0, len(text))]
                found.append(named)
            if all(found):
                for marks in together(found, text, apart=True):
                    yield hit_in(text, marks, ref.path, ref.id, field, annotation.id)

    def _of(self, annotation: Annotation) -> _Folded:
        known = self._folded.get(annotation.id)
        if known is None or known.annotation is not annotation:
            passage = (Field.PASSAGE, annotation.text or annotation.quote)
            said = (passage, *((field, read(annotation) or "") for field, read in _WRITTEN))
            fields = tuple((field, text, fold_lines(text)) for field, text in said if text)
            everything = "\n".join(folded for _, _, folded in fields)
            known = self._folded[annotation.id] = _Folded(annotation, fields, everything)
        return known


def is_asked_for(annotation: Annotation, ref: SourceRef, sought: Sought) -> bool:
    """Tell whether a search lets an annotation count, whatever is written in it."""
    # Names are a term here: their place is to be shown.
    wanted = sought.wanted_but_names
    return wanted.matches(annotation, (), ref, sought.verdicts_on)


def _asks_for_passages(sought: Sought) -> bool:
    return sought.query.of_annotations or bool(sought.query.wanted.speakers)


def _mentions(text: str, folded: str, sought: Sought) -> Iterator[Span]:
    if any(all(word in folded for word in words) for words in sought.spellings):
        yield from sought.mentions(text, folded)
