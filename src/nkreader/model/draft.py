"""Drafts: what is being typed of a passage, and is not saved yet."""

from msgspec import Struct
from msgspec.structs import replace

from nkreader.model.annotation import Annotation

# Of the passage's text a draft keeps this much, to be known by; in code points.
_EXCERPT = 200


class Draft(Struct, frozen=True):
    """What was typed of an annotation: ``before`` is how it stood, ``after`` how it would.

    Of the passage both hold an excerpt only. ``at`` is when it was typed, ISO 8601.
    """

    at: str
    before: Annotation
    after: Annotation

    @property
    def id(self) -> str:
        """The id of the annotation."""
        return self.before.id


def draft(at: str, before: Annotation, after: Annotation) -> Draft:
    """Return the draft of what would make ``after`` of ``before``."""
    return Draft(at, _brief(before), _brief(after))


def _brief(annotation: Annotation) -> Annotation:
    text = annotation.text or annotation.quote
    return replace(annotation, quote="", prefix="", suffix="", text=text[:_EXCERPT])
