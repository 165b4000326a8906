"""What is searched for, with all that has to be known before any text is looked at."""

from collections.abc import Iterable, Iterator
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from nkreader.analysis.filters import Filter, is_named
from nkreader.analysis.query import Query, parse_search
from nkreader.analysis.verdicts import VerdictsOn, no_verdicts
from nkreader.model.entity import Entity
from nkreader.model.errors import NkreaderError
from nkreader.model.span import Span
from nkreader.session.annotating.verdict import verdicts_on
from nkreader.session.opened import FindsMentions
from nkreader.session.session import Session
from nkreader.text.fold import fold
from nkreader.text.terms import words_of

# Words that all stand in a text.
Words = tuple[str, ...]
# Of these, some stand in a text in which a term does.
Need = tuple[Words, ...]

# Mentions are looked for in stretches of this length, in code points: whoever else waits for
# the gazetteer has it in between. A name is no longer than what is looked at beside one.
_STRETCH = 16_384
_BESIDE = 256
# No shorter word stands for a name that has longer ones.
_LEAST = 3


class Sought(Struct, frozen=True):
    """A query, the ``names`` of the entities it asks for, and the words that spell them.

    ``needs`` is what a text must hold for anything to be found in it; ``wanted_but_names`` what
    an annotation must be, but for the entities: a mention is a place to be found.
    """

    query: Query
    names: frozenset[str]
    spellings: Need
    needs: tuple[Need, ...]
    wanted_but_names: Filter
    matcher: FindsMentions
    verdicts_on: VerdictsOn

    @property
    def term_count(self) -> int:
        """How many terms must stand together: mentions are one."""
        return len(self.query.terms) + bool(self.names)

    def mentions(self, prose: str, folded: str) -> Iterator[Span]:
        """Yield where any of the entities is mentioned, in order."""
        words = {word for spelling in self.spellings for word in _telling(spelling)}
        for start in range(0, len(prose) if self.names else 0, _STRETCH):
            end = min(start + _STRETCH, len(prose))
            low, high = max(0, start - _BESIDE), end + _BESIDE
            if any(folded.find(word, low, high) >= 0 for word in words):
                for mention in self.matcher.find(prose, start, end):
                    if mention.entity.name in self.names:
                        yield mention.span


def seek(session: Session, text: str, further: Filter | None = None) -> Sought:
    """Return what a typed query, and a ``further`` filter, search for.

    The gazetteer is read only where they ask for names.
    Raises NkreaderError for a query that cannot be read, or an entity that nobody knows.
    """
    query = parse_search(text, further)
    entities = session.entities if query.wanted.entities else ()
    return sought(query, entities, session.late_matcher, partial(verdicts_on, session))


def sought(
    query: Query,
    entities: Iterable[Entity],
    matcher: FindsMentions,
    verdicts: VerdictsOn = no_verdicts,
) -> Sought:
    """Return what a query searches for; ``entities`` are all that the ``matcher`` knows.

    Raises NkreaderError for an entity that is not among them.
    """
    wanted = query.wanted
    everybody = tuple(entities)
    asked = tuple(each for name in wanted.entities for each in _called(everybody, name))
    needs: list[Need] = [(term.words,) for term in query.terms if term.words]
    spellings = tuple({words_of(name): None for each in asked for name in _names(each)})
    if asked:
        needs.append(spellings)
    if wanted.speakers:
        needs.append(tuple(map(words_of, wanted.speakers)))
    names = frozenset(each.name for each in asked)
    but_names = replace(wanted, entities=())
    return Sought(query, names, spellings, tuple(needs), but_names, matcher, verdicts)


def _called(entities: Iterable[Entity], asked: str) -> tuple[Entity, ...]:
    """Return those with one of the names, or whose own name has its words in order."""
    folded = fold(asked).split()
    found = tuple(
        each
        for each in entities
        if is_named((each.name,), (asked,))
        or any(fold(name).split() == folded for name in _names(each))
    )
    if not words_of(asked) or not found:
        raise NkreaderError(
            f"no entity is called {asked!r}: search for the words, or let nkreader entity add "
            "make it one"
        )
    return found


def _telling(words: Words) -> Words:
    """Return the words of which one stands wherever a name or what is short for it does."""
    return tuple(word for word in words if len(word) >= _LEAST) or words


def _names(entity: Entity) -> Iterator[str]:
    yield from (entity.name, *entity.aliases, *entity.cased)
