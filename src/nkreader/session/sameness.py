"""Whether an annotation that comes in is one that is here already.

Two with the same id are one and the same if all that is told of the one is true of the other:
where the passage stands does not count, because an export says where it stands today.
"""

from enum import Enum

from nkreader.importers.incoming import IncomingAnnotation
from nkreader.model.annotation import Annotation
from nkreader.model.moment import moment
from nkreader.text.spreadsheet import steerless

_WORDS = ("speaker", "via", "outlet", "about", "note", "annotator", "created", "modified")
_VALUES = ("label", "certainty", "status")


class Standing(Enum):
    """How an annotation that is here stands to one with the same id that comes in."""

    SAME = "the same"
    LATER = "a later version of it"
    OTHER = "another one"


def standing(here: Annotation, each: IncomingAnnotation, found: Annotation) -> Standing:
    """Return how the annotation that is ``here`` stands to one that comes in."""
    if says(here, each) and _is_alike(here.quote, found.quote):
        return Standing.SAME
    if here.annotator == each.annotator and here.created == each.created:
        ours, theirs = moment(here.modified), moment(each.modified)
        if ours and theirs and ours > theirs:
            return Standing.LATER
    return Standing.OTHER


def says(here: Annotation, each: IncomingAnnotation) -> bool:
    """Tell whether an annotation says all that is told of one that comes in, but for its links."""
    return (
        all(getattr(each, name) in (None, getattr(here, name)) for name in _VALUES)
        and all(_is_said(getattr(here, name), getattr(each, name)) for name in _WORDS)
        and (each.tags is None or _are_alike(here.tags, each.tags))
    )


def _is_said(here: str | None, told: str | None) -> bool:
    return told is None or (here is not None and _is_alike(here, told))


def _are_alike(here: tuple[str, ...], told: tuple[str, ...]) -> bool:
    return here == told or list(map(steerless, here)) == list(map(steerless, told))


def _is_alike(here: str, told: str) -> bool:
    return here == told or steerless(here) == steerless(told)
