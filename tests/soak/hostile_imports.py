"""Hostile annotations out into a file of each format, and in again, whole or spoilt."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from nkreader.exporters.formats import FORMATS as OUT
from nkreader.importers.formats import FORMATS as IN
from soak.hostile_texts import hostile_line

# So many places of a file are spoilt at most.
_SPOILT = 6
_READ = frozenset(each.name for each in IN)
_VALUES = (b"null", b"[]", b"{}", b"-1", b"1e999", b"true", b'"\\ud800"', b"9" * 40, b'""', b"[[[")


def given_out(folder: Path, chance: Random) -> Iterator[tuple[str, Path, tuple[str, ...]]]:
    """Yield for each format its name, where to write, and the words that write it."""
    for number, each in enumerate(OUT):
        name = "".join(hostile_line(chance).split()).replace("/", "").replace("\0", "")[:30]
        path = folder / f"out{number} {name.encode('utf-8', 'replace').decode()}{each.suffix}"
        yield each.name, path, ("export", "--format", each.name, "--output", str(path))


def taken_in(name: str, path: Path, chance: Random) -> Iterator[tuple[str, ...]]:
    """Yield the words that take in what was written of a format: as it is, and spoilt."""
    if name in _READ:
        yield ("import", str(path), "--dry-run", "--json")
        yield ("import", str(path), "--format", name)
        spoil(path, chance)
        yield ("import", str(path), "--json")
        yield ("import", str(path), "--format", name)
    yield ("import", str(path), "--format", chance.choice(sorted(_READ)), "--dry-run")


def spoil(path: Path, chance: Random) -> None:
    """Put hostile text and values of other types into a file, or into the files of a folder."""
    if path.is_dir():
        for each in sorted(path.iterdir()):
            if chance.random() < 0.5:
                spoil(each, chance)
    elif path.suffix == ".qdpx" and chance.random() < 0.9:
        _spoil_archive(path, chance)
    elif path.is_file():
        path.write_bytes(_spoilt(path.read_bytes(), chance))


def _spoil_archive(path: Path, chance: Random) -> None:
    spoilt = path.with_suffix(".spoilt")
    try:
        with ZipFile(path) as whole, ZipFile(spoilt, "w", ZIP_DEFLATED) as archive:
            for name in whole.namelist():
                data = whole.read(name)
                archive.writestr(name, _spoilt(data, chance) if chance.random() < 0.5 else data)
    except BadZipFile:
        return
    shutil.move(spoilt, path)


def _spoilt(data: bytes, chance: Random) -> bytes:
    for _ in range(chance.randint(1, _SPOILT)):
        at = chance.randrange(len(data) + 1)
        if chance.random() < 0.5:  # a value after a colon or a comma, of another type
            start = max(data.find(b":", at), data.find(b",", at)) + 1 or at
            ends = (place for mark in b",\n}" if (place := data.find(mark, start)) >= 0)
            end = min(ends, default=start)
            data = data[:start] + chance.choice(_VALUES) + data[end:]
        else:
            put = hostile_line(chance).encode("utf-8", "surrogatepass")
            data = data[:at] + put + data[at + chance.choice((0, len(put))) :]
    return data
