"""Verdicts: what one annotator holds of another's annotation."""

from msgspec import Struct

from nkreader.model.annotation import Label, Link, Status


class Verdict(Struct, frozen=True):
    """What ``annotator`` holds of the annotation whose id is ``on``.

    It is kept in the annotator's own database, one for each annotation. None, and no
    links, leave the annotation as it is; links stand beside the annotation's own.
    ``created`` and ``modified`` are ISO 8601.
    """

    on: str
    annotator: str
    created: str
    modified: str
    status: Status | None = None
    label: Label | None = None
    note: str | None = None
    links: tuple[Link, ...] = ()

    @property
    def says_nothing(self) -> bool:
        """Whether the annotation is left wholly as it is."""
        return not (self.status or self.label or self.note or self.links)
