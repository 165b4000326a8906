"""What lies beside a database: locks, modes, what a kill or a repair has left."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from nkreader.store.disk import durable
from nkreader.store.disk.lock import live_holder, named_holder
from nkreader.store.errors import shown
from nkreader.store.folder import backup_path, history_path, lock_path
from nkreader.store.repair.backup import backups
from nkreader.store.repair.finding import Finding, Severity

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_KEPT = (".torn-", ".damaged-", ".aside-")


def findings_of_litter(file: Path) -> Iterator[Finding]:
    """Yield what is worth knowing of the files beside a database, and of who may read them."""
    yield from _of_lock(lock_path(file))
    written = (file, history_path(file), backup_path(file, 1))
    for leftover in (each for path in written for each in durable.leftovers(path)):
        if leftover.exists() and not live_holder(lock_path(file)):
            what = "is left of a write that was ended: whoever writes next removes it"
            yield Finding(Severity.NOTICE, leftover, what)
    for path in (file.parent, file, history_path(file), *backups(file)):
        if path.exists() and (mode := stat.S_IMODE(path.stat().st_mode)) & _OTHERS:
            what = f"others of this machine may look into it (mode {mode:04o})"
            yield Finding(Severity.NOTICE, path, what)
    kept = [path.name for path in _beside(file) if any(each in path.name for each in _KEPT)]
    if kept:
        what = f"kept by repairs, to be removed by hand: {', '.join(map(shown, kept))}"
        yield Finding(Severity.NOTICE, file.parent, what)


def _of_lock(lock: Path) -> Iterator[Finding]:
    holder = named_holder(lock)
    if holder is None:
        return
    if holder.host != os.uname().nodename:
        what = f"names {holder}: if nothing there writes any more, remove it"
    elif live_holder(lock):
        what = f"{holder} is writing now"
    else:
        what = f"is left by {holder}, which has ended: whoever writes next takes it over"
    yield Finding(Severity.NOTICE, lock, what)


def _beside(file: Path) -> list[Path]:
    names = (file.name + ".", history_path(file).name + ".")
    if not file.parent.is_dir():
        return []
    return sorted(path for path in file.parent.iterdir() if path.name.startswith(names))
