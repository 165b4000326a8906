"""Of what there is a timeline here: a statement, a speaker, an entity."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

from nkreader.analysis.claims.ledger import Ledger
from nkreader.model.annotation import Annotation, Label


class Named(StrEnum):
    """What sort of name a timeline is of."""

    SPEAKER = "speaker"
    ENTITY = "entity"


class Subject(Struct, frozen=True):
    """What a timeline is of: ``key`` is a statement's key or a name, ``told`` what is shown.

    Of a statement the ``kind`` is its label.
    """

    kind: Label | Named
    key: str
    told: str

    @property
    def is_statement(self) -> bool:
        """Whether it is said, no name."""
        return isinstance(self.kind, Label)


def statement(ledger: Ledger, key: str) -> Subject:
    """Return what a timeline of a statement is of."""
    return Subject(ledger.label(key), key, ledger.about(key))


def statements_of(ledger: Ledger, annotations: Iterable[Annotation]) -> tuple[Subject, ...]:
    """Return the claims that annotations make or answer; of one tied to none, itself."""
    keys: dict[str, None] = {}
    for each in annotations:
        key = ledger.key_of(each.id)
        if key is not None:
            keys |= dict.fromkeys(_claims(ledger, key))
    return tuple(statement(ledger, key) for key in keys)


def names_of(speakers: Iterable[str | None], entities: Iterable[str]) -> tuple[Subject, ...]:
    """Return the speakers and entities, each once."""
    found = [Subject(Named.SPEAKER, name, name) for name in speakers if name]
    found += (Subject(Named.ENTITY, name, name) for name in entities)
    return tuple(dict.fromkeys(found))


def _claims(ledger: Ledger, key: str) -> Iterator[str]:
    """Yield the claims that a statement is or bears on, over however many others."""
    if ledger.label(key) is Label.CLAIM:
        yield key
        return
    seen, waiting, any_found = {key}, [key], False
    while waiting:
        for _, other in ledger.targets(waiting.pop(0)):
            if other in seen:
                continue
            seen.add(other)
            if ledger.label(other) is Label.CLAIM:
                any_found = True
                yield other
            else:
                waiting.append(other)
    if not any_found:
        yield key
