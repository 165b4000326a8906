"""An export with everything that offsets go wrong on, in one source."""

from exporters_sample import WIRE, WIRE_REF, annotation, exported, ref

from nkreader.exporters.export import Export
from nkreader.model.annotation import Annotation, Label, Link, Relation, Status

KNOTTY = (
    "🛰👩‍👩‍👧 Cafe\u0301 desk\r\n6:01 pm\r\n"
    ">> the “ferry” sailed\r\n6:02 pm\r\non monday,  said 항만. 🚢\r\n\r\n"
    "No\u00a0ferry, no 🚢 left. No\u00a0ferry, no 🚢 left.\r\n"
    "\u2028A line\rof its own,\x85and 🏴󠁧󠁢󠁳󠁣󠁴󠁿 another.\r\n"
)
KNOTTY_REF = ref(KNOTTY, "seeds/knotty.txt", title="Knotty 🛰")

_WHOLE = "the “ferry” sailed\r\n6:02 pm\r\non monday,  said 항만. 🚢"
_REPEATED = "No\u00a0ferry, no 🚢 left."


def _made(
    number: int, quote: str, label: Label, start: int | None = None, **more: object
) -> Annotation:
    start = KNOTTY.index(quote) if start is None else start
    end = start + len(quote)
    more |= {
        "start": start,
        "end": end,
        "prefix": KNOTTY[max(0, start - 8) : start],
        "suffix": KNOTTY[end : end + 8],
    }
    return annotation(number, KNOTTY, quote, KNOTTY_REF, label, **more)


_LAST = KNOTTY.rindex(_REPEATED)

PASSAGES = (
    _made(1, KNOTTY[:3], Label.CLAIM, note="from the first code point on"),
    _made(2, _WHOLE, Label.CLAIM, links=(Link(Relation.REPEATS, "a5"),)),
    _made(3, "“ferry” sailed\r\n6:02", Label.SPECULATION),  # inside
    _made(4, "항만. 🚢\r\n\r\nNo\u00a0ferry", Label.EVIDENCE),  # across an end
    _made(5, _REPEATED, Label.DENIAL, links=(Link(Relation.DENIES, "a2"),)),
    _made(6, _REPEATED, Label.DENIAL, annotator="joon"),  # the same passage again
    _made(7, " No", Label.CLAIM, start=_LAST - 1),  # touches, and begins with a blank
    _made(8, _REPEATED, Label.DENIAL, start=_LAST),
    _made(9, "\u2028A line\rof its own,\x85and 🏴󠁧󠁢󠁳󠁣󠁴󠁿 another.\r\n", Label.EVIDENCE),
)
ELSEWHERE = annotation(
    10,
    WIRE,
    "No ferry left",
    WIRE_REF,
    Label.EVIDENCE,
    status=Status.SUGGESTED,
    links=(Link(Relation.SUPPORTS, "a5"),),
)

_TEXTS = {KNOTTY_REF.id: KNOTTY, WIRE_REF.id: WIRE}
EXPORT = Export(
    annotations=(
        *(exported(each, KNOTTY_REF) for each in PASSAGES),
        exported(ELSEWHERE, WIRE_REF),
    ),
    text_of=lambda ref: _TEXTS.get(ref.id),
)
QUOTES = {one.annotation.id: one.annotation.quote for one in EXPORT.annotations}
