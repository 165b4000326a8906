"""Where things are: the workspace, its annotations, the user's own folders, who I am."""

import getpass
import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from nkreader.model.conventions import ANNOTATIONS_FOLDER, SETTINGS_FILE

SEEDS = "seeds"


class Workspace(Struct, frozen=True):
    """The places of one run.

    ``root`` is the nearest folder upwards with ``annotations/`` or ``nkreader.toml``.
    ``annotations_from`` says in a phrase why ``annotations`` is the folder it is.
    """

    cwd: Path
    root: Path | None
    annotations: Path
    annotations_from: str
    annotator: str
    config: Path
    state: Path

    @property
    def settings_files(self) -> tuple[Path, ...]:
        """Where settings are read from, the weaker first."""
        own = (self.root / SETTINGS_FILE,) if self.root else ()
        return (self.config / SETTINGS_FILE, *own)

    def relative(self, path: Path) -> str:
        """Return ``path`` as it is written down: relative where inside the workspace."""
        # As text: of a folder of ten thousand files each is asked about.
        absolute = os.path.abspath(path)
        if self.root is None:
            return absolute
        if absolute == str(self.root):
            return "."
        return absolute.removeprefix(f"{self.root}".rstrip("/") + "/")


def locate(
    *,
    annotations: Path | None = None,
    annotator: str | None = None,
    cwd: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> Workspace:
    """Find the places of a run started in ``cwd``; nothing is created."""
    env = os.environ if environ is None else environ
    here = Path(os.path.abspath(cwd or Path.cwd()))
    root = _root_above(here)
    folder, why = _annotations(annotations, env, root)
    return Workspace(
        cwd=here,
        root=root,
        annotations=folder,
        annotations_from=why,
        annotator=annotator or env.get("NKREADER_ANNOTATOR") or _login(env),
        config=_xdg(env, "XDG_CONFIG_HOME", ".config"),
        state=_xdg(env, "XDG_STATE_HOME", ".local/state"),
    )


def _root_above(here: Path) -> Path | None:
    for folder in (here, *here.parents):
        if (folder / ANNOTATIONS_FOLDER).is_dir() or (folder / SETTINGS_FILE).is_file():
            return folder
    return None


def _annotations(named: Path | None, env: Mapping[str, str], root: Path | None) -> tuple[Path, str]:
    if named:
        return Path(os.path.abspath(named)), "--annotations"
    if from_env := env.get("NKREADER_ANNOTATIONS"):
        return Path(os.path.abspath(from_env)), "NKREADER_ANNOTATIONS"
    if root:
        return root / ANNOTATIONS_FOLDER, "the workspace"
    return _xdg(env, "XDG_DATA_HOME", ".local/share") / ANNOTATIONS_FOLDER, "your data folder"


def _xdg(env: Mapping[str, str], variable: str, default: str) -> Path:
    """Return nkreader's folder below an XDG base directory, which must be absolute."""
    base = Path(env.get(variable, ""))
    if not base.is_absolute():
        base = Path(env.get("HOME") or Path.home()) / default
    return base / "nkreader"


def _login(env: Mapping[str, str]) -> str:
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if name := env.get(variable):
            return name
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "annotator"
