"""All that nkreader sees in a source, as one object of plain values."""

from nkreader.model.span import Span
from nkreader.session.opened import Opened


def inspected(opened: Opened) -> dict[str, object]:
    """Return what is seen in a source, under the names of ``inspect --json``, in their order."""
    source = opened.source
    return {
        "path": opened.path,
        "shape": source.shape.value,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "urls": list(source.urls),
        "sha256": source.sha256,
        "length": source.length,
        "sections": [
            {
                "title": section.title,
                "url": section.url,
                "published": section.published,
                **_place(section.span),
                "body_start": section.body.start,
                "body_end": section.body.end,
            }
            for section in source.sections
        ],
        "timecodes": [
            {**_place(timecode.span), "text": timecode.text, "at": timecode.at}
            for timecode in source.timecodes
        ],
        "turns": [{**_place(turn.span), "speaker": turn.speaker} for turn in source.turns],
        "boilerplate": [_place(span) for span in source.boilerplate],
        "sentences": [_place(span) for span in opened.sentences],
        "mentions": [
            {
                **_place(mention.span),
                "quote": mention.span.of(source.text),
                "name": mention.entity.name,
                "type": mention.entity.type.value,
                "wikidata": mention.entity.wikidata,
            }
            for mention in opened.all_mentions
        ],
    }


def _place(span: Span) -> dict[str, object]:
    return {"start": span.start, "end": span.end}
