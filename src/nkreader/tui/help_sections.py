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
# Keys that no binding of ours stands for, in a text and in a list.
_PALETTE = ("Ctrl+P", "Command palette: everything by name")
FURTHER: tuple[tuple[str, str], ...] = (
    ("a number", "repeats the motion after it: 12j"),
    _PALETTE,
    ("the mouse", "click: a sentence; drag: words; wheel: scroll"),
)
FURTHER_IN_LISTS: tuple[tuple[str, str], ...] = (
    _PALETTE,
    ("the mouse", "click: open a row; wheel: scroll"),
)
_OF_A_TEXT = ("sentence.", "word.")

Thing = TypeVar("Thing")


def sectioned(named: Iterable[tuple[str, Thing]]) -> list[tuple[str, list[Thing]]]:
    """Return things, each given with its action's name, by section; no section is empty."""
    found: dict[str, list[Thing]] = {title: [] for title, _ in SECTIONS}
    for name, thing in named:
        title = _section(name)
        if title:
            found[title].append(thing)
    return [(title, things) for title, things in found.items() if things]


def further(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the keys that there are besides, where actions of these names have keys."""
    in_text = any(name.startswith(_OF_A_TEXT) for name in names)
    return FURTHER if in_text else FURTHER_IN_LISTS


def _section(name: str) -> str | None:
    for title, prefixes in SECTIONS:
        if name.startswith(prefixes):
            return title
    return None
