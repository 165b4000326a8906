"""The names of a gazetteer, made ready once in a process and not again for each session."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property, lru_cache
from unittest.mock import patch

from nkreader.model.entity import Entity
from nkreader.text.mentions import Matcher
from nkreader.text.names import Name, names_of
from nkreader.text.trie import NameIndex

_KEPT = 8


@contextmanager
def names_read_once() -> Iterator[None]:
    """Let matchers of the same entities share their index, which nothing changes."""
    shared = cached_property(_of_a_matcher)
    shared.__set_name__(Matcher, "_index")
    with patch.object(Matcher, "_index", shared):
        yield


def _of_a_matcher(matcher: Matcher) -> NameIndex[Name]:
    return _index(matcher._entities)


@lru_cache(maxsize=_KEPT)
def _index(entities: tuple[Entity, ...]) -> NameIndex[Name]:
    return NameIndex(names_of(entities))
