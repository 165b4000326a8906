"""How long an export takes in every format, and how much memory, as annotations get more.

    python benchmarks/exports.py [--sizes 10000 100000] [--only FORMAT ...]

Makes a workspace of sources with 1,000 annotations each, runs ``nkreader export`` in a process
of its own for each format and size, and prints seconds, the peak of resident memory, the size
of what was written, and the ratios between the largest size and the smallest.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import monotonic

from msgspec.structs import replace
from process import run
from terminal import nkreader

from nkreader.model.annotation import Annotation, Label, Link, Relation
from nkreader.model.change import Change, Step
from nkreader.session.annotating.annotate import Details, on_passage, with_details
from nkreader.session.opened import Opened
from nkreader.session.session import Session
from nkreader.session.start import open_session
from nkreader.session.workspace import locate

_EACH = 1_000
_SENTENCES = (
    "The ministry in Seoul denied on Monday that the ferry 🚢 had sailed. ",
    "Moscow said the shells were “not ours”.\r\n",
    "Nobody has seen Min\u00a0Seo-yeon since, said a café owner of 항만. ",
    "\r\n6:0{} pm\r\n",
)


@dataclass(frozen=True)
class Run:
    """One export: seconds by the clock and of a processor; memory and what was written in MB."""

    seconds: float
    worked: float
    memory: float
    written: float


def make(folder: Path, annotations: int) -> None:
    """Make a workspace with so many annotations."""
    random = Random(annotations)
    seeds = folder / "seeds"
    seeds.mkdir(parents=True)
    (folder / "annotations").mkdir()
    for number in range(annotations // _EACH):
        lines = (random.choice(_SENTENCES).format(random.randrange(10)) for _ in range(_EACH))
        (seeds / f"source{number}.txt").write_text(f"🛰 {number}\r\n" + "".join(lines), newline="")
    session = open_session(locate(cwd=folder, annotator="ann"), (), write=True)
    made: list[Annotation] = []
    sources = []
    for entry in session.library.entries:
        opened = session.open(entry)
        session.store.keep_text(opened.ref, opened.source.text)
        sources.append(opened.ref)
        made += _tagged(session, opened, random)
    changes = tuple(Change(None, one) for one in made)
    session.store.apply(Step("made", "tag", session.now(), changes), sources)
    session.store.close()


def _tagged(session: Session, opened: Opened, random: Random) -> Iterator[Annotation]:
    sentences = opened.sentences
    before: Annotation | None = None
    for number in range(_EACH):
        span = sentences[number % len(sentences)]
        now = session.now()
        bare = Annotation(
            id=session.new_id(),
            source=opened.source.id,
            start=span.start,
            end=span.end,
            quote="",
            label=random.choice(list(Label)),
            annotator="ann",
            created=now,
            modified=now,
        )
        said = Details(speaker="The ministry", note="seen 🛰 twice", tags=("ferry",))
        one = with_details(on_passage(opened, span, bare), said)
        if before is not None and random.random() < 0.3:
            one = replace(one, links=(Link(Relation.DENIES, before.id),))
        yield one
        before = one


def _formats() -> Iterator[tuple[str, str]]:
    words = nkreader("export", "--formats", "--json")
    done = subprocess.run(words, capture_output=True, check=True)
    for known in json.loads(done.stdout):
        yield known["name"], known["suffix"]


def export(folder: Path, name: str, suffix: str) -> Run:
    """Export a workspace once."""
    target = folder.parent / f"{folder.name}{suffix}"
    words = ("export", "--format", name, "--output", str(target), "--annotator", "ann")
    ended = run(nkreader(*words), folder)
    files = [target] if target.is_file() else list(target.iterdir())
    written = sum(each.stat().st_size for each in files)
    return Run(ended.seconds, ended.computed, ended.peak / (1 << 20), written / 1e6)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--only", nargs="+")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        places = {size: Path(folder) / str(size) for size in arguments.sizes}
        for size, place in places.items():
            began = monotonic()
            make(place, size)
            print(f"{size} annotations made in {monotonic() - began:.0f} s", file=sys.stderr)
        print("| format | annotations | seconds | of a processor | peak MB | written MB |")
        print("|---|---|---|---|---|---|")
        for name, suffix in _formats():
            if arguments.only and name not in arguments.only:
                continue
            runs = []
            for size, place in places.items():
                runs.append(export(place, name, suffix))
                one = runs[-1]
                row = f"{one.seconds:.1f} | {one.worked:.1f} | {one.memory:.0f}"
                print(f"| {name} | {size} | {row} | {one.written:.1f} |", flush=True)
            first, last = runs[0], runs[-1]
            ratios = (
                last.seconds / first.seconds,
                last.worked / first.worked,
                last.memory / first.memory,
            )
            print(f"| | ratio | {' | '.join(f'{each:.1f}' for each in ratios)} | |", flush=True)


if __name__ == "__main__":
    main()
