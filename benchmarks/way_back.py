"""What each format carries out and back of a generated database, and what judges say of it.

    PYTHONPATH=tests:tests/exporters python benchmarks/way_back.py [--annotations 1000]

The database has links, notes, overlaps and characters beyond the first plane. Each format that
can be imported is exported, read by its judge where there is a light one, and imported into an
empty database on the same sources; what is there then is compared field by field.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from random import Random

from msgspec.structs import fields

from harness.generated import session_on, tag_at_random, text_of
from judging import brat, doccano, labelstudio, spacy, webannotation
from nkreader.cli.outfile import write_file
from nkreader.cli.outfolder import write_folder
from nkreader.exporters import formats as out
from nkreader.exporters.export import Export
from nkreader.exporters.labelstudio import config
from nkreader.exporters.output import Binary, Folder
from nkreader.importers import formats as back
from nkreader.model.annotation import Annotation
from nkreader.session.export import collect
from nkreader.session.importing.given import given
from nkreader.session.importing.taking_in import import_annotations

_SOURCES = 10


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--annotations", type=int, default=1_000)
    arguments = parser.parse_args()
    random = Random(1)
    texts = {f"source{number}.txt": text_of(random, 400) for number in range(_SOURCES)}
    with tempfile.TemporaryDirectory() as folder:
        session = session_on(Path(folder) / "here", texts)
        tag_at_random(session, random, each=arguments.annotations // _SOURCES)
        export, mine = collect(session).export, dict(session.store.annotations)
        print(f"{len(mine)} annotations, {_links(mine)} links")
        print("| format | annotations back | identical | links back | not the same | judge |")
        print("|---|---|---|---|---|---|")
        for known in back.FORMATS:
            if known.name in {each.name for each in out.FORMATS}:
                path = _write(out.format_named(known.name), export, Path(folder))
                there = session_on(Path(folder) / known.name, texts)
                file = given(path, there.workspace.annotations)
                import_annotations(there, back.format_of(file).read(file))
                _print(known.name, mine, there.store.annotations, _judged(known.name, path, export))
                there.store.close()
        session.store.close()


def _write(known: out.Format, export: Export, folder: Path) -> Path:
    path = folder / f"out{known.suffix}"
    if isinstance(known.output, Folder):
        write_folder(path, known.output.files(export))
    elif isinstance(known.output, Binary):
        write_file(path, known.output.chunks(export))
    else:
        write_file(path, (chunk.encode() for chunk in known.write(export)))
    return path


def _print(
    name: str, mine: Mapping[str, Annotation], there: Mapping[str, Annotation], judge: str
) -> None:
    different: Counter[str] = Counter()
    same = 0
    for key, one in mine.items():
        other = there.get(key)
        if other is not None:
            names = [each.name for each in fields(one)]
            wrong = [each for each in names if getattr(one, each) != getattr(other, each)]
            different.update(wrong)
            same += not set(wrong) - {"links"}
    told = ", ".join(f"{field} {count}" for field, count in different.items())
    found = len(mine.keys() & there.keys())
    print(f"| {name} | {found} | {same} | {_links(there)} | {told} | {judge} |", flush=True)


def _links(annotations: Mapping[str, Annotation]) -> int:
    return sum(len(one.links) for one in annotations.values())


def _judged(name: str, path: Path, export: Export) -> str:
    quotes = {one.annotation.id: one.annotation.quote for one in export.annotations}
    texts = {one.source.sha256: one.source for one in export.annotations}
    if name == "brat":
        read = {each.name: each.read_bytes().decode() for each in path.iterdir()}
        found = brat.complaints(read)
    elif name == "webannotation":
        by_hash = {key: export.text_of(ref) or "" for key, ref in texts.items()}
        found = webannotation.complaints(path.read_bytes().decode(), by_hash)
    elif name == "doccano":
        found = doccano.complaints(path.read_bytes().decode(), quotes)
    elif name == "labelstudio":
        found = labelstudio.complaints(path.read_bytes().decode(), config())
    elif name == "spacy":
        found = spacy.complaints(path.read_bytes().decode(), quotes)
    else:
        return "in its own tests"
    return f"{len(found)} complaints" + (f": {json.dumps(found[0])}" if found else "")


if __name__ == "__main__":
    main()
