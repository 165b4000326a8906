"""Named things of the gazetteer, and the places that name them."""

from dataclasses import dataclass
from enum import StrEnum

from nkreader.model.span import Span


class EntityType(StrEnum):
    """What kind of thing an entity is."""

    PERSON = "PERSON"
    GPE = "GPE"
    LOC = "LOC"
    ORG = "ORG"
    WEAPON = "WEAPON"
    EVENT = "EVENT"
    TREATY = "TREATY"
    MEDIA = "MEDIA"
    PRODUCT = "PRODUCT"


@dataclass(frozen=True, slots=True)
class Entity:
    """A named thing. ``aliases`` match in any case, ``cased`` only as written."""

    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    cased: tuple[str, ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One span that names an entity, without article, title or possessive."""

    span: Span
    entity: Entity
