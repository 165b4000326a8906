"""What a project says: its texts, and the selections in them that are coded with a label.

Other codes of such a selection are its tags; selections without a label, media, cases, sets
and graphs are passed over. Positions count code points of the plain text; ATLAS.ti and
QualCoder count a line end as one character where their file may have two.
"""

from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element

from nkreader.importers.guards.limits import is_number
from nkreader.importers.guards.place import Place
from nkreader.importers.incoming import IncomingAnnotation, IncomingSource
from nkreader.importers.native import is_sha256
from nkreader.importers.refi.codes import Code, codes
from nkreader.importers.refi.elements import (
    content,
    first,
    guid,
    local_name,
    named,
    optional_guid,
    position,
)
from nkreader.importers.refi.selections import Selection, joined
from nkreader.importers.refi.texts import Texts
from nkreader.model.annotation import Label, Link
from nkreader.model.errors import NkreaderError
from nkreader.model.fields import choice, is_id
from nkreader.model.record import CERTAINTIES, RELATIONS, STATUSES
from nkreader.model.span import Span
from nkreader.text.facts import parted
from nkreader.text.line_feeds import LineFeeds

_VALUES = ("TextValue", "IntegerValue", "DateValue", "DateTimeValue", "FloatValue", "BooleanValue")
_COUNT_LINE_ENDS_ONCE = ("atlas", "qualcoder")


