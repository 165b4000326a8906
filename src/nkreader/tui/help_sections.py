"""How keys are grouped for a reader of the help: what one is after comes first."""

from collections.abc import Iterable
from typing import TypeVar

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Tag", ("label.", "details.", "passage.set", "annotation.delete", "link.tie", "change.")),
    ("In a review", ("review.",)),
    ("Select", ("sentence.", "word.", "select.")),
    (
        "Go",
        ("paragraph.", "section.", "source.", "page.", "line.", "text.", "annotation.", "link."),
    ),
    ("Find", ("search.", "mention.", "suggestion.", "jump.", "pane.filter", "overview.")),
    ("Use", ("reviews.", "passage.", "entity.", "others.", "cues.")),
    ("In a list", ("row.",)),
    ("In the ledger", ("ledger.", "claim.")),
    ("In a timeline", ("timeline.",)),
    ("In a search", ("everything.", "query.")),
    ("The screen", ("pane.", "panes.", "help.", "reader.", "screen.")),
)
# Keys that no binding of ours stands for.
FURTHER: tuple[tuple[str, str], ...] = (
    ("a number", "repeats the key after it: 12j"),
    ("Ctrl+P", "Command palette: everything by name"),
    ("the mouse", "click selects a sentence, dragging words; the wheel scrolls"),
)

Thing = TypeVar("Thing")


def sectioned(named: Iterable[tuple[str, Thing]]) -> list[tuple[str, list[Thing]]]:
    """Return things, each given with its action's name, by section; no section is empty."""
    found: dict[str, list[Thing]] = {title: [] for title, _ in SECTIONS}
    for name, thing in named:
        title = _section(name)
        if title:
            found[title].append(thing)
    return [(title, things) for title, things in found.items() if things]


def _section(name: str) -> str | None:
    for title, prefixes in SECTIONS:
        if name.startswith(prefixes):
            return title
    return None
