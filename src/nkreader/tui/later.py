"""What nobody waits for at the start: imported once there is something to read.

Each of these is imported where it is used, so that it may come at any time.
"""

from importlib import import_module

_LATER = (
    "nkreader.analysis.citation",
    "nkreader.analysis.query",
    "nkreader.session.attribute",
    "nkreader.session.name",
    "nkreader.session.proposing",
    "nkreader.tui.clipboard",
    "nkreader.tui.dialogs.details",
    "nkreader.tui.dialogs.entity",
    "nkreader.tui.dialogs.help",
    "nkreader.tui.dialogs.palette",
    "nkreader.tui.dialogs.view",
)


def import_the_rest() -> None:
    """Import what a key may need, before it is pressed."""
    for module in _LATER:
        import_module(module)
