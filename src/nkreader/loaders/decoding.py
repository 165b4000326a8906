"""Bytes to text: which encoding, and what the user is told when some bytes are in none."""

import codecs
import re

from msgspec import Struct

from nkreader.model.errors import NkreaderError
from nkreader.text.regex import regex

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDTH = {"utf-32-le": 4, "utf-32-be": 4, "utf-16-le": 2, "utf-16-be": 2}

# Only markup can say what it is encoded in, and only these are taken at its word.
_DECLARED = regex(
    rb"<(?:\?xml|meta)\b[^>]{0,200}?\b(?:encoding|charset)\s{0,4}=\s{0,4}[\"']?"
    rb"(iso-8859-\d{1,2}|windows-125\d|euc-kr|euc-jp|shift_jis|gb2312|gbk|gb18030|big5|koi8-r)\b",
    re.IGNORECASE,
)
_REPLACED = "\ufffd"
# Bytes that are decoded at once.
_PIECE = 1 << 20


class BinaryError(NkreaderError):
    """Bytes are taken for binary: whatever their file is called, it is no source."""


class Decoded(Struct, frozen=True):
    """A file's text, newlines untouched, and what the user should know of it."""

    text: str
    notices: tuple[str, ...] = ()


def decode(data: bytes, *, whole: bool = True) -> Decoded:
    """Return the text of a file, without a byte-order mark; of one not ``whole``, up to its end.

    Raises BinaryError for what is taken for binary.
    """
    if not data:
        return Decoded("", ("The file is empty.",))
    refuse_binary(data)
    encoding, mark = _encoding(data)
    body = data[mark:]
    try:
        text, notices = _decoded(body, encoding, whole=whole), _told(encoding, mark)
    except UnicodeDecodeError:
        text, notices = _decode_broken(body, encoding, mark)
    if encoding in _WIDTH:
        _refuse_nul(text.find("\0"), mark)
    return Decoded(text, notices)


def refuse_binary(data: bytes) -> None:
    """Raise BinaryError where `decode` does, but for UTF-16 and UTF-32: only decoding tells."""
    encoding, _ = _encoding(data)
    if encoding not in _WIDTH:
        _refuse_nul(data.find(b"\0"))


def _decoded(body: bytes, encoding: str, *, whole: bool) -> str:
    """Return what is decoded piece by piece: all at once keeps other threads waiting."""
    decoder = codecs.getincrementaldecoder(encoding)()
    text = ""
    for at in range(0, len(body), _PIECE):
        # Added at once: a list of pieces would hold a long text a second time.
        text += decoder.decode(body[at : at + _PIECE])
    return text + decoder.decode(b"", final=whole)


def _encoding(data: bytes) -> tuple[str, int]:
    """Return the encoding a file's mark names, UTF-8 without one, and the mark's length."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    return "utf-8", 0


def _told(encoding: str, mark: int) -> tuple[str, ...]:
    return (f"Read as {encoding[:6].upper()}, as its mark says.",) if encoding in _WIDTH else ()


def _refuse_nul(at: int, mark: int = 0) -> None:
    if at >= 0:
        raise BinaryError(f"it is binary, not text (NUL at {at + mark})")


def _decode_broken(body: bytes, encoding: str, mark: int) -> tuple[str, tuple[str, ...]]:
    declared = _DECLARED.search(body, 0, 2048) if encoding == "utf-8" else None
    if declared:
        name = declared[1].decode("ascii").lower()
        return body.decode(name, "replace"), (f"Read as {name}, as the file declares.",)
    text = body.decode(encoding, "replace")
    first = _first_bad(body, encoding)
    bad = len(body) - len(body.decode(encoding, "ignore").encode(encoding))
    which = "1 byte is" if bad == 1 else f"{bad:,} bytes are"
    return text, (
        *_told(encoding, mark),
        f"{which} not {encoding[:6].upper()} and shown as {_REPLACED}, "
        f"the first at byte {first + mark:,}.",
    )


def _first_bad(body: bytes, encoding: str) -> int:
    try:
        body.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    raise AssertionError("what is decoded piece by piece is decoded as a whole")
