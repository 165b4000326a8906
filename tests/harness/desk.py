"""A workspace in which nothing is tagged yet."""

from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "seeds"


def desk(folder: Path, sources: Path = SAMPLES) -> Path:
    """Lay out a workspace with copies of sources, by default the samples; return its folder."""
    for name in ("annotations", "seeds", "home"):
        (folder / name).mkdir()
    for source in sources.glob("*.txt"):
        (folder / "seeds" / source.name).write_bytes(source.read_bytes())
    return folder
