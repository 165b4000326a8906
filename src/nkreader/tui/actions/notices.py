"""What the user should know of database, settings, keys and files."""

from collections import Counter

from nkreader.session.session import Session


class Notices:
    """Knows all notices, and which of the files were not said yet."""

    def __init__(self, session: Session, trouble: str | None) -> None:
        """Take a session; ``trouble`` is why nothing can be tagged in it."""
        self._session = session
        self._trouble = trouble
        self.of_keys: tuple[str, ...] = ()
        """What was wrong with the user's own keys."""
        # What was said of the files already, each as often as it was.
        self._said: Counter[str] = Counter()

    @property
    def reads_only(self) -> bool:
        """Whether nothing can be tagged."""
        return self._session.store.read_only or self._trouble is not None

    def all(self) -> list[str]:
        """Return all of them, the gravest first."""
        store = self._session.store
        first = self._trouble or (
            f"{store.holder} has this database open: reading only" if store.holder else None
        )
        further = [*self._session.settings.notices, *self.of_keys]
        further += dict.fromkeys(self._of_files())
        return [first, *further] if first else further

    def news(self) -> list[str]:
        """Return the newest of those of files that were not said yet, if any; now they are."""
        notices = self._of_files()
        fresh = Counter(notices) - self._said
        self._said = Counter(notices)
        if not fresh:
            return []
        newest = next(each for each in reversed(notices) if each in fresh)
        more = f" ({fresh.total()} such notices: ? shows them)" if fresh.total() > 1 else ""
        return [newest + more]

    def _of_files(self) -> tuple[str, ...]:
        """Return what should be known of the files that hold what is tagged and typed."""
        return (*self._session.store.notices, *self._session.store.drafts.notices)
