"""Work without waiting for the disk, where nothing is on trial that a sync could change."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock


@contextmanager
def unsynced() -> Iterator[None]:
    """Have nothing synced, in this process and in those that it forks."""
    with mock.patch.object(os, "fsync"), mock.patch.object(os, "fdatasync"):
        yield
