"""How many keys and bytes an item of a review takes.

    python benchmarks/review.py [--items 60] [--columns 80] [--rows 24] FILE ...

On the sources named, sentences at even distances are tagged by another annotator. In a
pseudo-terminal they are reviewed to the end: of ten items six are accepted, one relabelled,
one rejected, one accepted with a passage two words longer, one given a note of eight letters
and accepted. Printed are the keys for an item, and of each kind of key the median of the
bytes that the reader writes for it and of the milliseconds to the last of them.
"""

import argparse
import shutil
import statistics
import tempfile
from collections import defaultdict
from itertools import cycle, islice
from pathlib import Path
from time import monotonic

from terminal import Felt, Terminal, nkreader

from nkreader.model.annotation import Label
from nkreader.session.annotating.annotate import annotate
from nkreader.session.start import open_session
from nkreader.session.workspace import locate

_ENTER = "\r"
# A reader that says nothing for so long stands still, in seconds.
_START_PAUSE = 0.6
# What is done with ten items in a row: the names and the keys of each.
_WAYS = (
    *[[("accept", _ENTER)]] * 3,
    [("relabel", "d")],
    *[[("accept", _ENTER)]] * 2,
    [("reject", "x")],
    [("a word more", "l"), ("a word more", "l"), ("accept", _ENTER)],
    [("accept", _ENTER)],
    [("ask for a note", "n"), *[("a letter", each) for each in "too much"],
     ("keep the note", _ENTER), ("accept", _ENTER)],
)  # fmt: skip


def prepared(work: Path, sources: list[Path], items: int) -> int:
    """Tag sentences in the sources as another annotator; return how many."""
    (work / "annotations").mkdir()
    session = open_session(locate(cwd=work, annotator="bob", environ={}), sources, write=True)
    made = 0
    try:
        for entry in session.library.entries:
            opened = session.open(entry)
            here = opened.sentences[:: max(1, len(opened.sentences) * len(sources) // items)]
            for sentence in here[: -(-items // len(sources))]:
                annotate(session, opened, sentence, list(Label)[made % 4])
                made += 1
    finally:
        session.store.close()
    return made


def main() -> None:
    """Review the sources that are named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--items", type=int, default=60)
    parser.add_argument("--columns", type=int, default=80)
    parser.add_argument("--rows", type=int, default=24)
    parser.add_argument("--driver", choices=("difference", "plain"), default="difference")
    arguments = parser.parse_args()
    work = Path(tempfile.mkdtemp())
    files = [path.resolve() for path in arguments.files]
    made = prepared(work, files, arguments.items)
    reader = Terminal(
        nkreader(*files), work, more_env={"NKREADER_DRIVER": arguments.driver},
        cells=(arguments.columns, arguments.rows),
    )  # fmt: skip
    reader.wait_for(b"help")
    reader.listen(monotonic(), first=_START_PAUSE, pause=_START_PAUSE)
    felt: dict[str, list[Felt]] = defaultdict(list)
    pressed = 0
    try:
        for key in ("R", "", _ENTER, ""):  # the first needs what was not imported yet
            reader.press(key)
        for way in islice(cycle(_WAYS), made):
            for name, key in way:
                felt[name].append(reader.press(key))
                pressed += 1
        felt["leave the summary"].append(reader.press(_ENTER))
    finally:
        reader.end()
        shutil.rmtree(work)
    total = sum(each.count for keys in felt.values() for each in keys)
    print(f"{made} items, {pressed / made:.2f} keys and {total / made:.0f} bytes each")
    for name, keys in felt.items():
        counts, times = [each.count for each in keys], [each.last for each in keys]
        print(
            f"{name:18} {len(keys):4} x  median {statistics.median(counts):6.0f} B "
            f"{statistics.median(times):6.1f} ms   most {max(counts):6} B"
        )


if __name__ == "__main__":
    main()
