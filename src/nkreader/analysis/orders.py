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
    """Return the keys of statements, which come first said first, in an order.

    Among equals it stays as it was; ``turned`` is the other way round.
    """
    sorting = _KEYS.get(order)
    found = sorted(keys, key=lambda key: sorting(ledger, key)) if sorting else [*keys]
    return tuple(reversed(found) if turned else found)


def _newest_first(ledger: Ledger, key: str) -> int:
    dated = (ledger.rank(each) for each in around(ledger, key) if ledger.when(each))
    return -max(dated, default=-1)


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
