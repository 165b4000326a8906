"""HTML as text and tags, in one pass over input that may be broken on purpose.

The standard library's parser takes time that grows with the square of some broken input,
so tags are found here, with patterns that cannot.
"""

import re
from collections.abc import Generator, Iterator
from enum import Enum, auto

from msgspec import Struct

from nkreader.text.regex import regex


class PieceKind(Enum):
    """What a piece of markup is."""

    TEXT = auto()
    START = auto()
    END = auto()


class Piece(Struct, frozen=True):
    """A stretch of text, or a tag; ``value`` is the text, or a start tag's attributes."""

    kind: PieceKind
    name: str
    value: str


_OPENING = regex(r"<(?=[a-zA-Z/!?])")
# Quantifiers are possessive or bounded, so that no tag is tried in more than one way.
_TAG = regex(r"<(/?)([a-zA-Z][\w:.-]{0,40}+)((?:[^\"'<>]++|\"[^\"]*+\"|'[^']*+'){0,128}+)>")
_BROKEN_TAG = regex(r"</?[a-zA-Z][^<>]{0,2000}+>")
_ATTRIBUTE = regex(r"([\w:.-]{1,60}+)\s{0,8}+=\s{0,8}+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>]++))")
# No tag inside these is one.
_RAW = {
    name: re.compile(rf"</{name}\b", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "noscript", "template", "iframe")
}
_LONGEST_TITLE = 2000


def pieces(html: str) -> Iterator[Piece]:
    """Yield text and tags in order; comments, doctypes and scripts are left out."""
    at = 0
    while at < len(html):
        opening = _OPENING.search(html, at)
        tag = opening.start() if opening else len(html)
        if tag > at:
            yield Piece(PieceKind.TEXT, "", _plain(html[at:tag]))
        if tag == len(html):
            return
        match = _TAG.match(html, tag)
        if match:
            name = match[2].lower()
            at = match.end()
            yield Piece(PieceKind.END if match[1] else PieceKind.START, name, match[3])
            if name in _RAW and not match[1] and not match[3].endswith("/"):
                at = yield from _raw(html, at, name)
        else:
            at = _past_other(html, tag)
            if at == tag:
                yield Piece(PieceKind.TEXT, "", "<")
                at += 1


def attributes(piece: Piece) -> dict[str, str]:
    """Return the attributes of a start tag, their names in lower case."""
    return {
        name.lower(): _plain(one or two or bare)
        for name, one, two, bare in _ATTRIBUTE.findall(piece.value)
    }


def _raw(html: str, at: int, name: str) -> Generator[Piece, None, int]:
    """Pass over what is not markup and return its end; only a title's text is of use."""
    end = _RAW[name].search(html, at)
    stop = end.start() if end else len(html)
    if name == "title":
        yield Piece(PieceKind.TEXT, "", _plain(html[at : min(stop, at + _LONGEST_TITLE)]))
    return stop


def _past_other(html: str, at: int) -> int:
    """Return the end of a comment, a declaration or a broken tag; ``at`` where it is just text."""
    if html.startswith("<!--", at):
        end = html.find("-->", at + 4)
        return end + 3 if end >= 0 else len(html)
    if html.startswith(("<!", "<?"), at):
        end = html.find(">", at)
        return end + 1 if end >= 0 else len(html)
    broken = _BROKEN_TAG.match(html, at)
    return broken.end() if broken else at


def _plain(text: str) -> str:
    """Return text with its character references resolved, where they can be."""
    if "&" not in text:
        return text
    # Imported here: its table of names is large, and most sources have none.
    from html import unescape

    try:
        return unescape(text)
    except ValueError:
        # A number too long to be read.
        return text
