"""The code book: which codes are labels, and which are tags."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from nkreader.importers.refi.elements import first, guid, named
from nkreader.model.annotation import Label

_LABELS = {label.value: label for label in Label}
_TAG = "#"


@dataclass(frozen=True, slots=True)
class Code:
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
        yield guid(code), Code(name.removeprefix(_TAG), _LABELS.get(name.strip().lower()))
        waiting += named(code, "Code")
