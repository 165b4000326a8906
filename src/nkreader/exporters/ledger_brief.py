"""A brief on claims to read: each with its quotes, numbered, and where they stand.

A quote has one number in the whole brief; where it answers a second claim, that claim
refers to it. Everything that comes from a source or an annotator goes through ``markup``.
"""

from collections.abc import Iterator, Sequence

from nkreader.exporters.brief import glimpse, whereabouts
from nkreader.exporters.export import ExportedAnnotation
from nkreader.exporters.markup import code, plain
from nkreader.exporters.statements import Quotes
from nkreader.model.annotation import Annotation
from nkreader.model.statement import Answer, Statement
from nkreader.text.counted import counted


def ledger_brief(
    statements: Sequence[Statement], quotes: Quotes, *, noun: str = "claim"
) -> Iterator[str]:
    """Yield the brief, a heading or a quote at a time; ``noun`` is what a statement is here."""
    brief = _Brief(quotes)
    yield f"# {noun.capitalize()}s\n\n{counted(len(statements), noun)}.\n"
    for number, statement in enumerate(statements, start=1):
        yield f"\n## {number}. {plain(statement.about)}\n"
        for each in statement.said:
            yield brief.entry(each, each.label.capitalize())
        for answer in statement.answers:
            yield brief.entry(answer.annotation, brief.answering(answer), answer.depth)


class _Brief:
    """The numbers that quotes have been given so far."""

    def __init__(self, quotes: Quotes) -> None:
        self._quotes = quotes
        self._numbers: dict[str, int] = {}

    def answering(self, answer: Answer) -> str:
        """Return how an answer answers what."""
        return f"{answer.relation.capitalize()} {self._link(answer.target)}"

    def entry(self, annotation: Annotation, head: str, depth: int = 0) -> str:
        """Return a quote in full, or where it is one already, its number and a glimpse of it."""
        told = [head, *self._facts(annotation)]
        words = annotation.text or annotation.quote
        if annotation.id in self._numbers:
            told.append(f"“{plain(glimpse(words))}”, above")
            return f"\n**{self._link(annotation.id)}** {' · '.join(told)}\n"
        number = self._numbers[annotation.id] = len(self._numbers) + 1
        place = " · ".join(_place(self._quotes.places[annotation.id]))
        anchor = f'<a id="q{number}"></a>**\\[{number}\\]** '
        return f"\n{anchor}{' · '.join(told)}\n\n> {plain(words)}\n\n{place}\n"

    def _link(self, annotation_id: str) -> str:
        number = self._numbers[annotation_id]
        return f"[\\[{number}\\]](#q{number})"

    def _facts(self, annotation: Annotation) -> Iterator[str]:
        who = plain(annotation.speaker) if annotation.speaker else "nobody named"
        yield who + (f", via {plain(annotation.via)}" if annotation.via else "")
        yield plain(self._quotes.dates[annotation.id] or "no date")


def _place(one: ExportedAnnotation) -> Iterator[str]:
    source, section = one.source, one.annotation.section
    section = section if section != source.title else None
    known = (source.title, section, source.publisher, source.published)
    yield from (plain(fact) for fact in known if fact)
    yield code(source.path)
    if source.url:
        yield plain(source.url)
    yield whereabouts(one)
