"""The real sources, which are not part of the project: read only if they are the ones marked."""

from hashlib import sha256
from pathlib import Path

import pytest

from nkreader.loaders import load
from nkreader.model.source import Source


def load_marked(path: Path, digest: str) -> Source:
    """Load a real source, whose bytes must be those that were marked; skip where it is missing."""
    if not path.exists():
        pytest.skip(f"{path.name} is not among the real sources")
    assert sha256(path.read_bytes()).hexdigest() == digest
    return load(path)
