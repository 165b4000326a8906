"""The formats that annotations leave in: the one list of them.

To add a format, write its module and one record here.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nkreader.exporters import cas, cas_types, csv, json, jsonl, markdown
from nkreader.exporters.export import Export
from nkreader.exporters.output import Folder, Output, Text
from nkreader.exporters.tagged_text import lost_by_text
from nkreader.model.errors import NkreaderError

_BYTE_ORDER_MARK = "\ufeff"


def nothing_lost(_: Export) -> Counter[str]:
    """Count nothing: the format carries all that it is given."""
    return Counter()


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write annotations down.

    ``carries`` and ``loses`` say in a phrase what arrives and what does not; ``losses``
    counts what of an export does not, by kind: a phrase in the singular that begins with
    its noun. ``suffix`` is what names of its files end in; where one ends in several, the
    longest counts. ``config`` is what its tool has to be told first. ``marked`` tells
    whether its readers put up with a byte-order mark.
    """

    name: str
    suffix: str
    carries: str
    loses: str
    output: Output
    losses: Callable[[Export], Counter[str]] = nothing_lost
    config: Callable[[], str] | None = None
    marked: bool = False

    def write(self, export: Export, *, bom: bool = False) -> Iterator[str]:
        """Yield the text of a format that is one, piece by piece.

        Raise NkreaderError where ``bom`` asks for a byte-order mark that would harm, or
        the format is no text.
        """
        if bom and not self.marked:
            raise NkreaderError(
                f"{self.name} takes no byte-order mark: leave it out, or export as csv"
            )
        if not isinstance(self.output, Text):
            raise NkreaderError(f"{self.name} is no text: name a place with --output")
        chunks = self.output.chunks(export)
        return _marked(chunks) if bom else chunks


FORMATS = (
    Format(
        name="json",
        suffix=".json",
        carries="everything: sources, annotations, links, mentions, in one document",
        loses="nothing",
        output=Text(json.document),
    ),
    Format(
        name="jsonl",
        suffix=".jsonl",
        carries="every annotation on a line of its own, with the fields of its source",
        loses="sources without annotations",
        output=Text(jsonl.lines),
    ),
    Format(
        name="csv",
        suffix=".csv",
        carries="every annotation as a row, with the fields of its source; links as ids",
        loses=(
            "places, types and Wikidata ids of mentions; sources without annotations; "
            "characters that steer a terminal, which are pictures"
        ),
        output=Text(csv.table),
        losses=csv.losses,
        marked=True,
    ),
    Format(
        name="markdown",
        suffix=".md",
        carries="a brief to read: passages by source, what was said of them, links to follow",
        loses="the words around a passage; mentions; hashes; when an annotation was made",
        output=Text(markdown.brief),
    ),
    Format(
        name="cas",
        suffix=".cas",
        carries="a UIMA CAS JSON 0.4 document for each source, for INCEpTION",
        loses=(
            "links from one source to another; the words around a passage; names of mentions; "
            "publishers and dates of sources; sources without annotations"
        ),
        output=Folder(cas.documents, (".json",)),
        losses=lost_by_text,
        config=cas_types.layers,
    ),
)


def format_named(name: str) -> Format:
    """Return the format of this name; raise NkreaderError where there is none."""
    for known in FORMATS:
        if known.name == name:
            return known
    names = ", ".join(known.name for known in FORMATS)
    raise NkreaderError(f"there is no format {name!r}: choose one of {names}")


def format_of(file_name: str) -> Format | None:
    """Return the format whose files have such a name, None where there is none."""
    name = file_name.lower()
    fitting = [each for each in FORMATS if name.endswith(each.suffix)]
    return max(fitting, key=lambda each: len(each.suffix), default=None)


def _marked(chunks: Iterator[str]) -> Iterator[str]:
    yield _BYTE_ORDER_MARK
    yield from chunks
