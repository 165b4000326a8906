"""The ledger of a run: everybody's work by what is said alike, and what a filter asks of it."""

from collections.abc import Collection, Iterable
from pathlib import Path

from nkreader.analysis.attributing.vocabulary import ARTICLES, TITLES
from nkreader.analysis.claims.ledger import Ledger
from nkreader.analysis.claims.sides import sides
from nkreader.analysis.claims.timeline import Sides, around
from nkreader.analysis.filters import Filter
from nkreader.session.export import collect
from nkreader.session.session import Session
from nkreader.session.tagged import Tagged
from nkreader.session.watch import Watch

# What may stand before a name and changes nothing.
_NO_NAMES = TITLES | ARTICLES


def ledger_of(tagged: Tagged) -> Ledger:
    """Return the ledger of all annotations of which the source is known."""
    known = (each for each in tagged.annotations if each.source in tagged.refs)
    return Ledger(known, tagged.refs)


def fitting(ledger: Ledger, keys: Iterable[str], ids: Collection[str]) -> tuple[str, ...]:
    """Return the statements in which any of the annotations ``ids`` has a part, as answer too."""
    return tuple(key for key in keys if any(each.id in ids for each in around(ledger, key)))


def asked_for(
    session: Session,
    wanted: Filter,
    named: Collection[Path],
    watch: Watch[str] = iter,
) -> frozenset[str] | None:
    """Return the ids of annotations that a filter and paths ask for, None where they ask nothing.

    Raises NkreaderError for a path that is not there.
    """
    if wanted == Filter() and not named:
        return None
    found = collect(session, wanted, named=named, mentions=False, watch=watch)
    return frozenset(one.annotation.id for one in found.export.annotations)


def sides_known(session: Session) -> Sides:
    """Return what names the sides of a speaker, each by the name the gazetteer has for it.

    The gazetteer is read when a speaker is first asked about.
    """

    def full_name(name: str) -> str | None:
        found = session.late_matcher.find(name)
        if len(found) != 1 or found[0].span.end != len(name):
            return None
        before = name[: found[0].span.start].lower().replace(".", "").split()
        return found[0].entity.name if all(word in _NO_NAMES for word in before) else None

    return sides(full_name)
