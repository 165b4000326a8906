"""Records of verdicts and reviews: as plain JSON values, and back, checked field by field."""

from collections.abc import Mapping

from nkreader.model.fields import (
    choice_in,
    id_in,
    items_in,
    offset_in,
    optional_in,
    text_in,
    wrong,
)
from nkreader.model.record import LABELS, STATUSES, Record, links_in, links_to_record
from nkreader.model.review import Action, Material, Position, Queue, Review, Tally
from nkreader.model.verdict import Verdict

_ACTIONS = {member.value: member for member in Action}
_MATERIALS = {member.value: member for member in Material}


def verdict_to_record(verdict: Verdict) -> Record:
    """Return ``verdict`` as JSON values."""
    return {
        "on": verdict.on,
        "annotator": verdict.annotator,
        "status": verdict.status.value if verdict.status else None,
        "label": verdict.label.value if verdict.label else None,
        "note": verdict.note,
        "links": links_to_record(verdict.links),
        "created": verdict.created,
        "modified": verdict.modified,
    }


def verdict_from_record(record: Mapping[str, object]) -> Verdict:
    """Return the verdict that ``record`` says; raise NkreaderError naming a wrong field."""
    return Verdict(
        on=id_in(record, "on"),
        annotator=text_in(record, "annotator"),
        created=text_in(record, "created"),
        modified=text_in(record, "modified"),
        status=None if record.get("status") is None else choice_in(record, "status", STATUSES),
        label=None if record.get("label") is None else choice_in(record, "label", LABELS),
        note=optional_in(record, "note"),
        links=links_in(record),
    )


def review_to_record(review: Review) -> Record:
    """Return ``review`` as JSON values."""
    at = review.position
    return {
        "id": review.id,
        "annotator": review.annotator,
        "queue": {"material": review.queue.material.value, "query": review.queue.query},
        "started": review.started,
        "modified": review.modified,
        "ended": review.ended,
        "total": review.total,
        "done": review.done,
        "seconds": review.seconds,
        "position": at
        and {"path": at.path, "start": at.start, "end": at.end, "annotation": at.annotation},
        "tallies": [
            {"action": each.action.value, "label": each.label.value, "count": each.count}
            for each in review.tallies
        ],
    }


def review_from_record(record: Mapping[str, object]) -> Review:
    """Return the review that ``record`` says; raise NkreaderError naming a wrong field."""
    queue = _inner(record, "queue")
    return Review(
        id=id_in(record, "id"),
        annotator=text_in(record, "annotator"),
        queue=Queue(choice_in(queue, "material", _MATERIALS), text_in(queue, "query")),
        started=text_in(record, "started"),
        modified=text_in(record, "modified"),
        ended=optional_in(record, "ended"),
        total=offset_in(record, "total"),
        done=offset_in(record, "done"),
        seconds=offset_in(record, "seconds"),
        position=None if record.get("position") is None else _position(_inner(record, "position")),
        tallies=tuple(_tally(item) for item in items_in(record, "tallies")),
    )


def _position(record: Mapping[str, object]) -> Position:
    return Position(
        path=text_in(record, "path"),
        start=offset_in(record, "start"),
        end=offset_in(record, "end"),
        annotation=None if record.get("annotation") is None else id_in(record, "annotation"),
    )


def _tally(item: object) -> Tally:
    record = _inner({"tallies": item}, "tallies")
    return Tally(
        choice_in(record, "action", _ACTIONS),
        choice_in(record, "label", LABELS),
        offset_in(record, "count"),
    )


def _inner(record: Mapping[str, object], field: str) -> Mapping[str, object]:
    value = record.get(field)
    if not isinstance(value, dict):
        raise wrong(field, "is not an object")
    return value
