"""The integrity of an annotator's database, its history, anchors and links; and its repair."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from nkreader.model.annotation import AnchorState
from nkreader.model.moment import as_written
from nkreader.session.export import collect
from nkreader.session.session import system_clock
from nkreader.session.start import open_session
from nkreader.session.watch import Watch
from nkreader.session.workspace import Workspace
from nkreader.store.folder import database_path
from nkreader.store.repair import checking
from nkreader.store.repair.finding import Finding, Severity
from nkreader.store.repair.repairing import repair as repair_files


class Checked(Struct, frozen=True):
    """What was found, and first what was repaired, line by line."""

    findings: tuple[Finding, ...]
    repaired: tuple[str, ...] = ()

    @property
    def faults(self) -> int:
        """How many findings are faults."""
        return sum(each.severity is Severity.FAULT for each in self.findings)


def check(
    workspace: Workspace,
    *,
    repair: bool = False,
    now: datetime | None = None,
    watch: Watch[str] = iter,
) -> Checked:
    """Check the annotator's files; with ``repair`` mend them first. Without it nothing changes.

    ``watch`` goes through the ids of the sources, for whoever wants to see how far it is.
    Raises NkreaderError where the annotator's name can be no file's, or a repair cannot be.
    """
    database = database_path(workspace.annotations, workspace.annotator)
    at = as_written(now or system_clock())
    repaired = repair_files(database, workspace.annotator, at) if repair else ()
    findings = checking.check(database)
    if checking.opens_unchanged(database):
        findings += tuple(_places(workspace, watch))
    return Checked(findings, repaired)


def _places(workspace: Workspace, watch: Watch[str]) -> Iterator[Finding]:
    """Yield how many of the annotator's annotations stand in today's sources, and how."""
    session = open_session(workspace, ())
    try:
        mine = session.store.annotations
        placed = collect(session, mentions=False, watch=watch).export.annotations
        counts = Counter(each.anchor for each in placed if each.annotation.id in mine)
        if counts:
            told = ", ".join(f"{counts[state]} {state}" for state in AnchorState)
            what = f"in today's sources: {told} (nkreader verify shows which)"
            yield Finding(Severity.NOTICE, session.store.path, what)
    finally:
        session.store.close()
