"""Any other text: taken as it is."""

from nkreader.loaders.parts import Parts, undivided
from nkreader.model.source import Shape
from nkreader.model.span import Span
from nkreader.text.regex import regex
from nkreader.text.spaces import one_spaced

_HEADING = regex(r"\s*(#{1,2}[ \t]+(\S[^\r\n]{0,200}))(?![^\r\n])")


def read(text: str) -> Parts:
    """Return ``text`` as one section; only a Markdown heading at its top gives it a title."""
    heading = _HEADING.match(text)
    return undivided(
        text,
        Shape.PLAIN,
        title=one_spaced(heading[2]) if heading else None,
        standalone=(Span(*heading.span(1)),) if heading else (),
    )
