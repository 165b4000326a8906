"""The formats that annotations come in: the one list of them.

To add a format, write its module and one record here.
"""

from collections.abc import Callable

from msgspec import Struct

from nkreader.importers import (
    brat,
    cas,
    csv,
    doccano,
    json,
    jsonl,
    labelstudio,
    spacy,
    spans,
    webannotation,
)
from nkreader.importers.file import ImportFile
from nkreader.importers.incoming import Incoming
from nkreader.importers.refi import archive as refi
from nkreader.model.errors import NkreaderError


class Format(Struct, frozen=True):
    """A way in which annotations were written down.

    ``takes`` says in a phrase what is taken in. ``recognises`` tells whether a file is of this
    format, from its name and beginning; it is asked in the order of the list. ``read`` raises
    IncomingError, which names the place, for whatever is wrong with the file.
    """

    name: str
    takes: str
    recognises: Callable[[ImportFile], bool]
    read: Callable[[ImportFile], Incoming]


FORMATS = (
    Format(
        name="json",
        takes="everything that nkreader export --format json writes",
        recognises=json.recognises,
        read=json.read,
    ),
    Format(
        name="cas",
        takes=(
            "a UIMA CAS JSON 0.4 document, or a folder of them: spans with one of the labels as "
            "their label or value, links between them; all else is passed over"
        ),
        recognises=cas.recognises,
        read=cas.read,
    ),
    Format(
        name="refi-qda",
        takes=(
            "a REFI-QDA project (.qdpx): what is coded with one of the labels in a text, its "
            "other codes as tags, notes, annotators, links; all else is passed over"
        ),
        recognises=refi.recognises,
        read=refi.read,
    ),
    Format(
        name="jsonl",
        takes="a line for each annotation, with the fields of its source",
        recognises=jsonl.recognises,
        read=jsonl.read,
    ),
    Format(
        name="csv",
        takes="a row for each annotation, with the fields of its source",
        recognises=csv.recognises,
        read=csv.read,
    ),
    Format(
        name="webannotation",
        takes="the W3C's annotations in JSON-LD that quote a text or name a place in it",
        recognises=webannotation.recognises,
        read=webannotation.read,
    ),
    Format(
        name="brat",
        takes="a folder of texts and .ann files, or an .ann with its .txt beside it",
        recognises=brat.recognises,
        read=brat.read,
    ),
    Format(
        name="doccano",
        takes="a text a line with entities and relations, or labels; offsets in UTF-16 units",
        recognises=doccano.recognises,
        read=doccano.read,
    ),
    Format(
        name="labelstudio",
        takes="tasks with the annotations or predictions of a configuration that nkreader prints",
        recognises=labelstudio.recognises,
        read=labelstudio.read,
    ),
    Format(
        name="spacy",
        takes="Prodigy's JSONL: a text a line with tokens and spans, as they were answered",
        recognises=spacy.recognises,
        read=spacy.read,
    ),
    Format(
        name="spans",
        takes="lines of a text with spans, as models write them: they come in as suggested",
        recognises=spans.recognises,
        read=spans.read,
    ),
)


def format_named(name: str) -> Format:
    """Return the format of this name; raise NkreaderError where there is none."""
    for known in FORMATS:
        if known.name == name:
            return known
    names = ", ".join(known.name for known in FORMATS)
    raise NkreaderError(f"there is no format {name!r}: choose one of {names}")


def format_of(file: ImportFile) -> Format:
    """Return the format that a file is of; raise NkreaderError where it is of none known."""
    for known in FORMATS:
        if known.recognises(file):
            return known
    names = ", ".join(known.name for known in FORMATS)
    raise file.place.fault(f"of which format it is cannot be told: say --format, one of {names}")
