"""Lines and paragraphs of a text as spans; a line ends with LF, CRLF or CR only."""

from collections.abc import Iterator

from nkreader.model.span import Span
from nkreader.text.line_ends import LINE_END
from nkreader.text.regex import regex

BLANK_LINE = regex(r"(?>\r\n|\n|\r)[ \t\xa0]*(?:\r\n|\n|\r)")

# From its first visible character: so no run of white space is looked at twice.
_INKED = regex(r"\S[^\r\n]*")


def inked_lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the lines between two offsets that are not blank, without white space at their ends."""
    for match in _INKED.finditer(text, start, len(text) if end is None else end):
        yield Span(match.start(), match.start() + len(match[0].rstrip()))


def paragraphs(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[Span, ...]]:
    """Yield each run of lines that no blank line breaks, the lines trimmed."""
    block: list[Span] = []
    for line in inked_lines(text, start, end):
        if block and blank_line_between(text, block[-1].end, line.start):
            yield tuple(block)
            block = []
        block.append(line)
    if block:
        yield tuple(block)


def blank_line_between(text: str, start: int, end: int) -> bool:
    """Tell whether the white space between two offsets holds more than one line end."""
    first = LINE_END.search(text, start, end)
    return bool(first and LINE_END.search(text, first.end(), end))
