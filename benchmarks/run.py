"""All benchmarks, one after the other, as a report.

    python benchmarks/run.py [--report docs/performance.md] [NAME ...]

What is measured against each other is measured in turns in one run: read the ratios, for
the machine may do other things as well. The report is written anew after each benchmark.
"""

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import bytes_per_key
import heavy
import keys
import links
import sizes
import start
import throughput
from results import Section

import store

BENCHMARKS: dict[str, Callable[[], Section]] = {
    "start": partial(start.section, 21),
    "keys": partial(keys.measure, 20),
    "bytes_per_key": partial(bytes_per_key.section, 15),
    "links": partial(links.measure, 10),
    "sizes": partial(sizes.measure, 2),
    "heavy": partial(heavy.measure, 7),
    "throughput": partial(throughput.measure, 3),
    "store": partial(store.measure, 100),
}


def heading() -> str:
    """Return what the figures are of: the machine, the commit, the day."""
    commit = _git("rev-parse", "--short", "HEAD")
    changed = " with changes" if _git("status", "--porcelain", "src") else ""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        "# Performance\n\n"
        f"Written by `make bench` on {datetime.now(UTC):%Y-%m-%d}, commit {commit}{changed}: "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors "
        f"({_processor()}), Python {platform.python_version()}. Load when it began: {load}.\n\n"
        "A terminal of 120x40 cells and 256 colours, no page kept unless it says so. What is "
        "compared was measured in turns in one run. Each section is a command of its own: "
        "`python benchmarks/NAME.py`.\n"
    )


def _git(*words: str) -> str:
    found = subprocess.run(["git", *words], capture_output=True, text=True, check=False)
    return found.stdout.strip()


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "unknown")


def main() -> None:
    """Run the benchmarks that are named, or all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--report", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    report = heading()
    for name in arguments.names or BENCHMARKS:
        print(f"{name} ...", file=sys.stderr, flush=True)
        found = f"{BENCHMARKS[name]()}\n`python benchmarks/{name}.py`\n"
        report += f"\n{found}"
        print(found, flush=True)
        if arguments.report:
            arguments.report.write_text(report, encoding="utf-8")


if __name__ == "__main__":
    main()
