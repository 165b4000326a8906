"""A source with all that offsets go wrong on, and passages that lie in every way to each other."""

from exporters_sample import exported, mention, ref

from nkreader.exporters.export import Export
from nkreader.model.annotation import AnchorState, Annotation, Label, Link, Relation
from nkreader.model.entity import Entity, EntityType, Mention

TEXT = (
    "🛰 Harbour desk\r\n6:01 pm\r\n>> the “ferry” sailed\r\n6:02 pm\r\n"
    "on monday, said Min\u00a0Seo-yeon 👩‍👩‍👧.  Cafe\u0301 owners of 항만 denied it. No. No. 🇰🇷\r\n"
)
SOURCE = ref(TEXT, "seeds/units & <more>.txt", shape="captions", title="Harbour ]]> desk")

# What is tagged, and which of several is meant.
PASSAGES = {
    "whole": (TEXT, 0),
    "emoji": ("🛰", 0),
    "after-emoji": ("Harbour desk", 0),
    "over-clock": ("the “ferry” sailed\r\n6:02 pm\r\non monday", 0),
    "overlapping": ("sailed\r\n6:02 pm\r\non monday, said", 0),
    "nbsp": ("Min\u00a0Seo-yeon 👩‍👩‍👧.", 0),
    "touching": ("  Cafe\u0301 owners", 0),
    "accent-cut": ("\u0301 owners of 항", 0),
    "repeated-1": ("No.", 0),
    "repeated-2": ("No.", 1),
    "same-place": ("No.", 1),
    "flag": ("🇰🇷\r\n", 0),
}


def _passage(number: int, name: str) -> Annotation:
    quote, which = PASSAGES[name]
    start = -1
    for _ in range(which + 1):
        start = TEXT.index(quote, start + 1)
    made = f"2024-03-05T10:00:{number:02d}.000Z"
    return Annotation(
        id=name,
        source=SOURCE.id,
        start=start,
        end=start + len(quote),
        quote=quote,
        label=tuple(Label)[number % 4],
        annotator=("mina", "항")[number % 2],
        created=made,
        modified=made,
        speaker="Min\u00a0Seo-yeon 👩‍👩‍👧" if number % 3 else None,
        note=f"🛰 {name}\r\n<b>&amp;\tnoted" if number % 2 else None,
        tags=("a; b", "claim", "항만")[: number % 4],
        links=(Link(Relation.REPEATS, "repeated-1"),) if number > 8 else (),
    )


ANNOTATIONS = tuple(_passage(number, name) for number, name in enumerate(PASSAGES))

SEO_YEON = Entity("Min Seo-yeon", EntityType.PERSON, wikidata="Q1")
PORT = Entity("Port Authority", EntityType.ORG)


def _mentions(one: Annotation) -> tuple[Mention, ...]:
    found = (mention(TEXT, "Min\u00a0Seo-yeon", SEO_YEON), mention(TEXT, "항만", PORT))
    return tuple(each for each in found if one.span.contains(each.span))


UNITS = Export(
    annotations=tuple(
        exported(one, SOURCE, AnchorState.EXACT, *_mentions(one)) for one in ANNOTATIONS
    ),
    text_of=lambda source: TEXT if source == SOURCE else None,
)
