"""How a search was left, so that it is found again."""

from msgspec import Struct, field

from nkreader.tui.search.results import Results


class Left(Struct, frozen=True):
    """What was asked and found; ``key`` is the hit the cursor was on.

    ``told`` is what was said of all that was found, and it is ``whole`` if everything was
    searched. ``go_to`` tells whether that hit's place is wanted.
    """

    query: str = ""
    results: Results = field(default_factory=Results)
    key: str | None = None
    told: str = ""
    whole: bool = False
    go_to: bool = False
