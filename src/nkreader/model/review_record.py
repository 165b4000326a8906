"""Records of verdicts and reviews: as plain JSON values, and back, checked field by field."""

from collections.abc import Mapping

from nkreader.model.fields import (
    choice,
    identity,
    items,
    offset,
    optional,
    text,
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
        on=identity(record, "on"),
        annotator=text(record, "annotator"),
        created=text(record, "created"),
        modified=text(record, "modified"),
        status=None if record.get("status") is None else choice(record, "status", STATUSES),
        label=None if record.get("label") is None else choice(record, "label", LABELS),
        note=optional(record, "note"),
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
        id=identity(record, "id"),
        annotator=text(record, "annotator"),
        queue=Queue(choice(queue, "material", _MATERIALS), text(queue, "query")),
        started=text(record, "started"),
        modified=text(record, "modified"),
        ended=optional(record, "ended"),
        total=offset(record, "total"),
        done=offset(record, "done"),
        seconds=offset(record, "seconds"),
        position=None if record.get("position") is None else _position(_inner(record, "position")),
        tallies=tuple(_tally(item) for item in items(record, "tallies")),
    )


def _position(record: Mapping[str, object]) -> Position:
    return Position(
        path=text(record, "path"),
        start=offset(record, "start"),
        end=offset(record, "end"),
        annotation=None if record.get("annotation") is None else identity(record, "annotation"),
    )


def _tally(item: object) -> Tally:
    record = _inner({"tallies": item}, "tallies")
    return Tally(
        choice(record, "action", _ACTIONS),
        choice(record, "label", LABELS),
        offset(record, "count"),
    )


def _inner(record: Mapping[str, object], field: str) -> Mapping[str, object]:
    value = record.get(field)
    if not isinstance(value, dict):
        raise wrong(field, "is not an object")
    return value
