"""What a terminal sends, as Textual's events: its parser, fed with whole sequences only."""

from codecs import getincrementaldecoder
from collections.abc import Iterator

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

from nkreader.tui.driver.pieces import ESC, Kind, Piece, Pieces

# The parser gives up on a longer sequence and takes its letters for keys.
_LONGEST = 32
# Brings the parser back to where it waits for the next key; what it says then is dropped.
_COME_BACK = "\x1b[I"
# More columns or rows than this is no size of a terminal.
_LARGEST = 4096


class Keyboard:
    """Turns bytes into events; time is in seconds, from any start."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._decode = getincrementaldecoder("utf-8")("surrogateescape").decode
        self._pieces = Pieces()
        self._parser = XTermParser()

    @property
    def deadline(self) -> float | None:
        """When to call ``expire`` if no bytes come."""
        return self._pieces.deadline

    def feed(self, data: bytes, now: float) -> list[Message]:
        """Take bytes; return the events that they make."""
        return self._events(self._pieces.feed(self._decode(data), now))

    def expire(self, now: float) -> list[Message]:
        """Return the events of what nothing more is waited for."""
        return self._events(self._pieces.expire(now))

    def _events(self, pieces: list[Piece]) -> list[Message]:
        return [event for piece in pieces for event in self._read(piece) if _is_sane(event)]

    def _read(self, piece: Piece) -> list[Message]:
        if piece.kind is Kind.PASTE:
            return [events.Paste(piece.text)]
        if piece.text == ESC:
            return [events.Key("escape", ESC)]
        if piece.kind is Kind.KEY:
            return [*self._parsed(piece.text)]
        found = [*self._parsed(piece.text)] if len(piece.text) <= _LONGEST else []
        if not found and len(piece.text) == 2:
            return [*self._parsed(_with_alt(piece.text[1]))]
        return found

    def _parsed(self, text: str) -> Iterator[Message]:
        try:
            yield from [*self._parser.feed(text)]
            [*self._parser.feed(_COME_BACK)]
        except (ValueError, OverflowError):  # numbers that are no characters
            self._begin_anew()

    def _begin_anew(self) -> None:
        parser = XTermParser()
        parser.mouse_pixels = self._parser.mouse_pixels
        parser.terminal_size = self._parser.terminal_size
        parser.terminal_pixel_size = self._parser.terminal_pixel_size
        self._parser = parser


def _with_alt(character: str) -> str:
    """Return the sequence of the other keyboard protocol for a key with Alt."""
    shift, alt = 1, 2
    modifiers = 1 + alt + (shift if character.isupper() else 0)
    return f"\x1b[{ord(character.lower()[0])};{modifiers}u"


def _is_sane(event: Message) -> bool:
    if isinstance(event, events.Resize):
        return 0 < event.size.width <= _LARGEST and 0 < event.size.height <= _LARGEST
    if isinstance(event, events.Key) and event.character:
        return not any("\ud800" <= each <= "\udfff" for each in event.character)
    return True
