"""The real sources, searched: each phrase and each entity is found wherever it stands."""

import re
from pathlib import Path

import pytest

from nkreader.model.source import Source
from nkreader.session.search.everything import Everything
from nkreader.session.search.hit import Field
from nkreader.session.search.sought import seek
from nkreader.session.start import open_session
from nkreader.session.workspace import locate
from nkreader.text.fold import fold
from nkreader.text.prose import prose

KIM = "Kim Jong Un"
QUERIES = ('"north korea"', '"kim jong un"', '"missile"', f'entity:"{KIM}"')


@pytest.fixture
def found(real_sources: Path, tmp_path: Path) -> dict[str, tuple[int, ...]]:
    """Return how often each query is found in each source; none of it cold only."""
    session = open_session(locate(cwd=tmp_path, annotator="ann"), [real_sources])
    everything = Everything(session)
    counts = {}
    for query in QUERIES:
        cold, warm = (
            [
                sum(hit.field is Field.TEXT for hit in looked.hits)
                for looked in everything.look(seek(session, query))
            ]
            for _ in range(2)
        )
        assert cold == warm
        wanted = [_wanted(session.library.load(each), query) for each in session.library.entries]
        if not query.startswith("entity"):
            assert cold == wanted
        else:
            mentions = [session.open(each).all_mentions for each in session.library.entries]
            named = [[each for each in here if each.entity.name == KIM] for here in mentions]
            assert cold == [len(each) for each in named]
        counts[query] = tuple(cold)
    session.store.close()
    return counts


def _wanted(source: Source, query: str) -> int:
    """Count a phrase in folded prose, line by line, where a word begins with it."""
    pattern = r"\b" + " +".join(re.escape(word) for word in query.strip('"').split())
    return sum(len(re.findall(pattern, fold(line))) for line in prose(source).split("\n"))


def test_an_entity_is_found_by_more_than_its_name(found: dict[str, tuple[int, ...]]) -> None:
    by_name, by_entity = sum(found[QUERIES[1]]), sum(found[QUERIES[3]])
    assert by_entity > by_name > 0
    assert all(found[QUERIES[0]])
