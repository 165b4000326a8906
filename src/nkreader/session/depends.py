"""What the screen of a sitting depends on: whatever else it shows was made of these files."""

from pathlib import Path

from nkreader.session.library import Library
from nkreader.session.session import Session
from nkreader.store.folder import other_databases

# Folders of sources beyond these are not watched: what is new there comes as news.
_MOST_FOLDERS = 64


def folders_of(library: Library) -> tuple[Path, ...]:
    """Return the folders that a library's files lie in, in order."""
    folders = dict.fromkeys(entry.path.parent for entry in library.entries)
    return tuple(folders)[:_MOST_FOLDERS]


def depends_on(session: Session, source: Path) -> tuple[Path, ...]:
    """Return the files and folders of which a change may be seen where ``source`` is open."""
    workspace = session.workspace
    databases = other_databases(workspace.annotations, None)
    return (
        source,
        *workspace.settings_files,
        workspace.annotations,
        *databases,
        *folders_of(session.library),
    )
