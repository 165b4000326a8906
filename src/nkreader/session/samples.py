"""The samples that come with nkreader: five sources and a small database on them."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
# A wheel carries the samples inside the package; a checkout has them at its top.
_INSTALLED = _PACKAGE / "samples"
_CHECKOUT = _PACKAGE.parent.parent


def sample_sources() -> Path:
    """Return the folder of the sample sources."""
    return _base() / "seeds"


def sample_annotations() -> Path:
    """Return the folder of the database on the sample sources."""
    return _base() / "annotations"


def _base() -> Path:
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
