"""Collecting the annotations that a command is asked for."""

import argparse

from nkreader.cli.options import filter_of
from nkreader.cli.progress import watched
from nkreader.cli.streams import tell
from nkreader.exporters.export import Export, ExportedAnnotation
from nkreader.session.export import collect
from nkreader.session.session import Session


def collected(arguments: argparse.Namespace, session: Session, *, mentions: bool = True) -> Export:
    """Return what filters and paths ask for; tell of what no database says enough about."""
    found = collect(
        session,
        filter_of(arguments),
        in_library=bool(arguments.paths),
        mentions=mentions,
        watch=watched,
    )
    if found.unknown:
        ids = ", ".join(each.id for each in found.unknown[:5])
        tell(f"left out, for no database knows their source: {len(found.unknown)} ({ids})")
    return found.export


def in_reading_order(export: Export) -> list[ExportedAnnotation]:
    """Return the annotations by path and place, as one would come upon them."""
    return sorted(
        export.annotations, key=lambda one: (one.source.path, one.span, one.annotation.id)
    )
