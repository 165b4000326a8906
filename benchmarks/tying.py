"""How long one waits for the list of what an annotation may be tied to, and for each letter.

    python benchmarks/tying.py [ANNOTATIONS ...]

Made-up databases of so many annotations, with words of the samples; in milliseconds, the
median of five. ``prepare`` is what is done once, behind the reader, when the first
annotation of a sitting is tagged or opened.
"""

import random
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from nkreader.model.annotation import Annotation, Label
from nkreader.model.change import Change, Step
from nkreader.model.source import SourceRef
from nkreader.session.candidates import Candidates
from nkreader.session.samples import sample_sources
from nkreader.session.session import Session
from nkreader.session.start import open_session
from nkreader.session.workspace import locate

ON_EACH = 100
WHEN = "2026-01-01T00:00:00.000Z"


def main() -> None:
    """Measure databases of the sizes that were asked for."""
    print(f"{'annotations':>12} {'prepare':>8} {'open':>8} {'letter':>8} {'word':>8}")
    for size in map(int, sys.argv[1:] or ["1000", "10000"]):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "annotations").mkdir()
            session = open_session(locate(cwd=Path(folder), annotator="me"), [], write=True)
            fill(session, size)
            measure(session, size)
            session.store.close()


def fill(session: Session, size: int) -> None:
    """Tag so many passages of sentences mixed from the samples."""
    texts = [path.read_text(encoding="utf-8") for path in sample_sources().glob("*.txt")]
    sentences = [each.split() for text in texts for each in re.split(r"[.?!]\s", text)]
    words = [word for sentence in sentences for word in sentence]
    chance = random.Random(1)
    refs = [
        SourceRef(f"{k:012x}", f"s{k}.txt", f"{k:064x}", 10**6, "plain", f"Source {k}")
        for k in range(max(1, size // ON_EACH))
    ]
    changes = []
    for k in range(size):
        text = " ".join((*chance.choice(sentences), *chance.sample(words, 5)))
        start, label = chance.randrange(10**5), chance.choice(list(Label))
        changes.append(
            Change(
                None,
                Annotation(
                    f"{k:012x}", chance.choice(refs).id, start, start + len(text), text, label,
                    "me", WHEN, WHEN, text=text,
                ),
            )
        )  # fmt: skip
    session.store.apply(Step("fill", "tag", WHEN, tuple(changes)), refs)


def measure(session: Session, size: int) -> None:
    """Print what one database takes."""
    session.late_matcher.find("North Korea")  # the gazetteer is read when a text is
    candidates = Candidates(session)
    began = perf_counter()
    candidates.prepare()
    prepared = (perf_counter() - began) * 1000
    annotation = next(iter(session.store.annotations.values()))
    ranked = candidates.ranked(annotation)
    opened = taken(lambda: candidates.ranked(annotation))
    letter = taken(lambda: candidates.narrowed(ranked, "a"))
    word = taken(lambda: candidates.narrowed(ranked, "artillery"))
    print(f"{size:>12} {prepared:>8.0f} {opened:>8.1f} {letter:>8.1f} {word:>8.1f}")


def taken(do: Callable[[], object]) -> float:
    """Return the median of five, in milliseconds."""
    times = []
    for _ in range(5):
        began = perf_counter()
        do()
        times.append((perf_counter() - began) * 1000)
    return median(times)


if __name__ == "__main__":
    main()
