"""UIMA CAS JSON 0.4: a document with its text, as nkreader writes it and INCEpTION sends it back.

Passages are what has a label: of our own type, or of any other with one of the four labels as
its ``label`` or ``value``. Whatever else is in a document (tokens, sentences, named entities,
layers of somebody else) is passed over. Offsets are UTF-16 units.
"""

import re
from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from nkreader.importers.cas_features import (
    PASSAGE,
    identifier,
    label_word,
    listed_link,
    place,
)
from nkreader.importers.cas_structures import Structure, reference, structures
from nkreader.importers.file import ImportFile
from nkreader.importers.guards.place import Place
from nkreader.importers.incoming import (
    Incoming,
    IncomingAnnotation,
    IncomingSource,
    incoming,
    label_named,
)
from nkreader.importers.native import is_sha256
from nkreader.model.annotation import Label, Link
from nkreader.model.fields import Fields, choice, optional, text, wrong
from nkreader.model.record import CERTAINTIES, RELATIONS, STATUSES
from nkreader.text.utf16 import Utf16

_LINK = "nkreader.Link"
_DOCUMENT = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
_SOFA = "uima.cas.Sofa"

_HEAD = re.compile(rb'\s*\{\s*"%(?:TYPES|HEADER|VERSION|FEATURE_STRUCTURES)"')
_WORDS = frozenset(Label)


def recognises(file: ImportFile) -> bool:
    """Tell whether a file begins like a CAS, or a folder has files and all do."""
    if file.is_folder:
        return bool(_documents(file)) and all(map(recognises, _documents(file)))
    return _HEAD.match(file.data.removeprefix(b"\xef\xbb\xbf")) is not None


def read(file: ImportFile) -> Incoming:
    """Return what a document says, or all documents of a folder."""
    sources: list[IncomingSource] = []
    annotations: list[IncomingAnnotation] = []
    # One document at a time: what it is made of takes more room than what it says.
    for each in _documents(file) if file.is_folder else (file,):
        document = _Document(each)
        sources += document.sources()
        annotations += document.annotations()
    return incoming(sources, annotations, file.place)


def _documents(folder: ImportFile) -> list[ImportFile]:
    return [each for each in folder.files if each.suffix == ".json"]


class _Text(Struct):
    """A text of the document, and what the document says of it."""

    text: str
    units: Utf16
    place: Place
    about: Fields = field(default_factory=dict)
    sha256: str | None = None


