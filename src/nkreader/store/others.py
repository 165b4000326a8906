"""What other annotators have done in the same folder. Read only, and only when asked for."""

from pathlib import Path

from nkreader.model.source import SourceRef
from nkreader.model.verdict import Verdict
from nkreader.store.disk import durable
from nkreader.store.disk.loading import without_collection
from nkreader.store.errors import StoreError, reason, shown
from nkreader.store.folder import other_databases
from nkreader.store.history.past import Past
from nkreader.store.rows.annotations import Annotations
from nkreader.store.rows.contents import Contents
from nkreader.store.rows.joined import Joining
from nkreader.store.rows.layout import META
from nkreader.store.rows.storage import LineStorage


class OtherAnnotators:
    """The other databases of a folder, each read again when its file has changed."""

    def __init__(self, folder: Path, own: Path | None = None) -> None:
        self._folder = folder
        self._own = own
        self._read: dict[Path, tuple[durable.Signature | None, Contents | None, str]] = {}
        self._joining = Joining()

    def annotations(self) -> Annotations:
        """Return all annotations, the same object until a file is another one."""
        return self._joining.join([contents.annotations for contents in self._contents()])

    def verdicts(self) -> tuple[Verdict, ...]:
        """Return all verdicts, file by file."""
        return tuple(
            verdict for contents in self._contents() for verdict in contents.verdicts.values()
        )

    def sources(self) -> dict[str, SourceRef]:
        """Return the sources of these annotations by id."""
        return {
            source.id: source
            for contents in self._contents()
            for source in contents.sources.values()
        }

    def notices(self) -> tuple[str, ...]:
        """Return what could not be read when the files were last looked at."""
        return tuple(
            notice
            for _, contents, fault in self._read.values()
            for notice in (*([fault] if fault else ()), *(contents.notices() if contents else ()))
        )

    def _contents(self) -> list[Contents]:
        paths = other_databases(self._folder, self._own)
        self._read = {path: self._looked_at(path) for path in paths}
        return [contents for _, contents, _ in self._read.values() if contents]

    def _looked_at(self, path: Path) -> tuple[durable.Signature | None, Contents | None, str]:
        signature = None
        try:
            signature = durable.signature(path)
            known = self._read.get(path)
            if known and known[0] == signature:
                return known
            with without_collection():
                storage = LineStorage(path)
                if storage.damage:
                    from nkreader.store.repair.mending import damage_told

                    fault = f"{shown(path.name)} {damage_told(storage)}: shown is what can be read"
                    return signature, _as_far_as_it_goes(storage), fault
                if not storage.exists or META not in storage.tables:
                    return signature, None, ""  # some other JSON, which is nobody's work
                return signature, Contents(storage), ""
        except StoreError as error:
            return signature, None, str(error)
        except OSError as error:
            return signature, None, f"cannot read {shown(path.name)}: {reason(error)}"


def _as_far_as_it_goes(storage: LineStorage) -> Contents:
    from nkreader.store.repair.mending import mended

    contents = Contents(storage)
    contents.take(contents.news(mended(storage, Past(), dict).state), ())
    return contents
