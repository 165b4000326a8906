"""Where the annotations stand that a command on claims quotes, and when they were said."""

from collections.abc import Collection

from nkreader.analysis.claims.ledger import Ledger
from nkreader.cli.collecting import tell_of_gone
from nkreader.cli.progress import watched
from nkreader.exporters.statements import Quotes
from nkreader.model.annotation import Annotation
from nkreader.session.export import places_of
from nkreader.session.session import Session
from nkreader.session.tagged import Tagged


def quotes_of(
    session: Session, tagged: Tagged, ledger: Ledger, annotations: Collection[Annotation]
) -> Quotes:
    """Return what quotes of annotations say; tell of files that are gone."""
    export = places_of(session, tagged, annotations, watch=watched)
    tell_of_gone(export)
    dates = {each.id: ledger.when(each) for each in annotations}
    return Quotes({one.annotation.id: one for one in export.annotations}, dates)
