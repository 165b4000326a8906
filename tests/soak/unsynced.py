"""Work without waiting for the disk, where nothing is on trial that a sync could change."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest import mock


@contextmanager
def unsynced() -> Iterator[None]:
    """Have nothing synced, in this process and in those that it forks."""
    with ExitStack() as patched:
        for name in ("fsync", "fdatasync"):
            if hasattr(os, name):  # macOS has but one of them
                patched.enter_context(mock.patch.object(os, name))
        yield
