"""Which sources cannot hold what is searched for: told from their bytes, before they are read.

A source takes a hundred times as long to read as to look through. What a sieve lets pass
may still hold nothing; what it holds back surely does. What cannot be read it refuses, so that
how many cannot does not depend on what is searched for.
"""

import re
from collections import OrderedDict
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from nkreader.loaders.decoding import BinaryError, decode, refuse_binary
from nkreader.loaders.opening import read_bytes
from nkreader.session.search.sought import Need
from nkreader.store.disk.durable import Signature
from nkreader.text.fold import fold

# The text of markup, JSON and subtitles is taken out of the file: it stands there otherwise.
_TAKEN_OUT = re.compile(rb"(?:\xef\xbb\xbf)?\s*+[<{]")
_CUE = b"-->"
# UTF-16 and UTF-32.
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
# Not ASCII, but in lower case they are: the Kelvin sign, and I with a dot.
_ODD = {"k": "\u212a".encode(), "i": "\u0130".encode()}
# Of so many words it is remembered which files lack them.
_WORDS = 64


class Sieve:
    """Looks into files, and remembers what is not in them."""

    def __init__(self, count: int) -> None:
        """Know nothing yet of ``count`` files, which are told apart by their number."""
        self._seen: list[Signature | None] = [None] * count
        self._lacking: OrderedDict[str, bytearray] = OrderedDict()
        self._binary: dict[int, str] = {}

    def passes(self, index: int, path: Path, seen: Signature | None, needs: Iterable[Need]) -> bool:
        """Tell whether a file may hold what is needed; ``seen`` is its signature.

        Raises NkreaderError with the reason for one that cannot be read, whatever is needed.
        """
        if self._seen[index] != seen:
            self._seen[index] = seen
            self._binary.pop(index, None)
            for lacking in self._lacking.values():
                lacking[index] = 0
        if index in self._binary:
            raise BinaryError(self._binary[index])
        file = _Bytes(path)
        try:
            return all(
                any(all(self._may_hold(index, file, word) for word in words) for words in need)
                for need in needs
            )
        except BinaryError as error:
            self._binary[index] = str(error)
            raise

    def _may_hold(self, index: int, file: "_Bytes", word: str) -> bool:
        # What lacks "kim" lacks "kimchi" too: most words are typed letter by letter.
        if any(lacking[index] and known in word for known, lacking in self._lacking.items()):
            return False
        if file.may_hold(word):
            return True
        self._of(word)[index] = 1
        return False

    def _of(self, word: str) -> bytearray:
        lacking = self._lacking.get(word)
        if lacking is None:
            lacking = self._lacking[word] = bytearray(len(self._seen))
            if len(self._lacking) > _WORDS:
                self._lacking.popitem(last=False)
        return lacking


class _Bytes:
    """A file's bytes, read when the first word is looked for."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def may_hold(self, word: str) -> bool:
        if self._data is None:
            return True
        if word.isascii() and not self._data.startswith(_WIDE):
            if word.encode() in self._lower:
                return True
            if not self._is_odd(word):
                return False
        return word in self._folded

    @cached_property
    def _data(self) -> bytes | None:
        """The bytes, None where they are not the text's."""
        data = read_bytes(self._path)
        refuse_binary(data)
        return None if _TAKEN_OUT.match(data) or _CUE in data else data

    def _is_odd(self, word: str) -> bool:
        """Tell whether a word of ASCII may stand there as what is none."""
        data = self._data or b""
        return not data.isascii() and any(
            letter in word and odd in data for letter, odd in _ODD.items()
        )

    @cached_property
    def _lower(self) -> bytes:
        return (self._data or b"").lower()

    @cached_property
    def _folded(self) -> str:
        return fold(decode(self._data or b"").text)
