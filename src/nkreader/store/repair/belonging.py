"""Whose a file is that does not say so: a damaged one of ours, or another program's."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from nkreader.model.errors import NkreaderError
from nkreader.store.folder import history_path
from nkreader.store.history.history import History
from nkreader.store.rows.layout import Rows, is_laid_out
from nkreader.store.rows.values import WORK, decoded


def is_ours(raw: bytes, tables: Mapping[str, Rows], path: Path) -> bool:
    """Tell whether our history lies beside a file, or it is laid out as ours with a row of ours."""
    return _has_history(path) or (is_laid_out(raw) and _has_row(tables))


def _has_history(path: Path) -> bool:
    try:
        return next(History(history_path(path)).log(), None) is not None
    except OSError:
        return False


def _has_row(tables: Mapping[str, Rows]) -> bool:
    for table in WORK:
        for document in tables.get(table, {}).values():
            with suppress(NkreaderError):
                if isinstance(document, dict) and decoded(table, document):
                    return True
    return False
