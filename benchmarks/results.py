"""What a benchmark has found, as a section of a report in Markdown."""

import argparse
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Section:
    """A table under a heading; ``told`` is what it says in words."""

    title: str
    told: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        """Return the section in Markdown."""
        lines = [self.head, ("---",) * len(self.head), *self.rows]
        table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        return f"## {self.title}\n\n{self.told}\n\n{table}\n"


def in_turns(names: Iterable[str], rounds: int) -> Iterator[str]:
    """Yield each name once a round, in another order each time: what ran before is felt."""
    order, chance = list(names), Random(rounds)
    for _ in range(rounds):
        chance.shuffle(order)
        yield from order


def median(values: Sequence[float]) -> float:
    """Return the median, 0 of nothing."""
    return statistics.median(values) if values else 0.0


def p95(values: Sequence[float]) -> float:
    """Return what 95 of 100 do not exceed, 0 of nothing."""
    return sorted(values)[int(len(values) * 0.95)] if values else 0.0


def figures(values: Sequence[float]) -> str:
    """Return median and 95th percentile of milliseconds in a few characters."""
    return f"{median(values):.1f} / {p95(values):.1f}" if values else ""


def command(doc: str | None, measure: Callable[[int], Section], rounds: int) -> None:
    """Run one benchmark from the command line and print its section."""
    parser = argparse.ArgumentParser(description=(doc or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=rounds)
    print(measure(parser.parse_args().rounds))