class Project:
    """The document of a project, read source by source."""

    def __init__(self, root: Element, texts: Texts, place: Place) -> None:
        """Take the root element, and where texts are."""
        self._root = root
        self._texts = texts
        self._place = place
        with place.told():
            self._users = {guid(each): each.get("name") for each in self._listed("Users", "User")}
            self._codes = codes(root)
            self._variables = {
                guid(each): each.get("name", "") for each in self._listed("Variables", "Variable")
            }
            self._notes = {guid(each): each for each in self._listed("Notes", "Note")}
        self._selections = tuple(self._merged())
        self._keys = dict(self._named(self._selections))

    def sources(self) -> Iterator[IncomingSource]:
        """Yield the texts that something is tagged in."""
        tagged = {each.source for each in self._selections}
        for source in self._text_sources():
            if guid(source) not in tagged:
                continue
            with self._at(source).told():
                known = dict(self._values(source))
                digest, length = known.get("sha256", ""), known.get("length", "")
                yield IncomingSource(
                    key=guid(source),
                    sha256=digest if is_sha256(digest) else None,
                    path=known.get("path") or source.get("name"),
                    url=known.get("url"),
                    title=known.get("title"),
                    publisher=known.get("publisher"),
                    published=known.get("published"),
                    shape=known.get("shape"),
                    length=int(length) if is_number(length) else None,
                    text=self._text(source),
                )

    def annotations(self) -> Iterator[IncomingAnnotation]:
        """Yield an annotation for each label of a selection."""
        links = self._links()
        for each in self._selections:
            for number, label in enumerate(each.labels):
                with self._at(each.element).told():
                    first_of_all = number == 0
                    yield self._annotation(each, label, links if first_of_all else None)

    @staticmethod
    def _named(selections: Iterable[Selection]) -> Iterator[tuple[str, str]]:
        """Yield for each GUID the key of its annotation: the id, where no other has it."""
        ids: set[str] = set()
        for each in selections:
            known = each.facts.get("id", "")
            key = known if is_id(known) and known not in ids else each.guids[0]
            ids.add(known)
            yield from ((code, key) for code in each.guids)

    def _listed(self, name: str, item: str) -> Iterator[Element]:
        return named(first(self._root, name), item)

    def _at(self, element: Element) -> Place:
        return self._place.at(f"{local_name(element)} {element.get('guid', '')}")

    def _text_sources(self) -> Iterator[Element]:
        """Yield every source with a plain text: a text, or what stands for a PDF."""
        for source in self._listed("Sources", "TextSource"):
            yield source
        for source in self._listed("Sources", "PDFSource"):
            yield from named(source, "Representation")

    def _text(self, source: Element) -> str:
        text = self._texts.of(source)
        if self._root.get("origin", "").lower().startswith(_COUNT_LINE_ENDS_ONCE):
            return LineFeeds(text).text
        return text

    def _values(self, source: Element) -> Iterator[tuple[str, str]]:
        for value in named(source, "VariableValue"):
            variable = first(value, "VariableRef")
            known = optional_guid(variable, "targetGUID") if variable is not None else None
            name = self._variables.get(known or "")
            for found in named(value, *_VALUES):
                if name and found.text:
                    yield name, found.text

    def _merged(self) -> Iterator[Selection]:
        """Yield the selections; programs that know one code for each tell of one in several."""
        groups: dict[tuple[str, str, Span], list[Selection]] = {}
        guids: set[str] = set()
        for source in self._text_sources():
            for element in named(source, "PlainTextSelection"):
                with self._at(element).told():
                    found = self._selection(element, guid(source))
                    if found.guids[0] in guids:
                        raise NkreaderError("another selection has the same GUID")
                guids.update(found.guids)
                key = found.source, found.facts.get("id", found.guids[0]), found.span
                groups.setdefault(key, []).append(found)
        yield from (each for each in map(joined, groups.values()) if each.labels)

    def _selection(self, element: Element, source: str) -> Selection:
        found = [self._code(coding) for coding in named(element, "Coding")]
        labels = tuple(dict.fromkeys(code.label for code in found if code.label))
        note, facts = parted(content(element, "Description") or "")
        return Selection(
            guids=(guid(element),),
            source=source,
            span=Span(position(element, "startPosition"), position(element, "endPosition")),
            labels=labels,
            tags=tuple(code.tag for code in found if not code.label),
            element=element,
            note=self._note(element) or note,
            facts=facts,
        )

    def _code(self, coding: Element) -> Code:
        reference = first(coding, "CodeRef")
        if reference is None:
            raise NkreaderError("a Coding has no CodeRef")
        code = self._codes.get(guid(reference, "targetGUID"))
        if code is None:
            raise NkreaderError("a CodeRef leads to no code of the code book")
        return code

    def _note(self, element: Element) -> str | None:
        """Return the notes of a selection and its codings, None where there are none."""
        holders = (element, *named(element, "Coding"))
        found: dict[str, str] = {}
        for reference in (each for holder in holders for each in named(holder, "NoteRef")):
            target = guid(reference, "targetGUID")
            if target not in self._notes:
                raise NkreaderError("a NoteRef leads to no note")
            found[target] = self._written_in(self._notes[target])
        return "\n\n".join(found.values()) or None

    def _written_in(self, note: Element) -> str:
        if note.get("richTextPath") and not note.get("plainTextPath"):
            return content(note, "Description") or ""
        return self._texts.of(note)

    def _annotation(
        self, each: Selection, label: Label, links: Mapping[str, list[Link]] | None
    ) -> IncomingAnnotation:
        """Return an annotation; one without ``links`` is a further one of its selection."""
        facts, element = each.facts, each.element
        key = self._keys[each.guids[0]]
        user = optional_guid(element, "creatingUser") or optional_guid(element, "modifyingUser")
        known = facts.get("id", "")
        return IncomingAnnotation(
            key=key if links is not None else f"{key} {label}",
            source=each.source,
            label=label,
            place=self._at(element),
            span=each.span,
            id=known if links is not None and is_id(known) else None,
            section=facts.get("section"),
            speaker=facts.get("speaker"),
            via=facts.get("via"),
            outlet=facts.get("outlet"),
            about=facts.get("about"),
            certainty=choice(facts, "certainty", CERTAINTIES) if "certainty" in facts else None,
            note=each.note,
            tags=each.tags,
            status=choice(facts, "status", STATUSES) if "status" in facts else None,
            links=tuple((links or {}).get(key, ())),
            said_at=facts.get("said at"),
            annotator=self._users.get(user or ""),
            created=facts.get("created") or element.get("creationDateTime"),
            modified=facts.get("modified") or element.get("modifiedDateTime"),
        )

    def _links(self) -> dict[str, list[Link]]:
        """Return the links between what is taken in, by the key of what they lead from."""
        known = {each.get("guid", "").strip("{} ").lower() for each in self._root.iter()}
        links: dict[str, list[Link]] = {}
        for each in self._listed("Links", "Link"):
            relation = RELATIONS.get(each.get("name", ""))
            origin = self._keys.get(optional_guid(each, "originGUID") or "")
            if relation is None or origin is None:
                continue
            with self._at(each).told():
                target = guid(each, "targetGUID")
                if target not in known:
                    raise NkreaderError("it leads to nothing in the project")
            if target in self._keys:
                links.setdefault(origin, []).append(Link(relation, self._keys[target]))
        return links
