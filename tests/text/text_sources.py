"""Sources written as text with their parts in braces, for the tests of this folder.

``{t:6:01 pm}`` is a clock line, ``{m:>>}`` a turn's mark, ``{b:Source link}`` boilerplate and
``{s:A headline}`` a sentence of its own. Only what is inside stands in the text.
"""

import re

from nkreader.model.source import Section, Shape, Source, Timecode, Turn
from nkreader.model.span import Span

_PART = re.compile(r"\{([tmbs]):(.*?)\}", re.DOTALL)


def source(written: str, shape: Shape = Shape.PLAIN, sections: tuple[Span, ...] = ()) -> Source:
    text = ""
    spans: dict[str, list[Span]] = {kind: [] for kind in "tmbs"}
    at = 0
    for part in _PART.finditer(written):
        text += written[at : part.start()]
        spans[part[1]].append(Span(len(text), len(text) + len(part[2])))
        text += part[2]
        at = part.end()
    text += written[at:]
    return Source(
        path="x.txt",
        text=text,
        sha256="0" * 64,
        shape=shape,
        sections=tuple(Section(span, span) for span in sections),
        timecodes=tuple(Timecode(span, span, span.of(text)) for span in spans["t"]),
        turns=tuple(Turn(Span(mark.end, len(text)), mark) for mark in spans["m"]),
        boilerplate=tuple(spans["b"]),
        standalone=tuple(spans["s"]),
    )
