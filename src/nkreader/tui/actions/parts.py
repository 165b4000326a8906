"""The parts of the reader: each does one thing, and is given the others that it needs.

What is there before the first key is made at once; what only a key asks for, with that key.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from nkreader.tui.actions.arranging import Arranging
from nkreader.tui.actions.arriving import Arriving
from nkreader.tui.actions.awaiting import Awaiting
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.drafting import Drafting
from nkreader.tui.actions.following import Following
from nkreader.tui.actions.in_hand import InHand
from nkreader.tui.actions.listing import Listing
from nkreader.tui.actions.locating import Locating
from nkreader.tui.actions.notices import Notices
from nkreader.tui.actions.opening import Opening
from nkreader.tui.actions.preparing import Preparing
from nkreader.tui.actions.proposing import Proposing
from nkreader.tui.actions.reading import Reading
from nkreader.tui.actions.saving import Saving
from nkreader.tui.actions.showing import Showing

if TYPE_CHECKING:
    from nkreader.tui.actions.attributing import Attributing
    from nkreader.tui.actions.cueing import Cueing
    from nkreader.tui.actions.editing import Editing
    from nkreader.tui.actions.finding import Finding
    from nkreader.tui.actions.gathering import Gathering
    from nkreader.tui.actions.linking import Linking
    from nkreader.tui.actions.mentioning import Mentioning
    from nkreader.tui.actions.naming import Naming
    from nkreader.tui.actions.overview import Overview
    from nkreader.tui.actions.reviewing import Reviewing
    from nkreader.tui.actions.searching import Searching
    from nkreader.tui.actions.tagging import Tagging
    from nkreader.tui.actions.travelling import Travelling
    from nkreader.tui.actions.undoing import Undoing
    from nkreader.tui.actions.visiting import Visiting


class Parts:
    """All parts that act on one desk."""

    def __init__(self, desk: Desk, trouble: str | None) -> None:
        """Make what a start needs; ``trouble`` is why nothing can be tagged."""
        self._desk = desk
        self.notices = Notices(desk.session, trouble)
        self.arranging = Arranging(desk)
        self.locating = Locating(desk, self.notices)
        self.listing = Listing(desk)
        self.reading = Reading(desk, self.listing)
        self.proposing = Proposing(desk)
        self.showing = Showing(desk, self.listing, self.proposing)
        self.saving = Saving(desk, self.notices, self.showing, self.reading, self.locating)
        self.preparing = Preparing(desk)
        self.in_hand = InHand(desk, self.preparing)
        self.arriving = Arriving(
            desk, self.listing, self.reading, self.proposing, self.showing, self.locating
        )
        self.awaiting = Awaiting(desk, self.listing, self.arriving)
        self.opening = Opening(desk, self.listing, self.reading, self.arriving, self.awaiting)
        self.drafting = Drafting(desk, self.opening)
        self.following = Following(
            desk, self.notices, self.locating, self.showing, self.saving, self.drafting
        )

    @cached_property
    def tagging(self) -> "Tagging":
        """Labels, deletion."""
        from nkreader.tui.actions.tagging import Tagging

        return Tagging(
            self._desk,
            self.in_hand,
            self.saving,
            self.awaiting,
            self.following,
            self.linking,
            self.attributing,
        )

    @cached_property
    def editing(self) -> "Editing":
        """What is said of an annotation, and of which passage."""
        from nkreader.tui.actions.editing import Editing

        return Editing(self._desk, self.in_hand, self.saving, self.drafting)

    @cached_property
    def visiting(self) -> "Visiting":
        """From annotation to annotation."""
        from nkreader.tui.actions.visiting import Visiting

        return Visiting(self._desk, self.in_hand, self.showing)

    @cached_property
    def undoing(self) -> "Undoing":
        """Undo and redo."""
        from nkreader.tui.actions.undoing import Undoing

        return Undoing(self._desk, self.in_hand, self.saving)

    @cached_property
    def attributing(self) -> "Attributing":
        """Proposals, taken."""
        from nkreader.tui.actions.attributing import Attributing

        return Attributing(self._desk, self.in_hand, self.saving, self.proposing)

    @cached_property
    def linking(self) -> "Linking":
        """Ties between annotations."""
        from nkreader.tui.actions.linking import Linking

        return Linking(self._desk, self.in_hand, self.preparing, self.saving, self.travelling)

    @cached_property
    def naming(self) -> "Naming":
        """Names and quotes."""
        from nkreader.tui.actions.naming import Naming

        return Naming(self._desk, self.in_hand, self.saving)

    @cached_property
    def mentioning(self) -> "Mentioning":
        """From mention to mention."""
        from nkreader.tui.actions.mentioning import Mentioning

        return Mentioning(self._desk)

    @cached_property
    def cueing(self) -> "Cueing":
        """Words that signal a label."""
        from nkreader.tui.actions.cueing import Cueing

        return Cueing(self._desk, self.locating)

    @cached_property
    def finding(self) -> "Finding":
        """Hits in the open source, filters of the lists."""
        from nkreader.tui.actions.finding import Finding

        return Finding(self._desk, self.listing, self.showing, self.saving, self.awaiting)

    @cached_property
    def searching(self) -> "Searching":
        """Hits in everything."""
        from nkreader.tui.actions.searching import Searching

        return Searching(self._desk, self.arriving, self.finding, self.travelling)

    @cached_property
    def travelling(self) -> "Travelling":
        """To any place in any source."""
        from nkreader.tui.actions.travelling import Travelling

        return Travelling(self._desk, self.in_hand, self.opening)

    @cached_property
    def gathering(self) -> "Gathering":
        """What is said across all sources."""
        from nkreader.tui.actions.gathering import Gathering

        return Gathering(self._desk)

    @cached_property
    def overview(self) -> "Overview":
        """Ledger and timelines."""
        from nkreader.tui.actions.overview import Overview

        return Overview(self._desk, self.in_hand, self.gathering, self.travelling)

    @cached_property
    def reviewing(self) -> "Reviewing":
        """Item by item."""
        from nkreader.tui.actions.reviewing import Reviewing

        return Reviewing(self._desk, self.showing, self.locating)
