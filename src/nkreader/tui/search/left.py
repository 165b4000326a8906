"""How a search was left, so that it is found again."""

from dataclasses import dataclass, field

from nkreader.tui.search.results import Results


@dataclass(frozen=True, slots=True)
class Left:
    """What was asked and found; ``key`` is the hit the cursor was on.

    ``told`` is what was said of it in the end, empty where it was not gone through to the end.
    ``go_to`` tells whether that hit's place is wanted.
    """

    query: str = ""
    results: Results = field(default_factory=Results)
    key: str | None = None
    told: str = ""
    go_to: bool = False
