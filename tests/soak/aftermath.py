"""A reader that is started on a terminal, and what it leaves behind."""

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from harness.terminal import Terminal, command, environment
from nkreader.cli.commands import NAMES
from nkreader.model.annotation import Label
from nkreader.session.annotating.annotate import annotate
from nkreader.session.start import open_session
from nkreader.session.workspace import locate
from nkreader.store.acknowledge import VARIABLE
from nkreader.store.annotations import AnnotationStore
from soak.history_lines import operations

_ANNOTATOR = "ann"
_MOMENT = "2026-01-01T00:00:00Z"
_STORY = "The ministry of the harbour\n\n" + " ".join(
    f"The minister denied shipment {number}." for number in range(200)
)


@dataclass(frozen=True, slots=True)
class Place:
    """A workspace with two sources."""

    root: Path
    was: str

    @classmethod
    def make(cls, root: Path) -> "Place":
        """Make one."""
        for name in ("annotations", "seeds", "home"):
            (root / name).mkdir(parents=True)
        for name in ("story.txt", "tale.txt"):
            (root / "seeds" / name).write_text(f"{name}: {_STORY}", encoding="utf-8")
        _let_another_tag(root)
        return cls(root, _hash(root))

    def faults(self, acknowledged: Sequence[str]) -> Iterator[str]:
        """Say what is not as it must be after a reader that acknowledged all of that."""
        if _hash(self.root) != self.was:
            yield "a source was changed"
        folder = self.root / "annotations"
        database = folder / f"{_ANNOTATOR}.json"
        try:
            if database.exists():
                json.loads(database.read_text(encoding="utf-8"))
            with AnnotationStore.open(folder, _ANNOTATOR) as store:
                if store.read_only:
                    yield f"the lock is still held: {store.holder}"
                yield from store.notices
            done = operations(folder / f"{_ANNOTATOR}.history.jsonl")
            made = [f"{quote(each.identity, safe=':')} {each.word}" for each in done]
        except Exception as error:
            yield f"the database does not open: {type(error).__name__}: {error}"
            return
        if made[: len(acknowledged)] != [*acknowledged]:
            yield f"{len(acknowledged)} changes were acknowledged, these were made: {made}"
        if len(made) > len(acknowledged) + 1:
            yield f"{len(made) - len(acknowledged)} changes were made and not acknowledged"
        if "check" in NAMES:
            yield from self._checked()

    def crashes(self) -> str:
        """Return what the reader has reported of faults of its own."""
        reports = sorted(self.root.glob("home/.local/state/nkreader/crash-*.txt"))
        return "\n".join(each.read_text(encoding="utf-8") for each in reports)

    def faults_of_undoing(self) -> Iterator[str]:
        """Take everything back, and say what is left of it."""
        with AnnotationStore.open(self.root / "annotations", _ANNOTATOR) as store:
            while store.undo(at=_MOMENT):
                pass
            if left := len(store.annotations) + len(store.entities) + len(store.verdicts):
                yield f"{left} changes cannot be undone"

    def _checked(self) -> Iterator[str]:
        checked = [command(), "check", "--annotations", str(self.root / "annotations")]
        run = subprocess.run([*checked, "--annotator", _ANNOTATOR], capture_output=True, text=True)
        if run.returncode:
            yield f"nkreader check: {run.stdout}{run.stderr}".replace("\n", " ")


class Sitting:
    """One run of a reader on a terminal, with the pipe it acknowledges changes on."""

    def __init__(self, program: Sequence[str], place: Place, *, leads: bool = True) -> None:
        """Start it."""
        self._reading, writing = os.pipe()
        more = {"NKREADER_ANNOTATOR": _ANNOTATOR, VARIABLE: str(writing)}
        env = environment(place.root, **more)
        self.terminal = Terminal(
            program, cwd=place.root, env=env, inherited=(writing,), leads=leads
        )
        os.close(writing)
        self._said = b""
        os.set_blocking(self._reading, False)

    def gone(self) -> bool:
        """Tell whether all processes that could acknowledge anything have ended."""
        try:
            while data := os.read(self._reading, 1 << 16):
                self._said += data
        except BlockingIOError:
            return False
        return True

    def end(self) -> list[str]:
        """End it, if that has not been done; return all that it acknowledged."""
        self.terminal.__exit__()
        self.gone()
        os.close(self._reading)
        return self._said.decode().splitlines()


def _let_another_tag(root: Path) -> None:
    """Leave another annotator's work, to be judged and tied to."""
    workspace = locate(cwd=root, annotator="bob", environ={"HOME": str(root / "home")})
    session = open_session(workspace, [], write=True)
    with session.store:
        for entry in session.library.entries:
            opened, at = session.open(entry), 0
            for label in Label:
                span = opened.ground.sentence_after(at)
                assert span
                annotate(session, opened, span, label)
                at = span.end


def burden() -> float:
    """Return by how much this machine is too busy for its processors; 1 if it is not."""
    return min(4.0, max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1)))


def _hash(root: Path) -> str:
    files = sorted((root / "seeds").iterdir())
    return sha256(b"".join(file.name.encode() + file.read_bytes() for file in files)).hexdigest()
