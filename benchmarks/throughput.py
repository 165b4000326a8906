"""How fast texts are read, looked through and taken out, and how that grows.

    python benchmarks/throughput.py [--rounds 3]

Processor time, not time by the clock, the least of the rounds: how long sentences and names
take on the sample sources, which name something every 110 characters, on a text that names
one of 10,000 every 70, and on one without names; and of whole commands on ten times as much
each.
"""

import random
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

from material import tag, text_of, write
from process import run
from results import Section, command
from terminal import environment, nkreader

from nkreader.loaders import load
from nkreader.loaders.entities import gazetteer
from nkreader.model.entity import Entity, EntityType
from nkreader.text.mentions import Matcher
from nkreader.text.prose import prose
from nkreader.text.sentences import sentences

_MB = 1_000_000
_NAMES = 10_000
_WORDS = (
    "the", "official", "said", "that", "it", "would", "not", "and", "had", "seen", "no", "trains",
    "at", "the", "border", "by", "May",
)  # fmt: skip
_SYLLABLES = ("ka", "lo", "mi", "ren", "to", "shi", "ba", "dor", "el", "ni", "gor", "pa", "su")


def measure(rounds: int) -> Section:
    """Return what is done in a second, and what commands take."""
    rows: list[tuple[str, ...]] = []
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        texts = {
            "the samples": text_of(2 * _MB),
            "10,000 names": _naming(2 * _MB),
            "no names": "nobody saw the trains at the border, or would not say.\n" * 37_000,
        }
        for name, text in texts.items():
            rows += _rates(name, write(work / "text.txt", text), rounds)
        rows += _grown(
            [
                (f"inspect --json, {size // _MB} MB", ("inspect", "--json", str(path)), work)
                for size in (_MB, 10 * _MB, 100 * _MB)
                for path in [write(work / f"{size}.txt", text_of(size))]
            ]
        )
        exports = []
        for count in (1_000, 10_000, 100_000):
            where = work / f"tagged-{count}"
            where.mkdir()
            tag(where, min(count, 5_000), max(0, count - 5_000))
            exports.append((f"export, {count:,} annotations", ("export", "--format", "csv"), where))
        rows += _grown(exports)
    return Section(
        "Throughput",
        "Processor time. `of ten times less` is how many times the seconds of the line above.",
        ("", "seconds", "MB/s", "of ten times less", "peak, MB"),
        tuple(rows),
    )


def _rates(name: str, path: Path, rounds: int) -> list[tuple[str, ...]]:
    source = load(path)
    text = prose(source)
    megabytes = path.stat().st_size / _MB

    def with_names(entities: Sequence[Entity]) -> float:
        matcher = Matcher(entities)
        matcher.find("made before it is measured")
        # What was found in a text is kept until another is asked about.
        return _least(lambda: matcher.find(text), rounds, lambda: matcher.find("another"))

    found = {
        f"load, {name}": _least(lambda: load(path), rounds),
        f"prose, {name}": _least(lambda: prose(source), rounds),
        f"sentences, {name}": _least(lambda: sentences(text, standalone=source.standalone), rounds),
        f"mentions of the gazetteer, {name}": with_names(tuple(gazetteer())),
        f"mentions of {_NAMES:,} names, {name}": with_names(_many()),
    }
    return [
        (what, f"{took:.2f}", f"{megabytes / took:.1f}", "", "") for what, took in found.items()
    ]


def _least(work: Callable[[], object], rounds: int, before: Callable[[], object] = bool) -> float:
    taken = []
    for _ in range(rounds):
        before()
        began = process_time()
        work()
        taken.append(process_time() - began)
    return min(taken)


def _many() -> tuple[Entity, ...]:
    """Return the gazetteer and invented people, 10,000 in all."""
    chance = random.Random(1)
    known = tuple(gazetteer())
    names: set[str] = set()
    while len(names) < _NAMES - len(known):
        words = ("".join(chance.choices(_SYLLABLES, k=3)).title() for _ in range(2))
        names.add(" ".join(words))
    return (*known, *(Entity(name, EntityType.PERSON) for name in sorted(names)))


def _naming(size: int) -> str:
    """Return a text in which each sentence names one of the 10,000."""
    chance = random.Random(1)
    names = [entity.name for entity in _many()]
    told = []
    while size > 0:
        before, after = chance.choices(_WORDS, k=5), chance.choices(_WORDS, k=6)
        told.append(" ".join(("So", *before, chance.choice(names), *after)) + ".")
        size -= len(told[-1]) + 1
    return "\n".join(told) + "\n"


def _grown(commands: Sequence[tuple[str, tuple[str, ...], Path]]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    before = 0.0
    for name, words, cwd in commands:
        ended = run(nkreader(*words), cwd, environment(cwd))
        grown = f"{ended.computed / before:.1f}" if before else ""
        rows.append((name, f"{ended.computed:.2f}", "", grown, f"{ended.peak / _MB:.0f}"))
        before = ended.computed
    return rows


if __name__ == "__main__":
    command(__doc__, measure, 3)
