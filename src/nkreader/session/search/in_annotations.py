"""Searching in what annotators have written, and in the passages that they tagged."""

from collections.abc import Callable, Collection, Iterator

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


class Written:
    """What annotators have written, folded when it is first searched."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._folded: dict[str, tuple[Annotation, tuple[tuple[Field, str, str], ...]]] = {}

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
        if not is_asked_for(annotation, ref, sought):
            return
        passage = annotation.text or annotation.quote
        if not sought.term_count:
            whole = (Span(0, len(passage)),)
            yield hit_in(passage, whole, ref.path, ref.id, Field.PASSAGE, annotation.id)
            return
        for field, text, folded in self._fields(annotation):
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

    def _fields(self, annotation: Annotation) -> tuple[tuple[Field, str, str], ...]:
        known = self._folded.get(annotation.id)
        if known is None or known[0] is not annotation:
            passage = (Field.PASSAGE, annotation.text or annotation.quote)
            written = ((field, read(annotation) or "") for field, read in _WRITTEN)
            said = ((field, text) for field, text in (passage, *written) if text)
            fields = tuple((field, text, fold_lines(text)) for field, text in said)
            known = self._folded[annotation.id] = (annotation, fields)
        return known[1]


def is_asked_for(annotation: Annotation, ref: SourceRef, sought: Sought) -> bool:
    """Tell whether a search lets an annotation count, whatever is written in it."""
    # Names are a term here: their place is to be shown.
    wanted = sought.wanted_but_names
    return wanted.matches(annotation, (), ref)


def _asks_for_passages(sought: Sought) -> bool:
    return sought.query.of_annotations or bool(sought.query.wanted.speakers)


def _mentions(text: str, folded: str, sought: Sought) -> Iterator[Span]:
    if any(all(word in folded for word in words) for words in sought.spellings):
        yield from sought.mentions(text, folded)
