"""Lines of a stream that anybody may have written: none is held that is too long."""

from collections.abc import Iterator
from typing import BinaryIO

# In bytes. A passage of a whole source is named by its offsets, not by its quote.
LONGEST_LINE = 1 << 20


def bounded_lines(stream: BinaryIO, longest: int = LONGEST_LINE) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank, each with its number, from 1.

    Of one with more than ``longest`` bytes its beginning comes, one byte more than that;
    the rest is read and dropped. The last line need not end.
    """
    number = 0
    while line := stream.readline(longest + 1):
        number += 1
        piece = line
        while len(piece) > longest and not piece.endswith(b"\n"):
            piece = stream.readline(longest + 1)
        if line.strip():
            yield number, line
