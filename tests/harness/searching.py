"""Short ways to search for something in a text."""

from collections.abc import Sequence

from msgspec.structs import replace

from nkreader.analysis.query import parse_search
from nkreader.loaders import recognise
from nkreader.model.entity import Entity
from nkreader.model.source import Shape, Source
from nkreader.session.search.hit import Hit
from nkreader.session.search.in_source import in_source
from nkreader.session.search.shelf import readable
from nkreader.session.search.sought import Sought, sought
from nkreader.text.mentions import Matcher


def source_of(text: str) -> Source:
    """Return a text as a source, its parts recognised."""
    parts = recognise(text)
    plain = Source("a.txt", parts.text, "0" * 64, Shape.PLAIN)
    return replace(
        plain,
        shape=parts.shape,
        title=parts.title,
        published=parts.published,
        sections=parts.sections,
        timecodes=parts.timecodes,
        turns=parts.turns,
        boilerplate=parts.boilerplate,
        standalone=parts.standalone,
    )


def sought_for(typed: str, entities: Sequence[Entity] = ()) -> Sought:
    """Return what is searched for, where these are all entities."""
    return sought(parse_search(typed), entities, Matcher(entities))


def hits(text: str, typed: str, entities: Sequence[Entity] = ()) -> list[Hit]:
    """Return what a search finds in a text."""
    return [*in_source(readable(source_of(text)), "a.txt", sought_for(typed, entities))]
