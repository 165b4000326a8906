"""Prodigy's JSONL, which spaCy's users have scripts for: a source a line, with tokens and spans.

Offsets are code points. Tokens are made here, so that an edge of a token stands at each edge
of a span; together with the spaces after them they are the whole text. ``token_end`` is the
last token of a span, inclusive. What there is no field for is in a span's ``nkreader``.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from nkreader.exporters.export import Export, ExportedAnnotation
from nkreader.exporters.native import details, dumps, listed
from nkreader.exporters.tagged_text import TaggedText, lost_by_text, mentions_lost, tagged_texts
from nkreader.model.record import source_to_record

_PIECE = re.compile(r"\w+|\s+|[^\w\s]")

# Prodigy adds fields of its own behind ours when it gives back what was annotated there.
MARK = re.compile(
    rb'\{"text": "[^\n]*\], "meta": \{"source": [^\n]*, "nkreader": '
    rb'\{"id": "[^\n]*, "url": (?:null|"(?:[^"\\\n]|\\.)*")\}\}\n'
)


class Tokens(Struct, frozen=True):
    """Where tokens start and end, and whether one space stands after each."""

    starts: list[int]
    ends: list[int]
    spaced: list[bool]

    def first(self, start: int) -> int:
        """Return the number of the token that starts there."""
        return bisect_left(self.starts, start)

    def last(self, end: int) -> int:
        """Return the number of the token that ends there."""
        return bisect_left(self.ends, end)


def lines(export: Export) -> Iterator[str]:
    """Yield one line for each source, in pieces."""
    for tagged in tagged_texts(export):
        yield from _line(tagged)


def losses(export: Export) -> Counter[str]:
    """Count what a line has no place for."""
    return lost_by_text(export) + mentions_lost(export)


def tokens(text: str, starts: set[int], ends: set[int]) -> Tokens:
    """Return the tokens of a text; one starts at each of ``starts``, one ends at each of ``ends``.

    A single space is no token of its own unless a span begins or ends with it.
    """
    found = Tokens([], [], [])
    for start, end in _cut(text, sorted(starts | ends)):
        after = found.ends and found.ends[-1] == start and not found.spaced[-1]
        is_space = end - start == 1 and text[start] == " "
        if is_space and after and start not in starts and end not in ends:
            found.spaced[-1] = True
            continue
        found.starts.append(start)
        found.ends.append(end)
        found.spaced.append(False)
    return found


def _cut(text: str, edges: list[int]) -> Iterator[tuple[int, int]]:
    """Yield where the pieces of a text start and end, cut at all edges."""
    at = 0
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        while at < len(edges) and edges[at] <= start:
            at += 1
        while at < len(edges) and edges[at] < end:
            yield from _spaces(text, start, edges[at])
            start = edges[at]
            at += 1
        yield from _spaces(text, start, end)


def _spaces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a stretch; a space before other white space on its own, as spaCy has it."""
    if end - start > 1 and text[start] == " ":
        yield start, start + 1
        start += 1
    yield start, end


def _line(tagged: TaggedText) -> Iterator[str]:
    spans = [one.span for one in tagged.annotations]
    cut = tokens(tagged.text, {span.start for span in spans}, {span.end for span in spans})
    yield f'{{"text": {dumps(tagged.text)}, "tokens": ['
    yield from listed(
        {"text": tagged.text[start:end], "start": start, "end": end, "id": number, "ws": spaced}
        for number, (start, end, spaced) in enumerate(
            zip(cut.starts, cut.ends, cut.spaced, strict=True)
        )
    )
    yield '], "spans": ['
    yield from listed(_place(one, cut) | {"nkreader": details(one)} for one in tagged.annotations)
    yield '], "relations": ['
    by_id = {one.annotation.id: one for one in tagged.annotations}
    yield from listed(
        {
            "head": cut.last(one.span.end),
            "child": cut.last(by_id[link.target].span.end),
            "head_span": _place(one, cut) | {"id": one.annotation.id},
            "child_span": _place(by_id[link.target], cut) | {"id": link.target},
            "label": link.relation.value,
        }
        for one, link in tagged.links
    )
    source = tagged.source
    meta = {"source": source.title or source.path}
    yield f'], "meta": {dumps(meta)}, "nkreader": {dumps(source_to_record(source))}}}\n'


def _place(one: ExportedAnnotation, cut: Tokens) -> dict[str, object]:
    return {
        "start": one.span.start,
        "end": one.span.end,
        "token_start": cut.first(one.span.start),
        "token_end": cut.last(one.span.end),
        "label": one.annotation.label.value,
    }
