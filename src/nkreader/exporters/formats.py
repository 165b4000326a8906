"""The formats that annotations leave in: the one list of them.

To add a format, write its module and one record here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nkreader.exporters import csv, json, jsonl, markdown
from nkreader.exporters.export import Export
from nkreader.model.errors import NkreaderError

_BYTE_ORDER_MARK = "\ufeff"


def _none_altered(_: Export) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write annotations down.

    ``carries`` and ``loses`` say in a phrase what arrives and what does not.
    ``altered`` counts the cells that do not say quite what was said. ``marked`` tells whether
    its readers put up with a byte-order mark.
    """

    name: str
    suffix: str
    carries: str
    loses: str
    chunks: Callable[[Export], Iterator[str]]
    altered: Callable[[Export], int] = _none_altered
    marked: bool = False

    def write(self, export: Export, *, bom: bool = False) -> Iterator[str]:
        """Yield the text, piece by piece; all of it can be encoded as UTF-8.

        Raise NkreaderError where ``bom`` asks for a byte-order mark that would harm.
        """
        if bom and not self.marked:
            raise NkreaderError(
                f"{self.name} takes no byte-order mark: leave it out, or export as csv"
            )
        return _marked(self.chunks(export)) if bom else self.chunks(export)


FORMATS = (
    Format(
        name="json",
        suffix=".json",
        carries="everything: sources, annotations, links, mentions, in one document",
        loses="nothing",
        chunks=json.document,
    ),
    Format(
        name="jsonl",
        suffix=".jsonl",
        carries="every annotation on a line of its own, with the fields of its source",
        loses="sources without annotations",
        chunks=jsonl.lines,
    ),
    Format(
        name="csv",
        suffix=".csv",
        carries="every annotation as a row, with the fields of its source; links as ids",
        loses=(
            "places, types and Wikidata ids of mentions; sources without annotations; "
            "characters that steer a terminal, which are pictures"
        ),
        chunks=csv.table,
        altered=csv.altered,
        marked=True,
    ),
    Format(
        name="markdown",
        suffix=".md",
        carries="a brief to read: passages by source, what was said of them, links to follow",
        loses="the words around a passage; mentions; hashes; when an annotation was made",
        chunks=markdown.brief,
    ),
)


def format_named(name: str) -> Format:
    """Return the format of this name; raise NkreaderError where there is none."""
    for known in FORMATS:
        if known.name == name:
            return known
    names = ", ".join(known.name for known in FORMATS)
    raise NkreaderError(f"there is no format {name!r}: choose one of {names}")


def _marked(chunks: Iterator[str]) -> Iterator[str]:
    yield _BYTE_ORDER_MARK
    yield from chunks
