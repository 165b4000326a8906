"""What a user may remap, from the bindings themselves, and the keymap that comes of it."""

from collections.abc import Mapping

from textual.binding import Binding

from nkreader.tui.keymap import checked_keymap
from nkreader.tui.ledger.claim import ClaimScreen
from nkreader.tui.ledger.screen import LedgerScreen
from nkreader.tui.panes.annotations import AnnotationsPane
from nkreader.tui.panes.sources import SourcesPane
from nkreader.tui.panes.text import TextPane
from nkreader.tui.review.keys import KEYS as REVIEW_KEYS
from nkreader.tui.review.passage import PassagePane
from nkreader.tui.screen import ReaderScreen
from nkreader.tui.search.line import QueryLine
from nkreader.tui.search.screen import SearchScreen
from nkreader.tui.timeline.screen import TimelineScreen

_PLACES: tuple[tuple[str, type], ...] = (
    ("Ledger", LedgerScreen),
    ("Claim", ClaimScreen),
    ("Timeline", TimelineScreen),
    ("Search", SearchScreen),
    ("Query", QueryLine),
    ("Text", TextPane),
    ("Sources", SourcesPane),
    ("Annotations", AnnotationsPane),
    ("Everywhere", ReaderScreen),
)


def remappable() -> list[tuple[str, Binding]]:
    """Return all bindings that a user may remap, each with its place."""
    found = [
        (place, binding)
        for place, owner in _PLACES
        for ancestor in owner.__mro__
        if ancestor.__module__.startswith("nkreader.")
        for binding in vars(ancestor).get("BINDINGS", ())
    ]
    found += [("Review", binding) for binding in (*REVIEW_KEYS, *PassagePane.BINDINGS)]
    return [(place, each) for place, each in found if isinstance(each, Binding) and each.id]


def own_keymap(wanted: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the part of a user's keymap that can be used, and a sentence for each other."""
    return checked_keymap(wanted, remappable())
