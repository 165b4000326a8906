"""How the ledger is looked at, so that it is found again as it was left."""

from msgspec import Struct

from nkreader.analysis.claims.orders import ClaimOrder


class View(Struct, frozen=True):
    """Order, filter and place; ``open_ends`` are shown in place of the claims."""

    order: ClaimOrder = ClaimOrder.FIRST
    turned: bool = False
    filter_text: str = ""
    open_ends: bool = False
    key: str | None = None


class Left(Struct, frozen=True):
    """The ledger was left as ``view``, to go to the annotation ``go_to`` if there is one."""

    view: View
    go_to: str | None = None
