"""Rows of the ledger: a claim and, under it in columns, who, when, where, and its answers."""

from collections.abc import Sequence

from nkreader.analysis.ledger import Ledger
from nkreader.model.annotation import Annotation, Label
from nkreader.model.source import SourceRef
from nkreader.model.statement import Counts
from nkreader.reading import cells
from nkreader.reading.margin import GLYPHS
from nkreader.text.display import one_line
from nkreader.tui.panes.rows import Line, Piece, Row, Rows

LINES = 2
NO_DATE = "no date"
OPEN = {
    Label.CLAIM: "nobody answered this claim",
    Label.DENIAL: "this denial denies nothing yet",
    Label.EVIDENCE: "this evidence is for or against nothing yet",
    Label.SPECULATION: "this speculation concerns nothing yet",
}
# Before each number stands the sign of what is counted, so that no colour is needed.
_SIGNS: tuple[tuple[str, Label], ...] = (
    (GLYPHS[Label.DENIAL], Label.DENIAL),
    ("+", Label.EVIDENCE),
    ("-", Label.EVIDENCE),
    (GLYPHS[Label.SPECULATION], Label.SPECULATION),
)
# Widths in cells: of a sign with its number, of a date, and from where on there are columns.
_COUNT = 5
_DATE = 11
_INDENT = 2
_WIDE = 64
_MOST_WHO = 26
# In code points: more of a text no row shows.
_MOST_SHOWN = 1_000


def claim_rows(ledger: Ledger, keys: Sequence[str], width: int) -> Rows:
    """Return the rows of claims in ``width`` cells."""
    return Rows(keys, lambda at: Row(keys[at], _claim(ledger, keys[at], width)))


def open_end_rows(ledger: Ledger, keys: Sequence[str], width: int) -> Rows:
    """Return the rows of open ends in ``width`` cells."""
    return Rows(keys, lambda at: Row(keys[at], _open_end(ledger, keys[at], width)))


def heading(width: int) -> str:
    """Return what stands above the columns of claims, nothing where there are none."""
    if width < _WIDE:
        return ""
    who, place = _room(width)
    columns = (fitted("who", who), fitted("when", _DATE), fitted("where first", place))
    counts = (fitted(name, _COUNT) for name in ("said", "den.", "for", "agst", "spec"))
    return "".join((" " * _INDENT, *columns, *counts))


def where(annotation: Annotation, source: SourceRef | None) -> str:
    """Return where something was said, in a few words."""
    known = (annotation.outlet, source and source.publisher, source and source.title)
    return next((name for name in known if name), source.path if source else annotation.source)


def fitted(text: str, columns: int) -> str:
    """Return foreign text as one line of ``columns`` cells, a space at its end."""
    shown = cells.cut(one_line(text), columns - 1)
    return shown + " " * max(columns - cells.width(shown), 0)


def day(when: str | None) -> str:
    """Return the day of a date."""
    return when[: len("2024-06-18")] if when else NO_DATE


def _claim(ledger: Ledger, key: str, width: int) -> tuple[Line, ...]:
    head = ((f"{GLYPHS[Label.CLAIM]} ", "claim"), (_glimpse(ledger.about(key)), ""))
    if width < _WIDE:
        return head, _narrow(ledger, key, width)
    first, said = ledger.annotations[key], len(ledger.said(key))
    who, room = _room(width)
    return head, (
        (" " * _INDENT + fitted(_who(ledger, key), who), "strong"),
        (fitted(day(ledger.when(first)), _DATE), ""),
        (fitted(where(first, ledger.sources.get(first.source)), room), "faint"),
        (fitted(f"×{said}" if said > 1 else "", _COUNT), ""),
        *_counted(ledger.counts(key), _COUNT),
    )


def _narrow(ledger: Ledger, key: str, width: int) -> Line:
    told = _counted(ledger.counts(key), 0)
    said, when = len(ledger.said(key)), ledger.when(ledger.annotations[key])
    answers = sum(len(text) for text, _ in told) + _COUNT
    who = max(width - _INDENT - _DATE - answers, 8)
    return (
        (" " * _INDENT + fitted(day(when), _DATE), ""),
        (fitted(_who(ledger, key), who), "strong"),
        (fitted(f"×{said}" if said > 1 else "", _COUNT), ""),
        *told,
    )


def _counted(counts: Counts, columns: int) -> tuple[Piece, ...]:
    """Return the numbers of answers with their signs, in columns of at least so many cells."""
    if not any(counts):
        return (("open", "wrong"),)
    told = [
        (f"{sign}{count} ".ljust(columns) if count else " " * columns, label.value)
        for count, (sign, label) in zip(counts, _SIGNS, strict=True)
    ]
    return tuple(told)


def _who(ledger: Ledger, key: str) -> str:
    """Return who said it first, and how many others say it too."""
    said = ledger.said(key)
    others = {each.speaker for each in said} - {said[0].speaker}
    first = said[0].speaker or "somebody"
    return f"{first} +{len(others)}" if others else first


def _room(width: int) -> tuple[int, int]:
    """Return how many cells there are for who and for where."""
    rest = width - _INDENT - _DATE - _COUNT * (1 + len(_SIGNS))
    who = min(rest // 2, _MOST_WHO)
    return who, rest - who


def _open_end(ledger: Ledger, key: str, width: int) -> tuple[Line, ...]:
    first, label = ledger.annotations[key], ledger.label(key)
    facts = (
        first.speaker or "somebody",
        day(ledger.when(first)),
        where(first, ledger.sources.get(first.source)),
    )
    told = " · ".join(one_line(fact) for fact in facts)
    return (
        ((f"{GLYPHS[label]} ", label.value), (_glimpse(first.text or first.quote), "")),
        ((" " * _INDENT + OPEN[label], "wrong"), (f" · {told}", "faint")),
    )


def _glimpse(text: str) -> str:
    """Return as much of foreign text as any line has room for."""
    return one_line(text[:_MOST_SHOWN])
