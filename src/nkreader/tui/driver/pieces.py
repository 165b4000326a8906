"""What a terminal sends, cut into keys, control sequences and pastes.

A keyboard and the terminal itself send on one line: keys, sequences for keys, the mouse,
pastes, and answers to questions that nobody here has asked. A sequence is cut out whole,
so that one that is not known can be dropped whole: its letters are not keys that anybody
pressed. Nothing here knows what a sequence means, or Textual.
"""

from collections.abc import Iterator
from enum import Enum, auto

from msgspec import Struct

from nkreader.text.regex import regex

ESC = "\x1b"
# A paste of more than this is cut; in code points. It is one more than a field takes, so that
# whoever takes it sees that there was more.
LONGEST_PASTE = (1 << 16) + 1
# A sequence of more than this is none; in code points.
_LONGEST = 64
_ENDLESS = "\x1b[" + "0" * _LONGEST
# How long is waited, in seconds: for what may follow Escape, for the rest of a sequence, for
# keys that may turn out to belong to a paste.
ESCAPE_PATIENCE = 0.1
REST_PATIENCE = 1.0
PASTE_PATIENCE = 0.04

_PASTE, _PASTED = "\x1b[200~", "\x1b[201~"
_CONTROL_SEQUENCE = regex(
    r"\x1b\[(?:\[[ -~]|M[^\x1b]{3}|[0-9]+\$|(?![\[M])[0-?]*[ -/]*[@-~])|\x1bO[0-9;]*[@-Z\\^-~]"
)
_BEGUN = regex(r"\x1b(?:\[(?:\[|M[^\x1b]{0,2}|[0-?]*[ -/]*)|O[0-9;]*)")
_STRING = regex(r"\x1b[\]PX^_]")
_STRING_END = regex(r"\x1b\\|\x1b(?=[^\\])|[\x18\x1a\x9c\udc9c]")
_OSC_END = regex(rf"{_STRING_END.pattern}|\x07")
# What is left of an arrow or editing key whose Escape came too early.
_REST = regex(r"(?:\[[0-9;]*[A-HPQRSZ~]|O[0-9;]*[A-HPQRSZ])")
# Ways out of a paste whose end got lost: Escape and Ctrl+C, in both keyboard protocols.
_WAYS_OUT = frozenset({ESC, "\x03", "\x1b[27u", "\x1b[99;5u"})
_EIGHT_BIT = {
    chr(code): meant
    for byte, meant in ((0x9B, "\x1b["), (0x9D, "\x1b]"), (0x90, "\x1bP"), (0x8F, "\x1bO"))
    for code in (byte, 0xDC00 + byte)
}
_BEGINNING = regex(f"[{ESC}{''.join(_EIGHT_BIT)}]")
_NO_KEYS = regex("[\x80-\x9f\ud800-\udfff\ufffd]")
_NO_TEXT = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_NO_CHARACTERS = regex("[\ud800-\udfff]")


class Kind(Enum):
    """What a piece is: one character of a key, a whole sequence with its Escape, or a paste."""

    KEY = auto()
    SEQUENCE = auto()
    PASTE = auto()


class Piece(Struct, frozen=True):
    """Something that a terminal sent."""

    kind: Kind
    text: str


