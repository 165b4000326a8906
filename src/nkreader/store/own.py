"""An annotator's own files: locked, read, repaired, written in the right order.

Knows who may write and when the files are in line with each other; what a change
means, and whether it may be made, is known elsewhere.
"""

import os
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from nkreader.store.acknowledge import acknowledge
from nkreader.store.disk import durable
from nkreader.store.disk.access import Access
from nkreader.store.disk.loading import without_collection
from nkreader.store.disk.lock import live_holder
from nkreader.store.errors import NoDatabaseError, StoreError, reason, shown
from nkreader.store.folder import backup_path, history_path, lock_path
from nkreader.store.history.entry import Entry, Kind, LogEntry
from nkreader.store.history.history import History
from nkreader.store.merging.stillness import Stillness
from nkreader.store.repair.backup import backups, copy_at_the_end, copy_what_was_read, newest_state
from nkreader.store.repair.recovery import is_settled, settle
from nkreader.store.rows.contents import Contents
from nkreader.store.rows.database import LineDatabase
from nkreader.store.rows.layout import SMALL, Row
from nkreader.store.rows.values import outcome
from nkreader.text.counted import counted

_LOOKS = 5  # how often a file that another process is writing is looked at again


class OwnFiles:
    """A database with its history and lock. ``path`` is the name the user knows it by."""

    def __init__(self, path: Path, annotator: str, *, write: bool) -> None:
        """Read the files; raise StoreError where they cannot be read."""
        self.path = path
        self.version = 0  # another number after each change of the contents
        self._annotator = annotator
        self._told: list[str] = []
        self._damage_told = ""
        self._has_written = False
        # A link is followed here, once: lock and history belong to what it leads to.
        self._file = Path(os.path.realpath(path))
        self.history = History(history_path(self._file))
        self._stillness = Stillness(self._file)
        self._access = Access(path, self._file, wanted=write)
        try:
            if write:
                self._access.take_if_there()
            self._read()
        except BaseException:
            self._release()
            raise

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed here."""
        return self._access.read_only

    @property
    def holder(self) -> str | None:
        """The process and host that can, where that is why."""
        return self._access.holder

    @property
    def damaged(self) -> bool:
        """Whether the file is damaged, so that it is only read."""
        return self._database.lines.damage is not None

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user should know of these files."""
        damage = [self._damage_told] if self.damaged else []
        return (*self._access.notices, *damage, *self._told)

    def begin(self, at: str) -> bool:
        """Make ready for a change; tell whether another program has made one meanwhile.

        Raise StoreError if nothing may be written here.
        """
        if not self.take_over():
            raise StoreError(self._refusal())
        try:
            if not self._access.stands():
                self._begin_to_write()
            return self._database.lines.changed() and self._take_in(at)
        except OSError as error:
            raise self.failure("cannot write", error) from error

    def take_in(self, at: str) -> bool:
        """Take in what another program has written, once it is done; tell whether that was news.

        Asked again and again; of a file that another process may write it is always no.
        Raise StoreError where the file cannot be taken in, once for each state of it.
        """
        if self.read_only:
            return False
        try:
            settled = self._stillness.is_news() and self._database.lines.changed()
        except OSError as error:
            raise self.failure("cannot read", error) from error
        return settled and self.begin(at)

    def commit(self, entry: Entry) -> None:
        """Write an entry and what it leads to; if that fails, leave all as it was."""
        state = outcome(entry.step.changes, entry.sources)
        changed = self.contents.rows(state, self._annotator)
        try:
            mark = self.history.append(entry)
            try:
                rows = self.contents.of_step(changed, mark, self._annotator)
                self._database.put(rows, anew=self._is_to_be_free_of_deleted(rows))
            except BaseException:
                self.history.take_back()
                raise
        except OSError as error:
            raise self.failure("nothing was saved in", error) from error
        self.contents.take(state, rows)
        self.version += 1
        self._has_written = True
        acknowledge(
            entry.step.ids, entry.step.operation if entry.kind is Kind.STEP else entry.kind.value
        )

    def _is_to_be_free_of_deleted(self, rows: Sequence[Row]) -> bool:
        """Tell whether these would leave rows for other programs to find in a small file."""
        return self._database.lines.size <= SMALL and any(row.document is None for row in rows)

    def log(self) -> tuple[LogEntry, ...]:
        """Return what the history can tell a person, oldest first."""
        if number := self.history.damaged():
            self._tell(
                f"{shown(self.history.path.name)} is damaged at line {number}: what stands there "
                "cannot be told, and what was changed up to there cannot be undone"
            )
        return tuple(self.history.log())

    def set_history_damage_aside(self) -> None:
        """Begin the history anew where it can be relied on, and say so."""
        number = self.history.damaged()
        if number and (aside := self.history.set_damage_aside()):
            self._tell(
                f"{shown(self.history.path.name)} was damaged at line {number}: it begins anew "
                f"after that, as it was it is {shown(aside.name)}"
            )

    def refresh(self) -> bool:
        """Read the file again if it is another process that writes it and it has."""
        if not self.read_only or not self._database.lines.changed():
            return False
        self._read()
        return True

    def take_over(self) -> bool:
        """Become the one that writes if none does any more; tell whether this one may."""
        damaged = self.damaged and not self._database.lines.changed()
        if self.read_only and self._access.wanted and not damaged:
            self._access.take_if_there()
            if not self.read_only:
                self._read()
        return not self.read_only

    def close(self) -> None:
        """Leave the files in order, and others free to write them."""
        try:
            with suppress(OSError, StoreError):  # it costs space, or a copy
                self._tidy_up()
        finally:
            self._release()

    def failure(self, what: str, error: OSError) -> StoreError:
        """Return the error that says ``what`` the system refused, and why."""
        return StoreError(f"{what} {shown(self.path.name)}: {reason(error)}")

    def _begin_to_write(self) -> None:
        # Where somebody has removed its file others may hold another lock by now.
        self._access.release()
        durable.make_folder(self._file.parent)
        self._access.take()
        if self.read_only:
            raise StoreError(self._refusal())
        self._read()  # whoever could write until now may have done so
        if self.read_only:
            raise StoreError(self._refusal())

    def _refusal(self) -> str:
        return self._access.refusal()

    def _read(self) -> None:
        try:
            self._load()
            if self.damaged and not self._access.held and live_holder(lock_path(self._file)):
                self._look_again()  # it may be half written
            if self.damaged:
                self._show_what_can_be_read()
                return
            settled = self._settle()
        except OSError as error:
            raise self.failure("cannot read", error) from error
        if self._database.lines.exists:
            if self._access.held:
                self._free_of_deleted()
            if settled and self._access.held:  # else something may be missing
                with suppress(OSError):
                    copy_what_was_read(self._file, self.contents)
        elif copies := backups(self._file):
            self._tell(
                f"nkreader check --repair puts {shown(self.path.name)} back: it is gone, and left "
                f"of it: {counted(len(copies), 'backup')}"
            )

    def _load(self) -> None:
        try:
            with without_collection():
                database = LineDatabase(self._file)
                contents = Contents(database.lines)
        except NoDatabaseError as error:
            from nkreader.store.repair.restoring import refusal

            raise refusal(self._file, error) from None
        self._use(database, contents)

    def _show_what_can_be_read(self) -> None:
        from nkreader.store.repair.mending import damage_told, mended

        lines = self._database.lines
        found = mended(lines, self.history.past(), cache(lambda: newest_state(self._file)))
        self.contents.take(self.contents.news(found.state), ())
        also = "".join(f"; {each}" for each in found.told)
        mends = f"nkreader check --repair mends {shown(self.path.name)}: it {damage_told(lines)}"
        self._access.bar(f"{mends}; only read until then")
        self._damage_told = f"{mends}; only read until then{also}"

    def _use(self, database: LineDatabase, contents: Contents) -> None:
        self._close_database()
        self._database, self.contents = database, contents
        self.version += 1

    def _settle(self) -> bool:
        """Bring the files in line with each other; tell whether they were so already."""
        if self._access.held:
            durable.remove_leftovers(self._file)
            durable.remove_leftovers(self.history.path)
            durable.remove_leftovers(backup_path(self._file, 1))
        if is_settled(self._database, self.contents, self.history):
            return True
        if self._access.held:
            self._repair()
            return False
        # Whoever comes first after a crash repairs, also to read.
        with self._access.for_a_moment() as held:
            if not held:
                self._look_again()
                return False
            self._load()
            if self._database.lines.damage is None:
                self._repair()
        return False

    def _free_of_deleted(self) -> None:
        """Leave out the deleted rows that a process which was killed has left."""
        if self._database.lines.is_to_be_freed():
            with suppress(OSError):  # other programs see them, that is all
                self._database.lines.compact()

    def _repair(self) -> None:
        self._told += settle(self._database, self.contents, self.history, self._annotator)
        self.version += 1

    def _look_again(self) -> None:
        for _ in range(_LOOKS):
            if not (self.damaged or self._database.lines.torn):
                return
            time.sleep(0.01)
            self._load()
        if self._database.lines.torn:
            self._tell(f"{shown(self.path.name)} is cut short: shown is what can be read of it")

    def _take_in(self, at: str) -> bool:
        found = durable.signature(self._file)
        if not (found and found.size) and self._database.lines.tables:
            self._database.lines.compact()
            self._tell(f"{shown(self.path.name)} had been removed or emptied and was written again")
            return False
        from nkreader.store.merging.underneath import take_in

        merged = take_in(self.contents, self.history, self._annotator, at)
        self._use(merged.database, merged.contents)
        if merged.notice:
            self._told.append(merged.notice)  # also where another one has said the same
        return merged.news

    def _tell(self, notice: str) -> None:
        if notice not in self._told:
            self._told.append(notice)

    def _tidy_up(self) -> None:
        """Leave the file without what no longer counts, and a copy of it if that is cheap."""
        lines = self._database.lines
        if self._access.stands() and not lines.changed():
            if lines.is_worth_compacting():
                lines.compact()
            if self._has_written:
                copy_at_the_end(self._file, lines.size)

    def _close_database(self) -> None:
        if hasattr(self, "_database"):  # not where the file could not be read at first
            self._database.close()

    def _release(self) -> None:
        self._close_database()
        self._access.release()
