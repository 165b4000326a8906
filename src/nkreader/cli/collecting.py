"""Collecting the annotations that a command is asked for."""

import argparse
from collections import Counter

from nkreader.cli.options import filter_of
from nkreader.cli.progress import watched
from nkreader.cli.streams import tell
from nkreader.exporters.export import Export, ExportedAnnotation, Lost
from nkreader.session.export import collect
from nkreader.session.session import Session

# How many of the files that are gone are told by name.
_NAMED = 5


def collected(arguments: argparse.Namespace, session: Session, *, mentions: bool = True) -> Export:
    """Return what filters and paths ask for; tell of what no database says enough about."""
    found = collect(
        session,
        filter_of(arguments),
        named=arguments.paths,
        mentions=mentions,
        watch=watched,
    )
    if found.unknown:
        ids = ", ".join(each.id for each in found.unknown[:5])
        tell(f"left out, for no database knows their source: {len(found.unknown)} ({ids})")
    _tell_of_gone(found.export)
    return found.export


def _tell_of_gone(export: Export) -> None:
    orphans = Counter(one.source.path for one in export.annotations if one.lost is Lost.FILE)
    if orphans:
        some = ", ".join(sorted(orphans)[:_NAMED]) + (", …" if len(orphans) > _NAMED else "")
        tell(f"no such file: {some} ({orphans.total()} tagged there are orphans)")


def in_reading_order(export: Export) -> list[ExportedAnnotation]:
    """Return the annotations by path and place, as one would come upon them."""
    return sorted(
        export.annotations, key=lambda one: (one.source.path, one.span, one.annotation.id)
    )
