"""How much is tagged on sources: counted where somebody looks, again only once it has changed."""

from nkreader.session.anchoring import count_on
from nkreader.session.everybody import Everybody
from nkreader.session.session import Session

# How a source is written down, and its id.
_Source = tuple[str, str]


class Counts:
    """What was counted of each source, as long as it holds."""

    def __init__(self, session: Session) -> None:
        """Begin with nothing counted."""
        self._session = session
        self._as_of: Everybody | None = None
        self._counted: dict[_Source, int] = {}
        self._standing_on: dict[str, set[_Source]] = {}
        """What was counted, by the ids of the versions on which it was tagged."""

    def on(self, path: str, source_id: str) -> int:
        """Return how many annotations there are on a source; ``path`` is how it is written down."""
        everybody = self._session.everybody
        if everybody is not self._as_of:
            self._forget_changed(self._as_of, everybody)
            self._as_of = everybody
        source = path, source_id
        if source not in self._counted:
            self._counted[source] = count_on(self._session, path, source_id)
            for version in everybody.versions(path, source_id):
                self._standing_on.setdefault(version, set()).add(source)
        return self._counted[source]

    def _forget_changed(self, before: Everybody | None, now: Everybody) -> None:
        """Forget what was counted where anything has changed: everywhere, if that is unknown."""
        touched = now.changed_since(before) if before else None
        if before is None or touched is None:
            self._counted.clear()
            self._standing_on.clear()
            return
        found = (each.find(key) for key in touched for each in (before, now))
        for version in {each.source for each in found if each}:
            for source in self._standing_on.pop(version, ()):
                self._counted.pop(source, None)
