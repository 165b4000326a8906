"""A workspace of any size: sources of made-up sentences, all tagged and tied together.

    python benchmarks/generated.py FOLDER --annotations 10000

Makes FOLDER/seeds and FOLDER/annotations/generated.json; the same numbers make the same
workspace. One sentence in ten is left untagged. Of the rest half are claims, a fifth each
denials and evidence, a tenth speculation; four of five that can be tied are.
"""

import argparse
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from nkreader.model.annotation import Annotation, Label, Link, Relation
from nkreader.model.change import Change, Step
from nkreader.model.source import SourceRef
from nkreader.model.span import Span
from nkreader.store.annotations import AnnotationStore
from nkreader.text.anchor import describe

ANNOTATOR = "generated"
_IN_A_SOURCE = 100
_UNTAGGED = 10
_FIRST_DAY = datetime(2023, 1, 1, tzinfo=UTC)
_TIED = 0.8
# How far back an annotation ties, and how often a fit target is looked for.
_NEAR, _TRIES = 2_000, 20
_LABELS = (*[Label.CLAIM] * 5, *[Label.DENIAL] * 2, *[Label.EVIDENCE] * 2, Label.SPECULATION)
_RELATIONS = {
    Label.CLAIM: (Relation.REPEATS,),
    Label.DENIAL: (Relation.DENIES,),
    Label.EVIDENCE: (Relation.SUPPORTS, Relation.UNDERMINES),
    Label.SPECULATION: (Relation.CONCERNS,),
}
_SPEAKERS = (
    "Vladimir Putin", "Kim Jong Un", "the Kremlin", "White House", "Dmitry Peskov", "KCNA",
    "Joint Chiefs of Staff", "Antony Blinken", "South Korea", "North Korea", "an official",
    "Jens Stoltenberg", "Foreign Ministry", "a fisherman", "Yoon Suk Yeol", "United Nations",
)  # fmt: skip
_WHO = (
    "Pyongyang", "Moscow", "The Kremlin", "Seoul", "Kim Jong Un", "Vladimir Putin", "The ministry",
    "A satellite", "North Korea", "The port of Rajin", "China", "The Hwasong-11", "An envoy",
)  # fmt: skip
_DOES = ("has sent", "counted", "never saw", "will ship", "showed", "hid", "paid for", "lost")
_WHAT = (
    "containers", "artillery shells", "soldiers", "barrels of oil", "missiles", "rail cars",
    "photographs", "tankers", "engineers", "sacks of rice",
)  # fmt: skip
_WHERE = ("at Khasan", "near Vladivostok", "in Kursk", "off Chongjin", "at the border", "in May")


def generate(folder: Path, annotations: int, *, seed: int = 1) -> None:
    """Make the workspace in a folder, which is made if need be."""
    random = Random(seed)
    (folder / "seeds").mkdir(parents=True, exist_ok=True)
    refs: list[SourceRef] = []
    made: list[Annotation] = []
    while len(made) < annotations:
        count = min(_IN_A_SOURCE, annotations - len(made))
        text, spans = _text(random, len(refs), count)
        ref = _written(folder, len(refs), text)
        refs.append(ref)
        chosen = random.sample(spans, count)
        for span in sorted(chosen):
            made.append(_annotation(random, ref, text, span, made))
    changes = tuple(Change(None, each) for each in made)
    with AnnotationStore.open(folder / "annotations", ANNOTATOR) as store:
        store.apply(Step("generated", "import", _FIRST_DAY.isoformat(), changes), refs)


def _text(random: Random, number: int, tagged: int) -> tuple[str, list[Span]]:
    """Return a text and the spans of its sentences, of which ``tagged`` are wanted."""
    out = [f"Story {number} of many\n\n"]
    spans = []
    at = len(out[0])
    for k in range(tagged + max(tagged // _UNTAGGED, 1)):
        sentence = " ".join(_words(random)) + "."
        spans.append(Span(at, at + len(sentence)))
        out.append(sentence + ("\n\n" if k % 5 == 4 else " "))
        at += len(out[-1])
    return "".join(out), spans


def _words(random: Random) -> Iterator[str]:
    yield random.choice(_WHO)
    yield random.choice(_DOES)
    yield str(random.randrange(2, 20_000))
    yield random.choice(_WHAT)
    yield random.choice(_WHERE)
    for _ in range(random.randrange(3)):
        yield f"and {random.choice(_WHAT)} {random.choice(_WHERE)}"


def _written(folder: Path, number: int, text: str) -> SourceRef:
    path = f"seeds/story-{number:05}.txt"
    data = text.encode()
    (folder / path).write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    title = f"Story {number} of many"
    published = (_FIRST_DAY + timedelta(hours=7 * number)).date().isoformat()
    return SourceRef(
        digest[:12], path, digest, len(text), "plain", title, f"Wire {number % 9}", published
    )


def _annotation(
    random: Random, ref: SourceRef, text: str, span: Span, before: list[Annotation]
) -> Annotation:
    quote, prefix, suffix = describe(text, span)
    label = random.choice(_LABELS)
    at = _FIRST_DAY + timedelta(seconds=len(before))
    return Annotation(
        id=f"{len(before):012x}",
        source=ref.id,
        start=span.start,
        end=span.end,
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        text=quote,
        label=label,
        annotator=ANNOTATOR,
        created=at.isoformat(),
        modified=at.isoformat(),
        section=ref.title,
        speaker=random.choice((*_SPEAKERS, None)),
        outlet=ref.publisher,
        about=quote if random.random() < 0.5 else None,
        links=tuple(_links(random, label, before)),
        said_at=ref.published if random.random() < 0.9 else None,
    )


def _links(random: Random, label: Label, before: list[Annotation]) -> Iterator[Link]:
    """Yield the tie of an annotation to one of those ``before``; few claims repeat one."""
    share = 0.2 if label is Label.CLAIM else _TIED
    if not before or random.random() >= share:
        return
    near = before[-_NEAR:]
    for target in (random.choice(near) for _ in range(_TRIES)):
        if target.label is Label.CLAIM or (target.label is Label.DENIAL and label != Label.CLAIM):
            yield Link(random.choice(_RELATIONS[label]), target.id)
            return


def main() -> None:
    """Make a workspace where the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--annotations", type=int, default=10_000)
    arguments = parser.parse_args()
    generate(arguments.folder, arguments.annotations)


if __name__ == "__main__":
    main()
