"""Collecting the annotations that a command is asked for."""

import argparse
from collections import Counter
from collections.abc import Sequence

from nkreader.cli.options import filter_of
from nkreader.cli.progress import watched
from nkreader.cli.streams import tell
from nkreader.exporters.export import Export, ExportedAnnotation, Lost
from nkreader.model.annotation import Annotation
from nkreader.session.export import collect
from nkreader.session.session import Session
from nkreader.text.counted import some


def collected(arguments: argparse.Namespace, session: Session, *, mentions: bool = True) -> Export:
    """Return what filters and paths ask for; tell of what no database says enough about."""
    found = collect(
        session,
        filter_of(arguments),
        named=arguments.paths,
        mentions=mentions,
        watch=watched,
    )
    tell_of_unknown(found.unknown)
    tell_of_gone(found.export)
    return found.export


def tell_of_unknown(unknown: Sequence[Annotation]) -> None:
    """Tell of annotations that are left out because nobody knows their source, if there are."""
    if unknown:
        ids = ", ".join(each.id for each in unknown[:5])
        tell(f"left out, for no database knows their source: {len(unknown)} ({ids})")


def tell_of_gone(export: Export) -> None:
    """Tell of orphans whose file is gone, if there are."""
    orphans = Counter(one.source.path for one in export.annotations if one.lost is Lost.FILE)
    if orphans:
        tell(f"no such file: {some(sorted(orphans))} ({orphans.total()} tagged there are orphans)")


def tell_of_unread(unread: int, of: int) -> None:
    """Tell how many sources of all cannot be read, if there are."""
    if unread:
        tell(f"{unread} of {of} sources cannot be read (nkreader list)")


def in_reading_order(export: Export) -> list[ExportedAnnotation]:
    """Return the annotations by path and place, as one would come upon them."""
    return sorted(
        export.annotations, key=lambda one: (one.source.path, one.span, one.annotation.id)
    )
