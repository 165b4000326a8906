"""Named things of the gazetteer, and the places that name them."""

from enum import StrEnum

from msgspec import Struct

from nkreader.model.span import Span

# In code points; a name longer than this is a sentence put in the wrong field.
LONGEST_NAME = 200


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


class Entity(Struct, frozen=True):
    """A named thing. ``aliases`` match in any case, ``cased`` only as written."""

    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    cased: tuple[str, ...] = ()
    wikidata: str | None = None


class Mention(Struct, frozen=True):
    """One span that names an entity, without article, title or possessive."""

    span: Span
    entity: Entity


def fault_of(name: str) -> str | None:
    """Say what keeps ``name`` from naming anything, as in "has ...", None if nothing does."""
    if len(name) > LONGEST_NAME:
        return f"is longer than {LONGEST_NAME} characters"
    if not name.isprintable() and any(map(_is_control, name)):
        return "has a control character"
    if not any(map(str.isalnum, name)):
        return "has no letter or digit"
    return None


def _is_control(char: str) -> bool:
    return (
        char < " "
        or "\x7f" <= char <= "\x9f"
        or char in "\u2028\u2029"
        or "\ud800" <= char <= "\udfff"
    )
