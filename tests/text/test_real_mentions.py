"""The real sources against marks made by hand: offsets only, none of their text.

`garbled` are names a machine misheard, which nobody is asked to find.
"""

import json
from pathlib import Path

import pytest

from nkreader.loaders import load
from nkreader.loaders.entities import gazetteer
from nkreader.text.mentions import Matcher
from nkreader.text.prose import prose

MARKS = json.loads((Path(__file__).parent / "real_mentions.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(gazetteer())


@pytest.mark.parametrize("source_id", MARKS)
def test_mentions_are_those_marked_by_hand(
    real_sources: Path, matcher: Matcher, source_id: str
) -> None:
    sources = [load(path) for path in sorted(real_sources.glob("*.txt"))]
    source = next(source for source in sources if source.id == source_id)
    garbled = [tuple(span) for span in MARKS[source_id]["garbled"]]
    marks = {tuple(span) for span in MARKS[source_id]["marks"]}
    found = {
        tuple(mention.span)
        for mention in matcher.find(prose(source))
        if not any(mention.span.start < end and start < mention.span.end for start, end in garbled)
    }
    right = len(found & marks)
    f1 = 2 * right / (len(found) + len(marks))
    assert f1 >= 0.97, (sorted(found - marks), sorted(marks - found))
