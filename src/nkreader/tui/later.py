"""What nobody waits for at the start: imported once there is something to read.

Each of these is imported where it is used, so that it may come at any time.
"""

from importlib import import_module

_LATER = (
    "nkreader.analysis.citation",
    "nkreader.analysis.query",
    "nkreader.session.annotating.attribute",
    "nkreader.session.linking.candidates",
    "nkreader.session.linking.link",
    "nkreader.session.ledger",
    "nkreader.session.mentioned",
    "nkreader.session.name",
    "nkreader.session.annotating.proposing",
    "nkreader.session.tagged",
    "nkreader.session.search.everything",
    "nkreader.store.merging.underneath",
    "nkreader.tui.actions.tagging",
    "nkreader.tui.actions.editing",
    "nkreader.tui.actions.visiting",
    "nkreader.tui.actions.undoing",
    "nkreader.tui.actions.naming",
    "nkreader.tui.actions.mentioning",
    "nkreader.tui.actions.cueing",
    "nkreader.tui.actions.finding",
    "nkreader.tui.actions.searching",
    "nkreader.tui.actions.overview",
    "nkreader.tui.actions.reviewing",
    "nkreader.tui.clipboard",
    "nkreader.tui.dialogs.details",
    "nkreader.tui.dialogs.entity",
    "nkreader.tui.dialogs.help",
    "nkreader.tui.dialogs.link",
    "nkreader.tui.dialogs.palette",
    "nkreader.tui.dialogs.ties",
    "nkreader.tui.dialogs.view",
    "nkreader.tui.review.asking",
    "nkreader.tui.review.screen",
    "nkreader.tui.review.summary",
    "nkreader.tui.ledger.screen",
    "nkreader.tui.search.screen",
    "nkreader.tui.timeline.choice",
    "nkreader.tui.timeline.screen",
)


def import_the_rest() -> None:
    """Import what a key may need, before it is pressed."""
    for module in _LATER:
        import_module(module)
