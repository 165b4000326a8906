"""A small export on which every format shows what it can: run this file to write the goldens."""

import io
import zipfile
from hashlib import sha256
from pathlib import Path

from nkreader.exporters.export import Export, ExportedAnnotation
from nkreader.exporters.formats import FORMATS, Format
from nkreader.exporters.output import Binary, Folder
from nkreader.model.annotation import (
    AnchorState,
    Annotation,
    Certainty,
    Label,
    Link,
    Relation,
    Status,
)
from nkreader.model.entity import Entity, EntityType, Mention
from nkreader.model.source import SourceRef
from nkreader.model.span import Span

GOLDEN = Path(__file__).parent / "golden"

HARBOUR = (
    "🛰 Harbour desk\r\n6:01 pm\r\n>> the “ferry” sailed\r\n6:02 pm\r\n"
    "on monday, said Min\u00a0Seo-yeon.  Cafe\u0301 owners of 항만 denied it.\r\n"
)
WIRE = "Ferry never sailed, ministry says <b>today</b>\n\n- No ferry left, it said.\n"


def ref(text: str, path: str, **known: str) -> SourceRef:
    digest = sha256(text.encode()).hexdigest()
    return SourceRef(digest[:12], path, digest, len(text), known.pop("shape", "plain"), **known)


HARBOUR_REF = ref(
    HARBOUR,
    "seeds/harbour.txt",
    shape="captions",
    title="Harbour desk",
    publisher="Channel 9",
    published="2024-03-04T18:00:00+09:00",
)
WIRE_REF = ref(
    WIRE, "seeds/wire [1].txt", title="Wire ![x](http://evil.example)", url="https://wire.example/1"
)


def annotation(
    number: int, whole: str, quote: str, source: SourceRef, label: Label, **more: object
) -> Annotation:
    start = whole.index(quote)
    made = f"2024-03-05T10:0{number}:00+00:00"
    fields: dict[str, object] = {
        "id": f"a{number}",
        "source": source.id,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "prefix": whole[max(0, start - 8) : start],
        "suffix": whole[start + len(quote) :][:8],
        "text": " ".join(quote.split()),
        "label": label,
        "annotator": "mina",
        "created": made,
        "modified": made,
    }
    return Annotation(**(fields | more))  # type: ignore[arg-type]


def exported(
    one: Annotation,
    source: SourceRef,
    anchor: AnchorState = AnchorState.EXACT,
    *mentions: Mention,
) -> ExportedAnnotation:
    return ExportedAnnotation(one, source, anchor, one.span, mentions)


def mention(text: str, words: str, entity: Entity) -> Mention:
    start = text.index(words)
    return Mention(Span(start, start + len(words)), entity)


SEO_YEON = Entity("Min Seo-yeon", EntityType.PERSON, wikidata="Q1")
PORT = Entity("Port Authority", EntityType.ORG, aliases=("항만",))

CLAIM = annotation(
    1,
    HARBOUR,
    "the “ferry” sailed\r\n6:02 pm\r\non monday, said Min\u00a0Seo-yeon.",
    HARBOUR_REF,
    Label.CLAIM,
    text="the “ferry” sailed on monday, said Min Seo-yeon.",
    speaker="Min Seo-yeon",
    outlet="Channel 9",
    about="The ferry sailed on Monday.",
    certainty=Certainty.HIGH,
    tags=("ferry", "a; b"),
    said_at="2024-03-04T18:01:00+09:00",
)
DENIAL = annotation(
    2,
    HARBOUR,
    "Cafe\u0301 owners of 항만 denied it.",
    HARBOUR_REF,
    Label.DENIAL,
    speaker="Café owners",
    note="=1+1\nsee <script>alert(1)</script> & [this](javascript:x)",
    links=(Link(Relation.DENIES, "a1"), Link(Relation.REPEATS, "gone")),
)
EVIDENCE = annotation(
    3,
    WIRE,
    "- No ferry left, it said.",
    WIRE_REF,
    Label.EVIDENCE,
    section="Ferry never sailed",
    via="Wire",
    status=Status.SUGGESTED,
    links=(Link(Relation.UNDERMINES, "a1"),),
)
ORPHAN = annotation(
    4, WIRE, "Ferry never sailed", WIRE_REF, Label.SPECULATION, status=Status.REJECTED
)

TEXTS = {HARBOUR_REF.id: HARBOUR, WIRE_REF.id: WIRE}

SAMPLE = Export(
    sources=(WIRE_REF, HARBOUR_REF),
    annotations=(
        exported(ORPHAN, WIRE_REF, AnchorState.ORPHAN),
        exported(EVIDENCE, WIRE_REF, AnchorState.MOVED),
        exported(
            CLAIM, HARBOUR_REF, AnchorState.EXACT, mention(HARBOUR, "Min\u00a0Seo-yeon", SEO_YEON)
        ),
        exported(DENIAL, HARBOUR_REF, AnchorState.EXACT, mention(HARBOUR, "항만", PORT)),
    ),
    text_of=lambda ref: TEXTS.get(ref.id),
)


def written(known: Format, export: Export) -> dict[str, str]:
    """Return what a format writes, by the end of the file's name after ``sample``."""
    if isinstance(known.output, Folder):
        return {
            f"{known.suffix}/{file.name}": "".join(file.chunks)
            for file in known.output.files(export)
        }
    if isinstance(known.output, Binary):
        # Packed bytes are not the same with every version of zlib; what is packed is.
        with zipfile.ZipFile(io.BytesIO(b"".join(known.output.chunks(export)))) as packed:
            return {
                f"{known.suffix}/{each}": packed.read(each).decode() for each in packed.namelist()
            }
    return {known.suffix: "".join(known.write(export))}


if __name__ == "__main__":
    for known in FORMATS:
        for name, text in written(known, SAMPLE).items():
            golden = GOLDEN / f"sample{name}"
            golden.parent.mkdir(parents=True, exist_ok=True)
            golden.write_bytes(text.encode())
