"""Denials and claims of the real sources, marked before anything was ranked.

``pairs`` are a denial and the claims of which any is what it denies; all passages are
tagged, so that those of other matters stand in the way. Offsets only, none of the text.
"""

import json
from pathlib import Path

from nkreader.analysis.attribution import said_at
from nkreader.analysis.ranking import Ranking, traits_of
from nkreader.analysis.terms import terms_of
from nkreader.loaders import load
from nkreader.loaders.entities import gazetteer
from nkreader.model.annotation import Annotation, Label
from nkreader.model.span import Span
from nkreader.text.mentions import Matcher
from nkreader.text.quotable import readable

MARKS = json.loads((Path(__file__).parent / "real_links.json").read_text(encoding="utf-8"))


def test_the_claim_that_is_denied_is_among_the_first(real_sources: Path) -> None:
    sources = {path.name: load(path) for path in real_sources.glob("*.txt")}
    matcher, ranking = Matcher(gazetteer()), Ranking()
    for number, (label, name, start, end) in enumerate(MARKS["passages"]):
        source, span = sources[name], Span(start, end)
        text = readable(source, span)
        annotation = Annotation(
            str(number), source.id, start, end, span.of(source.text), Label(label), "ann", "", "",
            said_at=said_at(source, span),
        )  # fmt: skip
        names = [mention.entity.name for mention in matcher.find(text)]
        ranking.put(annotation.id, traits_of(annotation, terms_of(text, names)))
    places = []
    for denial, claims in MARKS["pairs"]:
        ranked = ranking.ranked(str(denial))
        places.append(1 + min(ranked.index(str(claim)) for claim in claims))
    assert len(places) == 20
    assert sum(place == 1 for place in places) >= 7, places
    assert sum(place <= 3 for place in places) >= 12, places
