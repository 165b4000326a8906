"""Selections: stretches of a text, with all that their codes, notes and facts say of them."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from msgspec import Struct

from nkreader.model.annotation import Label
from nkreader.model.span import Span


class Selection(Struct, frozen=True):
    """A selection, and all that is said of it. ``guids`` are what links call it."""

    guids: tuple[str, ...]
    source: str
    span: Span
    labels: tuple[Label, ...]
    tags: tuple[str, ...]
    element: Element
    note: str | None
    facts: dict[str, str]


def joined(told: Sequence[Selection]) -> Selection:
    """Return one selection that says what several, at least one, say of the same passage."""
    first = told[0]
    if len(told) == 1:
        return first
    facts: dict[str, str] = {}
    for each in reversed(told):
        facts |= each.facts
    return Selection(
        guids=tuple(code for each in told for code in each.guids),
        source=first.source,
        span=first.span,
        labels=tuple(dict.fromkeys(label for each in told for label in each.labels)),
        tags=tuple(dict.fromkeys(tag for each in told for tag in each.tags)),
        element=first.element,
        note=next((each.note for each in told if each.note), None),
        facts=facts,
    )
