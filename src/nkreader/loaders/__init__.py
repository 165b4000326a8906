"""How a file becomes a source: decoding, shapes, one file a shape."""

import hashlib
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nkreader.loaders.decoding import decode
from nkreader.loaders.opening import read_bytes, size_of
from nkreader.model.errors import NkreaderError
from nkreader.model.source import Section, Source
from nkreader.text.display import is_blank, one_line
from nkreader.text.regex import regex

if TYPE_CHECKING:
    from nkreader.loaders.parts import Parts, Reader

# The readers of the shapes, by the module that holds each, and what character a text must
# begin with for it to be asked. Asked in this order; the last one knows every text.
READERS = (
    ("syndication", "<"),
    ("webpage", "<"),
    ("subtitles", "W0123456789"),
    ("transcripts", "{"),
    ("captions", ""),
    ("feed", ""),
    ("podcast", ""),
    ("article", ""),
    ("plain", ""),
)
_NONE: Mapping[str, str] = MappingProxyType({})
_INK = regex(r"\S")
# Bytes of a beginning: enough to tell its shape, and how its lines are wrapped, as of the whole.
_BEGINNING = 1 << 18


def load(
    path: Path, shapes: Mapping[str, str] = _NONE, read_before: Source | None = None
) -> Source:
    """Read one file into a source; ``shapes`` are those of sources read before, by id.

    ``read_before`` is one of them as a whole: where its text is what stands in the file, it
    is not taken apart again.
    Raises NkreaderError with the reason for a file that cannot be read.
    """
    try:
        data = read_bytes(path)
        digest = hashlib.sha256(data).hexdigest()
        decoded = decode(data)
        if read_before is not None and _is_of(read_before, digest, decoded.text):
            return replace(read_before, path=str(path))
        del data  # what is as large as the text is not kept beside it
        parts = recognise(decoded.text, shapes.get(digest[:12], ""))
    except NkreaderError as error:
        raise NkreaderError(f"{one_line(str(path))} cannot be read: {error}") from error
    return _source(path, parts, digest, decoded.notices)


def _is_of(source: Source, digest: str, text: str) -> bool:
    return source.sha256 == digest and source.text == text


class Beginning(Struct, frozen=True):
    """The beginning of a large file as a source, which has no hash, and so no id.

    ``whole_length`` is how long all of it may be, in code points, by the size of the file.
    """

    source: Source
    whole_length: int


def load_beginning(path: Path) -> Beginning | None:
    """Read the beginning of a large file, to be read until all of it is there.

    None where a beginning could not stand for the whole: of
    markup, JSON and subtitles, which are no text as they are, or of what has no white space.
    Raises NkreaderError for a file that cannot be read.
    """
    data = read_bytes(path, _BEGINNING)
    decoded = decode(data, whole=False).text
    cut = decoded.rfind("\n", len(decoded) // 2) + 1 or decoded.rfind(" ") + 1
    text = decoded[:cut]
    ink = _INK.search(text)
    if not ink or any(ink[0] in begins for _, begins in READERS):
        return None
    whole_length = size_of(path) * len(decoded) // len(data)
    return Beginning(_source(path, recognise(text), "", ()), max(whole_length, cut))


def _source(path: Path, parts: "Parts", digest: str, notices: Iterable[str]) -> Source:
    return Source(
        path=str(path),
        text=parts.text,
        sha256=digest,
        shape=parts.shape,
        title=_seen(parts.title),
        publisher=parts.publisher,
        published=parts.published,
        urls=parts.urls,
        sections=tuple(map(_with_title_seen, parts.sections)),
        timecodes=parts.timecodes,
        turns=parts.turns,
        boilerplate=parts.boilerplate,
        standalone=parts.standalone,
        notices=(*notices, *parts.notices),
    )


def _seen(title: str | None) -> str | None:
    """Return a title, none where nothing of it is to be seen."""
    return None if title is None or is_blank(title) else title


def _with_title_seen(section: Section) -> Section:
    title = _seen(section.title)
    return section if title is section.title else replace(section, title=title)


def recognise(text: str, shape: str = "") -> "Parts":
    """Return the parts of a text, whatever its shape; ``shape`` is what it was found to be before.

    A reader of that name is asked first of those that know no text by its first character.
    """
    ink = _INK.search(text)
    by_character = [name for name, begins in READERS if ink and ink[0] in begins]
    others = [name for name, begins in READERS if not begins]
    again = [name for name in others if name == shape]
    for name in (*by_character, *again, *others):
        # Imported when asked: most shapes are not in use on the way to the first page.
        read: Reader = import_module(f"{__name__}.{name}").read
        parts = read(text)
        if parts:
            return parts
    raise AssertionError("the last reader knows every text")
