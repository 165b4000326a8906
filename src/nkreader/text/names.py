"""Names: the ways entities can be written, and whether a place in a text is one of them."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from nkreader.model.entity import Entity, EntityType
from nkreader.text import ambiguous
from nkreader.text.fold import fold
from nkreader.text.neighbours import is_caseless, text_after, text_before
from nkreader.text.shortnames import ShortName, short_names
from nkreader.text.spaces import one_spaced

_SYLLABLE = (
    r"(?:ch|gw|hw|kw|ph|sh|th|[bcdghjkmnprstw])?"
    r"(?:y(?:eo|ou|[aeou])|w[aio]|ae|eo|eu|oe|oo|ou|ui|[aeiou])(?:ng|[nmklptb])?"
)
_CAPITAL = rf"(?=[A-Z])(?i:{_SYLLABLE})"
# Words of headlines that look like syllables.
_NO_SYLLABLE = r"(?:At|Be|But|Can|Did|Get|Got|Had|He|Met|No|Not|Put|Sat|Set|So|The|To|We)"
# "Kim Min-seok" and "Kim Jong Gyu" are nobody whom "Kim" names, "Park Jin-young" is not Park Jin.
_MORE_OF_A_NAME = re.compile(
    rf" (?!{_NO_SYLLABLE}\b){_CAPITAL}[ -]{_CAPITAL}\b"
    rf"| {_CAPITAL}-{_SYLLABLE}\b"
    rf"|-(?!(?:run|to)\b){_SYLLABLE}\b"
)


class Name(Struct):
    """What one folded name stands for.

    `anyhow` is who has it however it is written; `cased` who has it only as written;
    `short` whom it is short for once they were named in full.
    """

    key: str
    anyhow: Entity | None = None
    cased: tuple[tuple[str, Entity], ...] = ()
    short: dict[ShortName, list[Entity]] | None = None
    is_person: bool = False

    @property
    def is_full(self) -> bool:
        """Tell whether this names a person by more than one word."""
        return self.is_person and " " in self.key

    def entity_at(self, prose: str, start: int, end: int) -> Entity | None:
        """Return whom or what the name is at `start` to `end`, None if it is only a word there."""
        if self.anyhow is not None:
            if self.is_person and _MORE_OF_A_NAME.match(prose, end):
                return None
            return self.anyhow
        if not self.cased:
            return None
        caseless = is_caseless(prose, start, end)
        written = as_written(prose[start:end])
        for spelling, entity in self.cased:
            if (caseless or spelling == written) and ambiguous.counts(
                self.key, prose, start, end, caseless=caseless
            ):
                return entity
        return None

    def short_for_at(self, prose: str, start: int, end: int) -> tuple[Entity, ...]:
        """Return the people whom the name may be short for at `start` to `end`."""
        if not self.short or self.anyhow is not None:
            return ()
        if is_caseless(prose, start, end):
            parts = [part for part in self.short if not part.is_word]
        else:
            written = as_written(prose[start:end])
            parts = [part for part in self.short if part.written == written]
            if parts:
                before, after = text_before(prose, start), text_after(prose, end)
                parts = [part for part in parts if part.stands_between(before, after)]
        return tuple(entity for part in parts for entity in self.short[part])


def names_of(entities: Iterable[Entity]) -> dict[str, Name]:
    """Return the names of the entities by their folded form; a later entity has a shared one."""
    names: dict[str, Name] = {}
    for entity in entities:
        is_person = entity.type is EntityType.PERSON
        for spelling in _spellings(entity):
            name = _at(names, spelling)
            name.anyhow, name.is_person = entity, is_person
        for spelling in entity.cased:
            name = _at(names, spelling)
            name.cased = ((as_written(spelling), entity), *name.cased)
        for part in short_names(entity):
            name = _at(names, part.written)
            if name.short is None:
                name.short = {}
            name.short.setdefault(part, []).append(entity)
    return names


def as_written(text: str) -> str:
    """Return `text` with its blanks folded and apostrophes made one kind."""
    return one_spaced(text).replace("’", "'")


def _at(names: dict[str, Name], spelling: str) -> Name:
    key = one_spaced(fold(spelling))
    name = names.get(key)
    if name is None:
        name = names[key] = Name(key)
    return name


def _spellings(entity: Entity) -> Iterator[str]:
    """Yield what names the entity in any case."""
    for spelling in (entity.name, *entity.aliases):
        if spelling in entity.cased:
            continue
        yield spelling
        if entity.type is EntityType.WEAPON and spelling[-1].isalnum():
            yield spelling + "s"
