"""All that nkreader sees in a source, as one object of plain values."""

from collections.abc import Iterator

from nkreader.model.span import Span
from nkreader.session.opened import Opened


def inspected(opened: Opened) -> dict[str, object]:
    """Return what is seen in a source, under the names of ``inspect --json``, in their order.

    Of what there may be many of, each is made when it is come to.
    """
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
        "timecodes": (
            {**_place(timecode.span), "text": timecode.text, "at": timecode.at}
            for timecode in source.timecodes
        ),
        "turns": ({**_place(turn.span), "speaker": turn.speaker} for turn in source.turns),
        "boilerplate": map(_place, source.boilerplate),
        "sentences": map(_place, opened.ground.each_sentence()),
        "mentions": _mentions(opened),
    }


def _mentions(opened: Opened) -> Iterator[dict[str, object]]:
    for each in opened.each_mention():
        yield {
            **_place(each.span),
            "quote": each.span.of(opened.source.text),
            "name": each.entity.name,
            "type": each.entity.type.value,
            "wikidata": each.entity.wikidata,
        }


def _place(span: Span) -> dict[str, object]:
    return {"start": span.start, "end": span.end}
