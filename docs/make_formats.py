"""Write the table of formats, from their registries, with an example of each.

The examples are what the sample database gives, cut short. Run by ``make docs``; a test fails
when the table is stale.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from nkreader.exporters.export import Export
from nkreader.exporters.formats import FORMATS, Format
from nkreader.exporters.output import Binary, Folder
from nkreader.importers.formats import FORMATS as INCOMING
from nkreader.session.export import collect
from nkreader.session.start import open_session
from nkreader.session.workspace import locate

TARGET = Path(__file__).with_name("formats.md")
_ROOT = Path(__file__).parent.parent
_SOURCE = "seeds/captions-panel.txt"
_ANNOTATIONS = 2
_LINES = 12
_WIDTH = 96  # code points
_TEXT = 36  # code points of a text in an example of JSON
_ITEMS = 1  # of a list in an example of JSON

_HEAD = """# Formats

Made by `make docs` from the program itself; `nkreader export --formats` says the same, and
[handover.md](handover.md) shows how each is handed over. `nkreader export --format NAME` writes
to stdout, `--output` into a file or folder; what the name of that ends in says the format, and
`--force` replaces there what an earlier export has made, nothing else. What
an export cannot carry is counted on stderr, by kind. Inside, places are code points of a
source's text, from 0, the end exclusive; a format that counts otherwise is converted.

## Out

| format | name ends in | carries | loses |
|---|---|---|---|
"""
_IN = """
## In

`nkreader import FILE` knows the format by what the file is; `--format` says it.

| format | takes |
|---|---|
"""
_EXAMPLES = f"""
## Examples

The first annotations on `{_SOURCE}` of the sample database. Long texts and lists
are cut short here (`…`), and JSON is spread over lines.
"""


def document() -> str:
    """Return the document."""
    export = sample()
    out = [_HEAD.rstrip("\n")]
    out += [
        f"| `{each.name}` | `{each.suffix}` | {each.carries} | {each.loses} |" for each in FORMATS
    ]
    out.append(_IN.rstrip("\n"))
    out += [f"| `{each.name}` | {each.takes} |" for each in INCOMING]
    out.append(_EXAMPLES.rstrip("\n"))
    for each in FORMATS:
        out += ["", f"### {each.name}", *_example(each, export)]
    return "\n".join(out) + "\n"


def sample() -> Export:
    """Return what the examples show: some annotations of the sample database."""
    place = locate(cwd=_ROOT, environ={"HOME": "/nonexistent"}, annotator="sample")
    session = open_session(place, ())
    export = collect(session).export
    session.store.close()
    here = [one for one in export.annotations if one.source.path == _SOURCE]
    return Export((), tuple(here[:_ANNOTATIONS]), export.text_of)


def _example(known: Format, export: Export) -> Iterator[str]:
    for name, text in _files(known, export):
        if name:
            yield f"\n`{name}`:"
        yield "\n```" + ("json" if _parsed(text) is not None else "")
        yield from _shown(text)
        yield "```"


def _files(known: Format, export: Export) -> Iterator[tuple[str, str]]:
    """Yield the texts of an export with their names, "" of one that is all of it."""
    output = known.output
    if isinstance(output, Folder):
        for file in output.files(export):
            yield file.name, "".join(file.chunks)
    elif isinstance(output, Binary):
        with zipfile.ZipFile(io.BytesIO(b"".join(output.chunks(export)))) as archive:
            for name in archive.namelist():
                yield name, archive.read(name).decode("utf-8-sig")
    else:
        yield "", "".join(output.chunks(export))


def _shown(text: str) -> Iterator[str]:
    parsed = _parsed(text)
    if parsed is not None:
        yield json.dumps(_short(parsed), ensure_ascii=False, indent=2)
        return
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    for line in lines[:_LINES]:
        yield line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"
    if len(lines) > _LINES:
        yield "…"


def _parsed(text: str) -> object:
    """Return a text of JSON, or the first line of lines of it; None where it is none."""
    for part in (text, text.partition("\n")[0]):
        try:
            value: object = json.loads(part)
        except ValueError:
            continue
        return value if isinstance(value, dict | list) else None
    return None


def _short(value: object) -> object:
    if isinstance(value, str):
        return value if len(value) <= _TEXT else value[: _TEXT - 1] + "…"
    if isinstance(value, list):
        return [_short(each) for each in value[:_ITEMS]] + ["…"] * (len(value) > _ITEMS)
    if isinstance(value, dict):
        return {key: _short(each) for key, each in value.items()}
    return value


if __name__ == "__main__":
    TARGET.write_text(document(), encoding="utf-8")
