"""How fast everything is searched, and in how much memory.

    python benchmarks/search.py --sources 100

Makes that many sources of about 100 KB out of the samples, of every shape, a rare word in one
of a hundred, and searches them as the reader and the command do. The first search of each
query is cold (nothing kept by the program; files are in the system's cache), the second warm.
"""

import argparse
import gc
import resource
import tempfile
import time
from pathlib import Path

from material import SAMPLES

from nkreader.session.search.everything import Everything
from nkreader.session.search.sought import seek
from nkreader.session.session import Session
from nkreader.session.start import open_session
from nkreader.session.workspace import locate

SIZE = 100_000
RARE = "zymurgy"
QUERIES = (RARE, "artillery shells", '"artillery shells"', "korea", 'entity:"Kim Jong Un"')
# So many hits of a source, and of all, are shown in the reader.
MOST, ALL = 500, 5_000


def generate(folder: Path, count: int) -> None:
    """Make the sources; of a hundred, the one in the middle has the rare word."""
    texts = [each.read_text(encoding="utf-8") for each in sorted(SAMPLES.glob("*.txt"))]
    (folder / "annotations").mkdir(parents=True, exist_ok=True)
    (folder / "seeds").mkdir(exist_ok=True)
    for number in range(count):
        text = texts[number % len(texts)]
        whole = text * (SIZE // len(text.encode()) + 1)
        rare = f"\n\nThe {RARE} of source {number}.\n" if number % 100 == 50 else ""
        name = f"source-{number:05}.txt"
        (folder / "seeds" / name).write_text(f"{whole}{rare}\n{number}\n", encoding="utf-8")


def measure(everything: Everything, text: str, session: Session) -> str:
    """Search once; return when the first hit came, when all had, and how many there were."""
    gc.collect()
    began = time.perf_counter()
    first = None
    hits = 0
    done = 0
    for looked in everything.look(seek(session, text), most=MOST):
        done += 1
        hits += len(looked.hits)
        if first is None and looked.hits:
            first = time.perf_counter() - began
        if hits >= ALL:
            break
    whole = time.perf_counter() - began
    told = "-" if first is None else f"{first * 1000:.0f} ms"
    return f"first {told:>8}  all {whole * 1000:8.0f} ms  {hits:5} hits, {done} sources"


def main() -> None:
    """Make the sources and search them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sources", type=int, default=100)
    parser.add_argument("--folder", type=Path, help="where they are, or are to be made")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        if not (folder / "seeds").is_dir():
            generate(folder, arguments.sources)
        session = open_session(locate(cwd=folder, annotator="nobody"), [])
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for query in QUERIES:
            everything = Everything(session)
            print(f"{query:24} cold  {measure(everything, query, session)}")
            print(f"{'':24} warm  {measure(everything, query, session)}")
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"memory: {before // 1024} MB before, at most {after // 1024} MB")
        session.store.close()


if __name__ == "__main__":
    main()
