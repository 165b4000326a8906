"""In which order the claims of a ledger stand."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from nkreader.analysis.ledger import Ledger
from nkreader.analysis.timeline import around
from nkreader.text.fold import fold


class ClaimOrder(StrEnum):
    """What claims are sorted by, in words."""

    FIRST = "first said"
    LAST = "last answered"
    ANSWERS = "most answers"
    SPEAKER = "speaker"


def in_order(
    ledger: Ledger, keys: Iterable[str], order: ClaimOrder, *, turned: bool = False
) -> tuple[str, ...]:
    """Return the keys of statements in an order; ``turned`` is the other way round."""
    by_date = sorted(keys, key=lambda key: ledger.order(ledger.annotations[key]))
    sorting = _KEYS.get(order)
    found = sorted(by_date, key=lambda key: sorting(ledger, key)) if sorting else by_date
    return tuple(reversed(found) if turned else found)


def _newest_first(ledger: Ledger, key: str) -> float:
    orders = (ledger.order(each) for each in around(ledger, key))
    dated = [order.instant.timestamp() for order in orders if not order.unknown]
    return -max(dated, default=float("-inf"))


def _most_answers(ledger: Ledger, key: str) -> int:
    return -sum(ledger.counts(key))


def _speaker(ledger: Ledger, key: str) -> tuple[bool, str]:
    speaker = ledger.annotations[key].speaker
    return speaker is None, fold(speaker or "")


_KEYS: dict[ClaimOrder, Callable[[Ledger, str], Any]] = {
    ClaimOrder.LAST: _newest_first,
    ClaimOrder.ANSWERS: _most_answers,
    ClaimOrder.SPEAKER: _speaker,
}
