"""Tagging line by line: what each line of a stream asks for, in one process with one lock."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from nkreader.cli.bounded_lines import bounded_lines
from nkreader.cli.tag_line import tag_line
from nkreader.model.errors import NkreaderError
from nkreader.session.annotate import annotate
from nkreader.session.library import Entry
from nkreader.session.link import check_target
from nkreader.session.passage import passage
from nkreader.session.session import Session
from nkreader.text.display import one_line

Answer = dict[str, object]


def tag_all(session: Session, stream: BinaryIO) -> Iterator[Answer]:
    """Tag what each line asks for; yield its number with the id, or with what is wrong.

    What is yielded with an id is durable.
    """
    for number, raw in bounded_lines(stream):
        try:
            yield {"line": number, "id": _tag(session, raw)}
        except NkreaderError as error:
            yield {"line": number, "error": one_line(str(error))}


def _tag(session: Session, raw: bytes) -> str:
    line = tag_line(raw)
    for link in line.links:
        check_target(session, link.target)
    opened = session.open(Entry(Path(line.path), line.path))
    place = line.passage
    span = passage(opened, place) if isinstance(place, str) else place
    return annotate(session, opened, span, line.label, line.details, line.links).id
