"""The texts kept beside a database: whether each is there and is what was tagged."""

from collections.abc import Iterator
from pathlib import Path

from nkreader.model.annotation import Annotation
from nkreader.store.beside.texts import Texts
from nkreader.store.errors import shown
from nkreader.store.folder import texts_path
from nkreader.store.repair.finding import Finding, Severity
from nkreader.store.rows.contents import Contents
from nkreader.text.counted import counted


def findings_of_texts(file: Path, contents: Contents) -> Iterator[Finding]:
    """Yield what is wrong with the texts of a database's sources, where any are kept."""
    if not texts_path(file).is_dir():
        return
    texts, missing = Texts(file.parent, file), 0
    on: dict[str, list[Annotation]] = {}
    for annotation in contents.annotations.values():
        on.setdefault(annotation.source, []).append(annotation)
    for source in contents.sources.values():
        mine = on.get(source.id, [])
        path = texts.own(source)
        if path is None or not (path.exists() or path.is_symlink()):
            missing += bool(mine) and texts.find(source) is None
        elif (kept := texts.read(source)) is None:
            what = f"is not the text of {shown(source.path)} as it was tagged, or cannot be read"
            yield Finding(Severity.FAULT, path, what)
        elif mine and not any(kept[each.start : each.end] == each.quote for each in mine):
            what = f"holds none of the passages that were tagged in {shown(source.path)}"
            yield Finding(Severity.FAULT, path, what)
    if missing:
        what = f"{counted(missing, 'tagged text')} not kept here: fewer passages are found again"
        yield Finding(Severity.NOTICE, texts_path(file), what)
