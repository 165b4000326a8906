"""brat's standoff: a folder of documents, or one ``.ann`` with its ``.txt`` beside it.

Bounded texts are annotations where their type is a label, and are passed over where it is that
of an entity; relations are links, attributes and notes details. Offsets are code points.
"""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from nkreader.importers import native
from nkreader.importers.file import ImportFile
from nkreader.importers.guards.limits import number
from nkreader.importers.guards.place import Place
from nkreader.importers.incoming import (
    Incoming,
    IncomingAnnotation,
    IncomingSource,
    incoming,
    label_named,
)
from nkreader.model.annotation import Link
from nkreader.model.entity import EntityType
from nkreader.model.errors import NkreaderError
from nkreader.model.record import RELATIONS
from nkreader.model.span import Span
from nkreader.text.fragments import Fragments, fragments, joined

_MENTIONS = frozenset(EntityType)
_ATTRIBUTES = ("certainty", "status")
_NOTE = "AnnotatorNotes"
_ESCAPE = re.compile(r"\\([\\tnr])")
_ESCAPED = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}


def recognises(file: ImportFile) -> bool:
    """Tell whether a file is an ``.ann``, or a folder has one."""
    return any(each.suffix == ".ann" for each in (file.files if file.is_folder else (file,)))


def read(file: ImportFile) -> Incoming:
    """Return what a document says, or all documents of a folder."""
    found = [file] if not file.is_folder else [each for each in file.files if each.suffix == ".ann"]
    if not found:
        raise file.place.fault("there is no .ann in the folder")
    texts = {each.name: each for each in file.files}
    documents = [_Document(each, texts.get(f"{each.stem}.txt")) for each in found]
    return incoming(
        (document.source for document in documents),
        (each for document in documents for each in document.annotations()),
        file.place,
    )


class _Bounded(Struct):
    """A bounded text, with what other lines say of it."""

    kind: str
    found: Fragments
    place: Place
    details: dict[str, Any] = field(default_factory=dict)
    span: Span | None = None
    links: list[tuple[str, str]] = field(default_factory=list)


class _Document:
    def __init__(self, file: ImportFile, beside: ImportFile | None) -> None:
        if beside is None:
            raise file.place.fault("the text that it is on, a .txt of the same name, is not beside")
        self._name = file.stem
        self._text = beside.text()
        self._bounded: dict[str, _Bounded] = {}
        self._told: tuple[str | None, str | None] = (None, None)
        rows = [(line, file.place.at(f"line {at}")) for at, line in _lines(file.text())]
        # What is said of a bounded text may stand before it.
        for kinds, take in (("T", self._bind), ("AM#", self._describe), ("R", self._link)):
            for line, place in rows:
                if line and line[0] in kinds:
                    with place.told():
                        take(line.split("\t"), place)

    @property
    def source(self) -> IncomingSource:
        sha256, path = self._told
        return IncomingSource(
            key=self._name, text=self._text, title=self._name, sha256=sha256, path=path
        )

    def annotations(self) -> Iterator[IncomingAnnotation]:
        for key, each in self._bounded.items():
            if each.kind in _MENTIONS:
                continue
            with each.place.told():
                yield self._annotation(key, each)

    def _annotation(self, key: str, each: _Bounded) -> IncomingAnnotation:
        span = each.span or Span(each.found[0][0], each.found[-1][1])
        return IncomingAnnotation(
            key=f"{self._name}/{key}",
            source=self._name,
            label=label_named(each.kind),
            place=each.place,
            span=span,
            quote=span.of(self._text),
            links=tuple(self._as_link(*link) for link in each.links),
            **native.details(each.details),
        )

    def _bind(self, cells: list[str], place: Place) -> None:
        """Take "T1⇥claim 0 5;7 9⇥words"."""
        if len(cells) != 3:
            raise NkreaderError("it is no bounded text: three fields with tabs between are missing")
        key, (kind, _, places) = cells[0], cells[1].partition(" ")
        if key in self._bounded:
            raise NkreaderError(f"{key} is there twice")
        found = tuple(_stretch(each) for each in places.split(";"))
        ends = [0, *(at for stretch in found for at in stretch)]
        if ends != sorted(ends) or ends[-1] > len(self._text):
            raise NkreaderError(f"the places {places} are not in order and inside the text")
        if joined(self._text, found) != cells[2]:
            raise NkreaderError(f"its words are not what stands at {places}")
        self._bounded[key] = _Bounded(kind, found, place)

    def _describe(self, cells: list[str], place: Place) -> None:
        """Take "A1⇥Certainty T1 high" or "#1⇥AnnotatorNotes T1⇥words"."""
        kind, on, values = _three(cells)
        each = self._bounded.get(on)
        if each is None:
            # Of relations and events nothing is kept.
            if on[:1] in ("R", "E"):
                return
            raise NkreaderError(f"it is on {on or 'nothing'}, which is not there")
        if cells[0].startswith("#"):
            self._note(each, kind, _plain(cells[2] if len(cells) > 2 else ""))
        elif kind.lower() in _ATTRIBUTES:
            each.details[kind.lower()] = values.lower()

    def _note(self, each: _Bounded, kind: str, words: str) -> None:
        if kind == _NOTE:
            before = each.details.get("note")
            each.details["note"] = words if before is None else f"{before}\n{words}"
        elif kind == "tags":
            each.details.setdefault("tags", []).append(words)
        elif kind == "span":
            start, _, end = words.partition(":")
            span = Span(number(start), number(end))
            if fragments(self._text, *span) == each.found:
                each.span = span
        elif kind == "source":
            digest, _, path = words.partition(" ")
            self._told = (native.sha256({"sha256": digest}, "sha256"), path or None)
        else:
            each.details[kind] = words

    def _link(self, cells: list[str], place: Place) -> None:
        """Take "R1⇥denies Arg1:T1 Arg2:T2"."""
        kind, one, other = _three(cells)
        ends = dict(role.partition(":")[::2] for role in (one, other))
        origin, target = ends.get("Arg1", ""), ends.get("Arg2", "")
        if kind not in RELATIONS:
            raise NkreaderError(f"the relation {kind!r} is none of {', '.join(RELATIONS)}")
        for end in (origin, target):
            if end not in self._bounded:
                raise NkreaderError(f"it leads to {end or 'nothing'}, which is not there")
        self._bounded[origin].links.append((kind, target))

    def _as_link(self, kind: str, target: str) -> Link:
        return Link(RELATIONS[kind], f"{self._name}/{target}")


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return enumerate((line.rstrip("\r") for line in text.split("\n")), start=1)


def _three(cells: list[str]) -> tuple[str, str, str]:
    """Return the three words of a line's second field; "" for those that are not there."""
    words = cells[1].split(" ", 2) if len(cells) > 1 else []
    kind, on, more = (*words, "", "", "")[:3]
    return kind, on, more


def _stretch(text: str) -> tuple[int, int]:
    start, _, end = text.partition(" ")
    return number(start), number(end)


def _plain(text: str) -> str:
    return _ESCAPE.sub(lambda found: _ESCAPED[found[1]], text)