class Pieces:
    """Cuts what comes in, chunk by chunk.

    Chunks are decoded with ``surrogateescape``: bytes that are no UTF-8 are no keys. Time is
    in seconds, from any start.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._text = ""
        self._paste: list[str] | None = None
        self._room = LONGEST_PASTE
        self._ended = False
        self._came = 0.0
        self._escaped = float("-inf")

    def feed(self, chunk: str, now: float) -> list[Piece]:
        """Take a chunk; return the pieces that are whole."""
        quiet, self._came = now - self._came, now
        if self._paste is not None and quiet > REST_PATIENCE and chunk in _WAYS_OUT:
            return [self._end_paste()]
        if now - self._escaped < REST_PATIENCE and _REST.match(chunk):
            chunk = ESC + chunk
        self._escaped = float("-inf")
        self._text += chunk
        return [*self._cut()]

    def expire(self, now: float) -> list[Piece]:
        """Return the pieces that nothing more is waited for; call it at the deadline."""
        deadline = self.deadline
        if deadline is None or now < deadline:
            return []
        if self._paste is not None:
            return [self._end_paste(), *self._cut()]
        given_up, self._text = self._text, ""
        if given_up == ESC:
            self._escaped = now
            return [Piece(Kind.KEY, ESC)]
        if _STRING.fullmatch(given_up):
            return [Piece(Kind.SEQUENCE, given_up)]
        return []

    @property
    def deadline(self) -> float | None:
        """When to call ``expire`` if nothing comes; None: there is nothing to wait for."""
        if self._paste is not None:
            return self._came + PASTE_PATIENCE if self._ended else None
        if not self._text:
            return None
        alone = self._text == ESC or _STRING.fullmatch(self._text)
        return self._came + (ESCAPE_PATIENCE if alone else REST_PATIENCE)

    def _cut(self) -> Iterator[Piece]:
        """Cut off all that is whole; what is begun stays."""
        before = None
        while self._text and self._text != before:
            before = self._text
            if self._paste is not None:
                self._cut_paste()
            elif self._text.startswith(ESC):
                yield from self._cut_sequence()
            else:
                yield from self._cut_keys()

    def _cut_keys(self) -> Iterator[Piece]:
        begin = _BEGINNING.search(self._text)
        keys = self._text[: begin.start()] if begin else self._text
        escape = _EIGHT_BIT.get(begin[0], ESC) if begin else ""
        self._text = escape + self._text[len(keys) + 1 :]
        meant = keys if keys.isascii() else _NO_KEYS.sub("", keys)
        yield from (Piece(Kind.KEY, key) for key in meant)

    def _cut_sequence(self) -> Iterator[Piece]:
        text = self._text
        if whole := _CONTROL_SEQUENCE.match(text):
            self._text = text[whole.end() :]
            if whole[0] == _PASTE:
                self._paste, self._room, self._ended = [], LONGEST_PASTE, False
            elif whole[0] != _PASTED:
                yield Piece(Kind.SEQUENCE, whole[0])
        elif begun := _BEGUN.match(text):
            # What cannot go on like this was no sequence; its beginning was no keys either.
            if begun.end() < len(text):
                self._text = text[begun.end() :]
            elif len(text) > _LONGEST:
                self._text = _ENDLESS
        elif _STRING.match(text):
            self._drop_string()
        elif len(text) > 1:
            alone = text[1] == ESC
            self._text = text[1 if alone else 2 :]
            yield Piece(Kind.KEY, ESC) if alone else Piece(Kind.SEQUENCE, text[:2])

    def _drop_string(self) -> None:
        """Drop a string for programs, an answer to some question; keep only that it goes on."""
        begin, content = self._text[:2], self._text[2:]
        end = (_OSC_END if begin[1] == "]" else _STRING_END).search(content)
        if end:
            cancelled = end[0] == ESC
            self._text = content[end.start() if cancelled else end.end() :]
        elif content:
            self._text = begin + (ESC if content.endswith(ESC) else ".")

    def _cut_paste(self) -> None:
        """Gather a paste up to the last end mark that comes without a pause.

        Marks can be part of what is pasted; what then stands between them are no keys.
        """
        *parts, rest = self._text.split(_PASTED)
        if parts:
            self._add("".join(parts))
            self._ended = True
        if not self._ended or len(rest) > LONGEST_PASTE:
            # The last of it may be the beginning of the mark.
            kept = min(len(rest), len(_PASTED) - 1)
            self._add(rest[: len(rest) - kept])
            rest = rest[len(rest) - kept :]
        self._text = rest

    def _add(self, text: str) -> None:
        if self._paste is not None and self._room > 0:
            self._paste.append(text[: self._room])
            self._room -= len(text)

    def _end_paste(self) -> Piece:
        if not self._ended:
            self._add(self._text)
            self._text = ""
        text = "".join(self._paste or ()).replace(_PASTE, "")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._paste = None
        return Piece(Kind.PASTE, _NO_CHARACTERS.sub("\ufffd", _NO_TEXT.sub("", text)))