class _Document:
    """One CAS: its feature structures, sorted by what they are."""

    def __init__(self, file: ImportFile) -> None:
        self._file = file
        self._texts: dict[int, _Text] = {}
        self._passages: list[Structure] = []
        self._relations: list[Structure] = []
        self._metadata: list[Structure] = []
        self._lists: dict[int, Fields] = {}
        self._ids: dict[str, int] = {}
        for each in structures(file):
            with each.place.told():
                self._sort(each)
        if not self._texts:
            raise file.place.fault("no feature structure is a text (uima.cas.Sofa)")
        for passage in self._passages:
            with passage.place.told():
                self._note_hash(passage.fields)
                self._ids.setdefault(identifier(passage.fields) or "", passage.number)
        for told in self._metadata:
            with told.place.told():
                self._texts[reference(told.fields, "sofa", self._texts)].about = told.fields

    def sources(self) -> Iterator[IncomingSource]:
        """Yield the texts."""
        for number, each in self._texts.items():
            with each.place.told():
                address = optional(each.about, "documentUri")
                yield IncomingSource(
                    key=self._key(number),
                    sha256=each.sha256,
                    path=optional(each.about, "documentId"),
                    # INCEpTION puts the place of its own copy there.
                    url=address if address and address.startswith("http") else None,
                    title=optional(each.about, "documentTitle"),
                    text=each.text,
                )

    def annotations(self) -> Iterator[IncomingAnnotation]:
        """Yield the passages, with the links that lead from them."""
        relations = self._relations_by_passage()
        for each in self._passages:
            with each.place.told():
                yield replace(
                    self._annotation(each),
                    links=self._links(each.fields, relations.get(each.number, [])),
                )

    def _sort(self, each: Structure) -> None:
        kind = text(each.fields, "%TYPE")
        if kind == _SOFA:
            if optional(each.fields, "sofaString") is not None:
                whole = text(each.fields, "sofaString")
                self._texts[each.number] = _Text(whole, Utf16(whole), each.place)
        elif kind == _LINK or {"@Governor", "@Dependent"} <= each.fields.keys():
            self._relations.append(each)
        elif kind == PASSAGE or (label_word(each.fields) in _WORDS and "begin" in each.fields):
            self._passages.append(each)
        elif kind == _DOCUMENT:
            self._metadata.append(each)
        elif "%ELEMENTS" in each.fields:
            self._lists[each.number] = each.fields

    def _note_hash(self, fields: Fields) -> None:
        """Take in what a passage says that the SHA-256 of its source is."""
        sha256 = optional(fields, "source")
        if sha256 is None or not is_sha256(sha256):
            return
        here = self._texts[reference(fields, "sofa", self._texts)]
        if here.sha256 not in (None, sha256):
            raise wrong("source", "is not that of the passages before it")
        here.sha256 = sha256

    def _annotation(self, each: Structure) -> IncomingAnnotation:
        fields = each.fields
        sofa = reference(fields, "sofa", self._texts)
        here = self._texts[sofa]
        span = place(fields, here.text, here.units)
        ours = text(fields, "%TYPE") == PASSAGE
        return IncomingAnnotation(
            key=self._passage_key(each),
            source=self._key(sofa),
            label=label_named(label_word(fields)),
            place=each.place,
            span=span,
            quote=span.of(here.text),
            id=identifier(fields),
            section=optional(fields, "section"),
            speaker=optional(fields, "speaker"),
            via=optional(fields, "via"),
            outlet=optional(fields, "outlet"),
            about=optional(fields, "about"),
            certainty=choice(fields, "certainty", CERTAINTIES) if fields.get("certainty") else None,
            note=optional(fields, "note"),
            tags=self._list(fields, "tags") if ours else None,
            status=choice(fields, "status", STATUSES) if fields.get("status") else None,
            said_at=optional(fields, "said_at"),
            annotator=optional(fields, "annotator"),
            created=optional(fields, "created"),
            modified=optional(fields, "modified"),
        )

    def _list(self, fields: Fields, name: str) -> tuple[str, ...]:
        """Return the texts of a feature that is a list of them."""
        if fields.get(f"@{name}") is None:
            return ()
        found = self._lists[reference(fields, name, self._lists)].get("%ELEMENTS")
        if not isinstance(found, list):
            raise wrong(f"@{name}", "is no list of texts")
        elements = [each for each in found if each is not None]
        if not all(isinstance(each, str) for each in elements):
            raise wrong(f"@{name}", "holds something that is not text")
        return tuple(elements)

    def _links(self, fields: Fields, relations: list[Link]) -> tuple[Link, ...]:
        """Return the links of a passage: what relations say, and what leads out of here.

        Of a link inside the document the relation is believed, which somebody may have taken
        away. The order is that of the list.
        """
        listed = []
        if fields.get("%TYPE") == PASSAGE:
            listed = [listed_link(text) for text in self._list(fields, "links")]
        elsewhere = [link for link in listed if link.target not in self._ids]
        order = {link: at for at, link in enumerate(listed)}
        return tuple(sorted(relations + elsewhere, key=lambda link: order.get(link, len(order))))

    def _relations_by_passage(self) -> dict[int, list[Link]]:
        """Return the links that relations show, by the passage that they lead from."""
        passages = {each.number: self._passage_key(each) for each in self._passages}
        links: dict[int, list[Link]] = {}
        for each in self._relations:
            with each.place.told():
                word = each.fields.get("relation")
                if text(each.fields, "%TYPE") != _LINK and word not in RELATIONS:
                    continue
                relation = choice(each.fields, "relation", RELATIONS)
                origin = reference(each.fields, "Governor", passages)
                target = reference(each.fields, "Dependent", passages)
                links.setdefault(origin, []).append(Link(relation, passages[target]))
        return links

    def _passage_key(self, each: Structure) -> str:
        """Return the id of a passage where it alone has it, so that links lead to ids."""
        known = identifier(each.fields)
        return known if known and self._ids[known] == each.number else self._key(each.number)

    def _key(self, number: int) -> str:
        return f"{self._file.name}#{number}"
