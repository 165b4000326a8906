"""News articles: a headline, paragraphs, and what stands between them."""

from collections.abc import Sequence
from itertools import islice

from nkreader.loaders.lines import paragraphs
from nkreader.loaders.masthead import closing_publisher, front_matter, masthead
from nkreader.loaders.news import besides
from nkreader.loaders.parts import Parts, undivided
from nkreader.model.source import Shape
from nkreader.model.span import Span
from nkreader.text.regex import regex
from nkreader.text.spaces import one_spaced

_HASHES = regex(r"#[ \t]+")
_HEADLINE_LENGTH = range(12, 300)
_HEADLINE_WORDS = range(3, 45)
# Prose runs at least so long and ends like a sentence.
_PROSE_LENGTH = 60
_PROSE_END = regex(r"[.?!…:][\"'”’“»)\]]*$|[”“»]$")
_LOOKED_AT = 60


def read(text: str) -> Parts | None:
    """Return the parts of an article; None for a text without a headline over prose."""
    front, top = front_matter(text)
    first = list(islice(paragraphs(text, top), _LOOKED_AT))
    headline = _headline(text, first)
    if not headline:
        return None
    written = Span(headline.start, headline.end)
    hashes = _HASHES.match(text, *headline)
    if hashes:
        written = Span(hashes.end(), headline.end)
    named = masthead(text, headline.end)
    closing = closing_publisher(text, headline.end)
    found = besides(text, headline.end, len(text))
    return undivided(
        text,
        Shape.ARTICLE,
        title=front.title or one_spaced(written.of(text)),
        publisher=front.publisher or named.publisher or (closing[0] if closing else None),
        published=front.published or named.published,
        url=front.url or named.url,
        boilerplate=(
            *front.lines,
            *named.lines,
            *found.boilerplate,
            *((closing[1],) if closing else ()),
            Span(headline.start, written.start),
        ),
        standalone=(written, *found.standalone),
    )


def _headline(text: str, first: Sequence[tuple[Span, ...]]) -> Span | None:
    """Return the line that is a headline: short, not a sentence, prose beneath it."""
    if not first:
        return None
    line = first[0][0]
    written = line.of(text)
    if (
        len(written) not in _HEADLINE_LENGTH
        or len(written.split()) not in _HEADLINE_WORDS
        or written[-1] in ".,;:"
        or not written.lstrip("#“‘\"'¿¡ ")[:1].isalnum()
    ):
        return None
    if len(first) > 2 and len(first[0]) == 1:
        blocks = [Span(block[0].start, block[-1].end) for block in first[1:]]
    else:
        # No blank lines: every line is a paragraph.
        blocks = [line for block in first for line in block][1:]
    prose = [block for block in blocks if _is_prose(block.of(text))]
    inked = sum(end - start for start, end in blocks)
    enough = len(prose) >= 2 and 2 * sum(end - start for start, end in prose) >= inked
    return line if enough else None


def _is_prose(block: str) -> bool:
    return len(block) >= _PROSE_LENGTH and bool(_PROSE_END.search(block)) and " " in block
