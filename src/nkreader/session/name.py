"""Adding names to the gazetteer."""

from dataclasses import replace

from nkreader.model.change import Change, Step
from nkreader.model.entity import Entity, EntityType
from nkreader.model.errors import NkreaderError
from nkreader.session.session import Session
from nkreader.text.fold import fold


def add_name(
    session: Session, name: str, kind: EntityType | None = None, aliases: tuple[str, ...] = ()
) -> Entity:
    """Add aliases to the entity of that name, or make it; durable on return.

    ``kind`` is needed for a new entity. Raises NkreaderError where it is missing.
    """
    clean = " ".join(name.split())
    if not clean:
        raise NkreaderError("An entity needs a name.")
    known = {fold(each.name): each for each in session.entities}.get(fold(clean))
    if known is None and kind is None:
        raise NkreaderError(f"{clean} is not in the gazetteer: say its type to make it.")
    mine = session.store.entities.get(known.name if known else clean)
    before = mine
    base = mine or Entity(
        name=known.name if known else clean,
        type=known.type if known else kind or EntityType.ORG,
        wikidata=known.wikidata if known else None,
    )
    fresh = tuple(dict.fromkeys(" ".join(alias.split()) for alias in aliases))
    wanted = tuple(alias for alias in fresh if alias and alias not in base.aliases)
    after = replace(base, aliases=(*base.aliases, *wanted))
    if after != before:
        step = Step(session.new_id(), "entity", session.now(), (Change(before, after),))
        session.store.apply(step)
        session.forget_matcher()
    return after
