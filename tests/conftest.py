"""What many tests share."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def real_sources() -> Path:
    """The folder of the five real sources, which are not part of the project."""
    folder = os.environ.get("NKREADER_REAL_SOURCES")
    if not folder:
        pytest.skip("NKREADER_REAL_SOURCES names no folder of real sources")
    return Path(folder)
