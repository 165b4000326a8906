"""The code book: the four labels, and the tags as codes of their own below "tags".

A tag's code begins with "#", because a tag may have the name of a label, and a code book
holds no name twice.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from nkreader.exporters.export import Export
from nkreader.exporters.refi.guids import guid
from nkreader.exporters.refi.xml_text import closing, element, opening
from nkreader.model.annotation import Label

_NAMESPACE = "urn:QDA-XML:codebook:1.0"
_TAGS = "tags"

_MEANINGS = {
    Label.CLAIM: (
        "#1f6feb",
        "An assertion on a matter of fact, put forward as true by somebody, which the passage "
        "does not itself establish.",
    ),
    Label.DENIAL: ("#b3261e", "An assertion that something said, or on the table, is not so."),
    Label.EVIDENCE: (
        "#2e7d32",
        "An observation, document, figure, image or testimony brought forward for or against "
        "a claim.",
    ),
    Label.SPECULATION: (
        "#8a6d00",
        "What the holder does not know but holds possible, likely or expected.",
    ),
}


MARK = re.compile(rb'<\?xml [^\n]*\n<CodeBook xmlns="[^"\n]*" origin="nkreader">')


def document(export: Export) -> Iterator[str]:
    """Yield a code book on its own, a .qdc file."""
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield opening("CodeBook", xmlns=_NAMESPACE, origin="nkreader") + "\n"
    yield from codes(export)
    yield closing("CodeBook") + "\n"


def losses(export: Export) -> Counter[str]:
    """Count what is left out: a code book is what one codes with, not what was coded."""
    return +Counter({"annotation": len(export.annotations), "source": len(export.sources)})


def codes(export: Export) -> Iterator[str]:
    """Yield the codes of all labels, and of the tags in use in alphabetical order."""
    yield "<Codes>\n"
    for label, (colour, meaning) in _MEANINGS.items():
        yield _opened(label_guid(label), label.value, codable=True, colour=colour)
        yield element("Description", meaning) + "</Code>\n"
    tags = sorted({tag for one in export.annotations for tag in one.annotation.tags})
    if tags:
        yield _opened(guid("codes", _TAGS), _TAGS, codable=False) + "\n"
        yield from _tag_codes(tags)
        yield "</Code>\n"
    yield "</Codes>\n"


def label_guid(label: Label) -> str:
    """Return the GUID of a label's code."""
    return guid("label", label.value)


def tag_guid(tag: str) -> str:
    """Return the GUID of a tag's code."""
    return guid("tag", tag)


def _tag_codes(tags: Iterable[str]) -> Iterator[str]:
    for tag in tags:
        yield _opened(tag_guid(tag), f"#{tag}", codable=True) + "</Code>\n"


def _opened(code: str, name: str, *, codable: bool, colour: str | None = None) -> str:
    is_codable = "true" if codable else "false"
    return opening("Code", guid=code, name=name, isCodable=is_codable, color=colour)
