"""How many bytes the reader writes for a key, and how long they take to come.

    python benchmarks/bytes_per_key.py [--driver plain] [--keys 50] FILE ...

Each source is opened in a pseudo-terminal of 120x40 cells and 256 colours; of each motion
the median over the keys is printed, in bytes and in milliseconds to the last byte. What
comes later than a pause of 60 ms belongs to no key.
"""

import argparse
import fcntl
import os
import pty
import select
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
from pathlib import Path
from time import monotonic

_COLUMNS, _ROWS = 120, 40
_PAUSE = 0.06
_START_PAUSE = 0.6
_MOTIONS = (
    ("sentence", "g", "j"),
    ("word", "gv", "l"),
    ("tag", "\x1bgj", "cj"),
    ("undo", "", "u"),
    ("page", "\x1bg", " "),
    ("line", "g", "\x05"),
    ("line alone", "gtt", "\x05"),
    ("page alone", "g", " "),
)


class Reader:
    """The reader in a terminal of its own, with a home and a database that are new."""

    def __init__(
        self, *sources: Path, driver: str, work: Path, columns: int = _COLUMNS, rows: int = _ROWS
    ) -> None:
        """Start it, and wait until it says no more."""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        (work / "annotations").mkdir(parents=True, exist_ok=True)
        env = {"PATH": os.environ["PATH"], "HOME": str(work), "LANG": "C.UTF-8"}
        env |= {"TERM": "xterm-256color", "NKREADER_DRIVER": driver}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "nkreader", *(str(each.resolve()) for each in sources)],
            stdin=slave, stdout=slave, stderr=slave, cwd=work, env=env, start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self.start = self._wait_for(b"help") + self._listen(_START_PAUSE, _START_PAUSE)[0]

    def press(self, keys: str) -> tuple[int, float]:
        """Return how many bytes a key brought, and after how many milliseconds the last."""
        os.write(self._master, keys.encode())
        return self._listen(first=0.15, pause=_PAUSE)

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def _wait_for(self, wanted: bytes) -> int:
        seen = b""
        while wanted not in seen:
            seen += os.read(self._master, 1 << 16)
        return len(seen)

    def _listen(self, first: float, pause: float) -> tuple[int, float]:
        began = last = monotonic()
        count, wait = 0, first
        while select.select([self._master], [], [], wait)[0]:
            count += len(os.read(self._master, 1 << 16))
            last, wait = monotonic(), pause
        return count, (last - began) * 1000


def measure(source: Path, driver: str, keys: int) -> dict[str, tuple[float, float]]:
    """Return the median bytes and milliseconds of each motion in a source."""
    work = Path(tempfile.mkdtemp())
    reader = Reader(source, driver=driver, work=work)
    out = {"start": (float(reader.start), 0.0)}
    try:
        for name, before, key in _MOTIONS:
            for each in before:
                reader.press(each)
            got = []
            for _ in range(keys):
                # Of several keys the first is measured, the others go on from there.
                got.append(reader.press(key[0]))
                for other in key[1:]:
                    reader.press(other)
            felt = [each for each in got if each[0]]
            if felt:
                out[name] = tuple(map(statistics.median, zip(*felt, strict=True)))  # type: ignore[assignment]
        out["idle"] = (float(reader.press("")[0]), 0.0)
    finally:
        reader.end()
        shutil.rmtree(work)
    return out


def main() -> None:
    """Measure the sources that are named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--driver", choices=("difference", "plain"), default="difference")
    parser.add_argument("--keys", type=int, default=50)
    arguments = parser.parse_args()
    for source in arguments.files:
        found = measure(source, arguments.driver, arguments.keys)
        figures = "  ".join(f"{name} {b:.0f} B {ms:.1f} ms" for name, (b, ms) in found.items())
        print(f"{source.name[:16]:16}  {figures}", flush=True)


if __name__ == "__main__":
    main()
