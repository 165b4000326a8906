"""Label Studio's tasks: a source a task, and the labelling configuration that fits them.

Offsets are code points, each character of a line end one: so today's releases count. Details
are results of controls of their own for a region, to be seen and changed there; what has no
control is in the region's ``meta``.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from xml.sax.saxutils import quoteattr

from nkreader.exporters.export import Export, ExportedAnnotation
from nkreader.exporters.native import details, dumps, listed
from nkreader.exporters.tagged_text import TaggedText, lost_by_text, mentions_lost, tagged_texts
from nkreader.model.annotation import Certainty, Label, Relation, Status
from nkreader.model.record import source_to_record

MARK = re.compile(rb'\[\]\n\Z|\[\n\{"data": \{"text": "[^\n]*, "nkreader": \{"id": "')
TEXTS = ("speaker", "via", "outlet", "about", "note", "tags")
CHOICES = {"certainty": tuple(Certainty), "status": tuple(Status)}

_COLOURS = dict(zip(Label, ("#3b82f6", "#ef4444", "#10b981", "#a855f7"), strict=True))


def tasks(export: Export) -> Iterator[str]:
    """Yield the list of tasks, in pieces."""
    before = "[\n"
    for tagged in tagged_texts(export):
        yield before
        yield from _task(tagged)
        before = ",\n"
    yield "\n]\n" if before != "[\n" else "[]\n"


def losses(export: Export) -> Counter[str]:
    """Count what a task has no place for."""
    return lost_by_text(export) + mentions_lost(export)


def config() -> str:
    """Return the labelling configuration, which a project needs before the tasks."""
    return "\n".join(_config()) + "\n"


def _config() -> Iterator[str]:
    yield "<View>"
    yield '  <View style="white-space: pre-wrap">'
    yield '    <Text name="text" value="$text" granularity="symbol"/>'
    yield "  </View>"
    yield '  <Labels name="label" toName="text">'
    for label, colour in _COLOURS.items():
        yield f"    <Label value={quoteattr(label)} background={quoteattr(colour)}/>"
    yield "  </Labels>"
    yield "  <Relations>"
    for relation in Relation:
        yield f"    <Relation value={quoteattr(relation)}/>"
    yield "  </Relations>"
    for name, values in CHOICES.items():
        yield f'  <Choices name={quoteattr(name)} toName="text" perRegion="true">'
        for value in values:
            yield f"    <Choice value={quoteattr(value)}/>"
        yield "  </Choices>"
    for name in TEXTS:
        most = "" if name == "tags" else ' maxSubmissions="1"'
        yield (
            f'  <TextArea name={quoteattr(name)} toName="text" perRegion="true" '
            f'placeholder={quoteattr(name)} editable="true"{most}/>'
        )
    yield "</View>"


def _task(tagged: TaggedText) -> Iterator[str]:
    source = tagged.source
    data = {
        "text": tagged.text,
        "title": source.title or source.path,
        "nkreader": source_to_record(source),
    }
    yield f'{{"data": {dumps(data)}, "annotations": [{{"result": ['
    regions = chain.from_iterable(map(_results, tagged.annotations))
    links = (
        {
            "type": "relation",
            "from_id": one.annotation.id,
            "to_id": link.target,
            "direction": "right",
            "labels": [link.relation.value],
        }
        for one, link in tagged.links
    )
    yield from listed(chain(regions, links))
    yield "]}]}"


def _results(one: ExportedAnnotation) -> Iterator[dict[str, object]]:
    known = details(one)
    place = {"start": one.span.start, "end": one.span.end}
    quote, label = one.annotation.quote, one.annotation.label.value
    controls = {*TEXTS, *CHOICES}
    hidden = {name: value for name, value in known.items() if name not in controls}
    yield _result(one, "label", "labels", place | {"text": quote, "labels": [label]}) | {
        "meta": {"nkreader": hidden}
    }
    for name in CHOICES:
        if name in known:
            yield _result(one, name, "choices", place | {"choices": [known[name]]})
    for name in TEXTS:
        if name in known:
            said = known[name]
            texts = said if isinstance(said, list) else [said]
            yield _result(one, name, "textarea", place | {"text": texts})


def _result(
    one: ExportedAnnotation, control: str, kind: str, value: dict[str, object]
) -> dict[str, object]:
    return {
        "id": one.annotation.id,
        "from_name": control,
        "to_name": "text",
        "type": kind,
        "value": value,
    }
