"""The code book: which codes are labels, and which are tags."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from msgspec import Struct

from nkreader.importers.refi.elements import first, guid, named
from nkreader.model.annotation import Label
from nkreader.model.record import LABELS

_TAG = "#"


class Code(Struct, frozen=True):
    """A code: a label, or else a tag of this name."""

    tag: str
    label: Label | None


def codes(root: Element) -> dict[str, Code]:
    """Return the codes of a project by their GUIDs."""
    return dict(_codes(first(first(root, "CodeBook"), "Codes")))


def _codes(parent: Element | None) -> Iterator[tuple[str, Code]]:
    waiting = list(named(parent, "Code"))
    while waiting:
        code = waiting.pop()
        name = code.get("name", "")
        yield guid(code), Code(name.removeprefix(_TAG), LABELS.get(name.strip().lower()))
        waiting += named(code, "Code")
