"""JSON that anybody may have written: read piece by piece, refused where it is too much.

Nesting, numbers and what no JSON is are refused with the line; no piece is kept longer than
whoever asks for it keeps it.
"""

import json
import re
from collections.abc import Collection, Iterator
from typing import NoReturn

from msgspec import Struct

from nkreader.importers.file import ImportFile
from nkreader.importers.guards.limits import LONGEST_NUMBER, MOST_VALUES
from nkreader.importers.guards.place import Place
from nkreader.text.line_ends import LINE_END

_BLANK = re.compile(r"[ \t\n\r]*")
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r]*\{")


class Piece(Struct, frozen=True):
    """A value of a document: the ``key`` it has in the document's object, and where it stands.

    Of a list in the object each item is a piece; of a document that is a list the key is "".
    """

    key: str
    value: object
    place: Place


def pieces(file: ImportFile, into: Collection[str] = ()) -> Iterator[Piece]:
    """Yield the pieces of a document, an object or a list; raise IncomingError for any other.

    Objects ``into`` which one looks are taken apart too: their keys are "outer.inner".
    """
    walk = _Walk(_text_of(file), file.place)
    yield from walk.document(into)


def lines(file: ImportFile) -> Iterator[tuple[object, Place]]:
    """Yield the value of each line that is not empty, and where it stands."""
    for number, line in enumerate(LINE_END.split(_text_of(file)), start=1):
        if line.strip(" \t"):
            walk = _Walk(line, file.place, first=number)
            yield walk.value(), file.place.at(f"line {number}")
            walk.end()


def first_line(file: ImportFile) -> dict[str, object]:
    """Return the object on the first line, empty where there is none; complain of nothing."""
    if file.is_folder:
        return {}
    # A list is none, and may be all of a large file on one line.
    if not _OBJECT.match(file.data):
        return {}
    line = file.data[: file.data.find(b"\n") if b"\n" in file.data else None]
    try:
        value = _DECODER.decode(line.decode("utf-8-sig"))
    except (ValueError, RecursionError, _NumberError):
        return {}
    return value if isinstance(value, dict) else {}


def fields_of(value: object, place: Place) -> dict[str, object]:
    """Return a value that must be an object; raise IncomingError for any other."""
    if not isinstance(value, dict):
        raise place.fault("there is no object here, as in {…}")
    return value


def _text_of(file: ImportFile) -> str:
    """Return the text of a file whose values, read, fit into memory."""
    text = file.text()
    if sum(map(text.count, "{[,")) > MOST_VALUES:
        raise file.place.fault(f"it has more than {MOST_VALUES} values")
    return text


class _Walk:
    """A way through a JSON text, from its beginning to its end."""

    def __init__(self, text: str, place: Place, first: int = 1) -> None:
        self._text = text
        self._file = place
        self._at = 0
        self._line = first  # of what was counted up to
        self._counted = 0
        self._blank()

    def document(self, into: Collection[str]) -> Iterator[Piece]:
        opening = self._peek()
        if opening == "{":
            yield from self._object("", into)
        elif opening == "[":
            yield from self._list("")
        else:
            self._refuse("it is no JSON object or list")
        self.end()

    def value(self) -> object:
        try:
            value, self._at = _DECODER.raw_decode(self._text, self._at)
        except RecursionError:
            self._refuse("it is nested too deeply")
        except json.JSONDecodeError as error:
            self._at = error.pos
            self._refuse(f"it is no JSON ({error.msg.lower()})")
        except _NumberError as error:
            self._refuse(str(error))
        self._blank()
        return value

    def end(self) -> None:
        if self._at < len(self._text):
            self._refuse("something stands after the end of the JSON")

    def _object(self, outer: str, into: Collection[str]) -> Iterator[Piece]:
        self._pass("{")
        if self._peek() == "}":
            self._pass("}")
            return
        while True:
            place = self._place("")
            key = self.value() if self._peek() == '"' else None
            if not isinstance(key, str):
                self._refuse("it is no JSON (a name between quotes is missing)")
            self._pass(":")
            if self._peek() == "[":
                yield from self._list(outer + key)
            elif self._peek() == "{" and outer + key in into:
                yield from self._object(f"{outer}{key}.", into)
            else:
                yield Piece(outer + key, self.value(), place)
            if self._peek() != ",":
                break
            self._pass(",")
        self._pass("}")

    def _list(self, key: str) -> Iterator[Piece]:
        self._pass("[")
        if self._peek() == "]":
            self._pass("]")
            return
        number = 0
        while True:
            place = self._place(f"{key}[{number}]")
            yield Piece(key, self.value(), place)
            number += 1
            if self._peek() != ",":
                break
            self._pass(",")
        self._pass("]")

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _pass(self, char: str) -> None:
        if self._peek() != char:
            either = f"',' or '{char}'" if char in "]}" else f"'{char}'"
            self._refuse(f"it is no JSON ({either} is missing)")
        self._at += 1
        self._blank()

    def _blank(self) -> None:
        found = _BLANK.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _place(self, record: str) -> Place:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = max(self._at, self._counted)
        return self._file.at(f"line {self._line}, {record}" if record else f"line {self._line}")

    def _refuse(self, what: str) -> NoReturn:
        if self._at >= len(self._text):  # whatever it is that is missing
            what = "it is cut short" if self._text else "it is empty"
        raise self._place("").fault(what) from None


class _NumberError(Exception):
    """A number that nothing here can mean."""


def _int(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise _NumberError(f"there is a number of {len(digits)} digits")
    return int(digits)


def _float(digits: str) -> float:
    if len(digits) > LONGEST_NUMBER:
        raise _NumberError(f"there is a number of {len(digits)} digits")
    return float(digits)


def _no_number(word: str) -> NoReturn:
    raise _NumberError(f"{word} is no number of JSON")


_DECODER = json.JSONDecoder(parse_int=_int, parse_float=_float, parse_constant=_no_number)
