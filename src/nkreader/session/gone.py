"""Sources whose file is gone: whether one was asked for, and what lies where it lay."""

import os
from collections.abc import Iterable
from pathlib import Path


def lies_under(path: Path, named: Iterable[Path]) -> bool:
    """Tell whether an absolute path is, or lies in, one of the ``named``; no link is followed."""
    return any(path.is_relative_to(os.path.abspath(each)) for each in named)
