"""brat: bioc reads and validates, pybrat reads, the types are asked, and the fragments sliced."""

import re
import tempfile
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from bioc import brat as bioc_brat
from pybrat.parser import BratParser

_TYPES = re.compile(r"([EA#RTN])\d+\t(\S+) ")


def complaints(written: Mapping[str, str]) -> list[str]:
    """Return what is wrong with a folder, its files given by name."""
    wrong: list[str] = []
    types = _types(written["annotation.conf"])
    for name, text in written.items():
        if not name.endswith(".txt"):
            continue
        ann = written[name.removesuffix(".txt") + ".ann"]
        if "\r" in text + ann:
            wrong.append(f"{name} has carriage returns")
        wrong += _of_bioc(text, ann)
        wrong += (
            f"{found[2]} is no type of annotation.conf"
            for found in map(_TYPES.match, ann.splitlines())
            if found and found[1] in "TRA" and found[2] not in types
        )
    return wrong or list(_of_pybrat(written))


def _types(conf: str) -> set[str]:
    lines = (line for line in conf.splitlines() if not line.startswith(("[", "<")))
    return {re.split(r"\s", line)[0] for line in lines}


def _of_bioc(text: str, ann: str) -> Iterator[str]:
    try:
        document = bioc_brat.loads(text, ann)
    except (AssertionError, ValueError) as error:
        yield str(error)
        return
    for entity in document.entities:
        places = sorted((span[0], span[1]) for span in entity.locations)
        if any(not 0 <= start < end <= len(text) for start, end in places):
            yield f"{entity.id} is outside the text"
        if any(end > start for (_, end), (start, _) in pairwise(places)):
            yield f"{entity.id} has fragments over each other"
        # What bioc asks of one fragment, brat asks of several with blanks between them.
        if " ".join(text[start:end] for start, end in places) != entity.text:
            yield f"{entity.id} does not have its text"
    others = (*document.relations, *document.attributes, *document.notes)
    for each in others:
        named = each.arguments.values() if hasattr(each, "arguments") else [each.refid]
        for key in named:
            if not document.has_annotation_id(key):
                yield f"{each.id} is on {key}, which is not there"


def _of_pybrat(written: Mapping[str, str]) -> Iterator[str]:
    """Yield what pybrat cannot read, but for two entities on one span, which it holds wrong."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in written.items():
            (Path(folder) / name).write_text(text, encoding="utf-8", newline="")
        try:
            BratParser().parse(folder)
        except (RuntimeError, KeyError) as error:
            if "identical span" not in str(error):
                yield str(error)
