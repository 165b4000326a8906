"""The lines of a file that are under its seal, found when they are asked for."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from nkreader.store.rows.line import HEAD, Head, parted
from nkreader.store.rows.seal import Sealed
from nkreader.text.regex import regex

_BREAK = regex(rb"\n")

# How many lines are looked at in one go, which nothing else can interrupt.
_AT_ONCE = 500


class Index:
    """The numbers of lines by key, id and source; ``starts`` is where each begins, then the end."""

    def __init__(self, starts: list[int], heads: list[Head]) -> None:
        """Take what each line begins with: its key, id and source."""
        self.starts = starts
        self.keys = {head[0].decode(): number for number, head in enumerate(heads)}
        self._ids = {head[1]: number for number, head in enumerate(heads)}
        self._heads = heads
        self.has_doubles = len(self._ids) < len(heads) or len(self.keys) < len(heads)
        """Whether two lines have one key or one id, which none have that were written here."""

    def numbers_of(self, identity: str) -> tuple[int, ...]:
        """Return the number of the line with an id, none where there is none."""
        number = self._ids.get(_encoded(identity))
        return () if number is None else (number,)

    def numbers_on(self, source: str) -> Sequence[int]:
        """Return the numbers of the lines on a source."""
        return self._sources.get(_encoded(source), ())

    @cached_property
    def _sources(self) -> dict[bytes, list[int]]:
        found: dict[bytes, list[int]] = {}
        for number, (_, _, source) in enumerate(self._heads):
            found.setdefault(source, []).append(number)
        return found


class SealedLines:
    """The sealed lines of a file, each with the break before it."""

    def __init__(self, raw: bytes, sealed: Sealed) -> None:
        """Take a whole file, and where in it they stand."""
        self.count = sealed.rows
        self._raw = raw
        self._start = sealed.start
        self._end = sealed.end
        self._places = sealed.places

    @cached_property
    def index(self) -> Index:
        """Where each line stands; to find it out takes as long as ten searches."""
        starts = [match.start() for match in _BREAK.finditer(self._raw, self._start, self._end)]
        starts.append(self._end)
        heads: list[Head] = []
        for at in range(0, len(starts) - 1, _AT_ONCE):
            some = starts[at : at + _AT_ONCE + 1]
            found = HEAD.findall(self._raw, some[0], some[-1])
            heads += found if len(found) == len(some) - 1 else map(self._head, some, some[1:])
        return Index(starts, heads)

    @property
    def is_indexed(self) -> bool:
        """Tell whether it is known where each line stands."""
        return "index" in self.__dict__

    def __iter__(self) -> Iterator[bytes]:
        at = self._start
        while at < self._end:
            end = self._end_of_line(at + 1)
            yield self._raw[at:end]
            at = end

    def __getitem__(self, number: int) -> bytes:
        """Return a line by its number."""
        starts = self.index.starts
        return self._raw[starts[number] : starts[number + 1]]

    def on(self, source: str) -> Iterator[memoryview] | None:
        """Return the lines on a source; None where they are to be looked for."""
        if self._places is None:
            return None
        places, raw = self._places.get(source, ()), memoryview(self._raw)[self._start : self._end]
        return (raw[start:end] for start, end in places)

    def saying(self, words: bytes) -> Iterator[bytes]:
        """Yield the lines in which ``words`` stand, without the index."""
        raw = self._raw
        at = raw.find(words, self._start, self._end)
        while at >= 0:
            end = self._end_of_line(at)
            yield raw[raw.rfind(b"\n", 0, at) : end]
            at = raw.find(words, end, self._end)

    def _end_of_line(self, at: int) -> int:
        found = self._raw.find(b"\n", at, self._end)
        return found if found >= 0 else self._end

    def _head(self, at: int, end: int) -> Head:
        """Return what a line that was not written here tells, nothing where it is silent."""
        key, document = parted(self._raw[at:end])
        said = document if isinstance(document, dict) else {}
        identity, source = str(said.get("id", "")), str(said.get("source", ""))
        return _encoded(key), _encoded(identity), _encoded(source)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
