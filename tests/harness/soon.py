"""Quiet that comes soon after a key: what is done behind the text is waited for by many tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from nkreader.tui import quiet

# In seconds; whoever must know what is done without quiet holds it back, however short it is.
_MOMENT = 0.02


@contextmanager
def quiet_comes_soon() -> Iterator[None]:
    """Let a moment without a key be shorter than at a keyboard."""
    with patch.object(quiet, "_MOMENT", _MOMENT):
        yield
