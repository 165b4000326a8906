"""The formats that annotations leave in: the one list of them.

To add a format, write its module and one record here.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from msgspec import Struct

from nkreader.exporters import (
    brat,
    cas,
    cas_types,
    csv,
    doccano,
    json,
    jsonl,
    labelstudio,
    markdown,
    spacy,
    webannotation,
)
from nkreader.exporters.export import Export
from nkreader.exporters.output import Binary, Folder, Output, Text
from nkreader.exporters.refi import archive as refi_archive
from nkreader.exporters.refi import codebook as refi_codebook
from nkreader.exporters.tagged_text import bare_sources, mentions_lost
from nkreader.model.errors import NkreaderError

_BYTE_ORDER_MARK = "\ufeff"


def nothing_lost(_: Export) -> Counter[str]:
    """Count nothing: the format carries all that it is given."""
    return Counter()


class Format(Struct, frozen=True):
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
        output=Text(json.document, json.MARK),
    ),
    Format(
        name="jsonl",
        suffix=".jsonl",
        carries="every annotation on a line of its own, with the fields of its source",
        loses="sources without annotations",
        output=Text(jsonl.lines, jsonl.MARK),
        losses=bare_sources,
    ),
    Format(
        name="csv",
        suffix=".csv",
        carries="every annotation as a row, with the fields of its source; links as ids",
        loses=(
            "places, types and Wikidata ids of mentions; sources without annotations; "
            "characters that steer a terminal, which are pictures"
        ),
        output=Text(csv.table, csv.MARK),
        losses=csv.losses,
        marked=True,
    ),
    Format(
        name="webannotation",
        suffix=".jsonld",
        carries=(
            "every annotation in the W3C's Web Annotation model, links as annotations, entities "
            "as Wikidata's, all details; places in code points"
        ),
        loses=(
            "mentions that Wikidata does not know, and the places of mentions; sources without "
            "annotations"
        ),
        output=Text(webannotation.collection, webannotation.MARK),
        losses=webannotation.losses,
    ),
    Format(
        name="brat",
        suffix=".brat",
        carries=(
            "a folder: each source as a text with LF line ends, annotations, links inside it, "
            "mentions, details as attributes and notes; places in code points of that text"
        ),
        loses=(
            "links across sources; annotations of white space only or whose text is not at hand; "
            "sources without annotations"
        ),
        output=Folder(brat.files, brat.made),
        losses=brat.losses,
        config=brat.config,
    ),
    Format(
        name="doccano",
        suffix=".doccano.jsonl",
        carries=(
            "each source on a line with its text, annotations and the links inside it; details "
            "as metadata that doccano keeps and does not show; places in UTF-16 units"
        ),
        loses=(
            "mentions; links across sources; annotations whose text is not at hand; sources "
            "without annotations; overlaps, where the project does not allow them"
        ),
        output=Text(doccano.lines, doccano.MARK),
        losses=doccano.losses,
    ),
    Format(
        name="labelstudio",
        suffix=".labelstudio.json",
        carries=(
            "each source as a task with its text, annotations, the links inside it and all "
            "details; places in code points. --config prints the labelling configuration"
        ),
        loses=(
            "mentions; links across sources; annotations whose text is not at hand; sources "
            "without annotations"
        ),
        output=Text(labelstudio.tasks, labelstudio.MARK),
        losses=labelstudio.losses,
        config=labelstudio.config,
    ),
    Format(
        name="spacy",
        suffix=".spacy.jsonl",
        carries=(
            "Prodigy's JSONL: each source on a line with its text, tokens, annotations as spans, "
            "the links inside it and all details; places in code points, on edges of tokens"
        ),
        loses=(
            "mentions; links across sources; annotations whose text is not at hand; sources "
            "without annotations"
        ),
        output=Text(spacy.lines, spacy.MARK),
        losses=spacy.losses,
    ),
    Format(
        name="cas",
        suffix=".cas",
        carries=(
            "a folder for INCEpTION: each source as a UIMA CAS JSON 0.4 document with its text, "
            "annotations, the links inside it as relations and all links as text, places and "
            "Wikidata ids of mentions; places in UTF-16 units. --config prints the layers to "
            "import first"
        ),
        loses=(
            "names of mentions; annotations of white space only or whose text is not at hand; "
            "publishers and dates of sources; sources without annotations"
        ),
        output=Folder(cas.documents, cas.made),
        losses=cas.losses,
        config=cas_types.layers,
    ),
    Format(
        name="refi-qda",
        suffix=".qdpx",
        carries=(
            "a REFI-QDA project for QualCoder, MAXQDA, ATLAS.ti, NVivo: texts with LF line ends, "
            "labels and tags as codes, annotators, notes, links across sources; places in code "
            "points of those texts"
        ),
        loses=(
            "mentions; annotations whose text is not at hand; sources without annotations; "
            "characters that XML has no form for, which are pictures"
        ),
        output=Binary(refi_archive.archive, refi_archive.MARK),
        losses=refi_archive.losses,
    ),
    Format(
        name="qdc",
        suffix=".qdc",
        carries="a REFI-QDA code book: the labels, and the tags in use, as codes",
        loses="everything else: it is for coding from scratch in another program",
        output=Text(refi_codebook.document, refi_codebook.MARK),
        losses=refi_codebook.losses,
    ),
    Format(
        name="markdown",
        suffix=".md",
        carries="a brief to read: passages by source, what was said of them, links to follow",
        loses="the words around a passage; mentions; hashes; when an annotation was made",
        output=Text(markdown.brief, markdown.MARK),
        losses=mentions_lost,
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


def is_export(beginning: bytes) -> bool:
    """Tell from its beginning whether a file is an export in any of the formats that are a file."""
    files = (each.output for each in FORMATS if not isinstance(each.output, Folder))
    return any(each.mark.match(beginning) for each in files)


def _marked(chunks: Iterator[str]) -> Iterator[str]:
    yield _BYTE_ORDER_MARK
    yield from chunks
