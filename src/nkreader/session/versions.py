"""Where passages stand in another version of their source than the one they were tagged in.

The text that was tagged is compared with today's once, for all that is tagged in it; kept is
what came of it, not the texts.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping

from nkreader.model.annotation import Annotation
from nkreader.model.source import Source, SourceRef
from nkreader.session.everybody import by_source
from nkreader.store.annotations import AnnotationStore
from nkreader.text.anchor import Anchor, locate

# In code points. Larger ones would take too long to compare: there, context must do.
_LARGEST = 8_000_000
# How many versions of sources the places of what is tagged in them are kept for.
_KEPT = 16

# What of an annotation decides where it stands.
_Passage = tuple[str, int, int, str, str, str]


class Versions:
    """Places of passages in texts that are not the ones they were tagged in."""

    def __init__(self, store: AnnotationStore) -> None:
        """Ask ``store`` for the texts that were tagged."""
        self._store = store
        self._found: OrderedDict[str, dict[_Passage, Anchor]] = OrderedDict()

    def knows(self, sha256: str) -> bool:
        """Tell whether a version of a source was compared with what was tagged in others."""
        return sha256 in self._found

    def anchors(
        self, annotations: Iterable[Annotation], today: Source, refs: Mapping[str, SourceRef]
    ) -> dict[str, Anchor]:
        """Return by id how ``today`` holds what is tagged in other versions of it, and where.

        ``refs`` are the versions, by id, as far as they are known.
        """
        known = self._found.setdefault(today.sha256, {})
        self._found.move_to_end(today.sha256)
        if len(self._found) > _KEPT:
            self._found.popitem(last=False)
        asked = {each.id: each for each in annotations}
        unknown = by_source(each for each in asked.values() if _passage(each) not in known)
        for source_id, group in unknown.items():
            known |= self._compared(group, today, refs.get(source_id))
        return {key: known[_passage(each)] for key, each in asked.items()}

    def _compared(
        self, group: Iterable[Annotation], today: Source, tagged: SourceRef | None
    ) -> dict[_Passage, Anchor]:
        text = self._text_of(tagged) if tagged and tagged.id != today.id else None
        if text is None or today.length > _LARGEST:
            return {_passage(each): locate(today.text, each) for each in group}
        # Imported when a source has changed, which most never do.
        from nkreader.text.alignment import Alignment
        from nkreader.text.carrying import carry

        alignment = Alignment(text, today.text)
        return {_passage(each): carry(alignment, each) for each in group}

    def _text_of(self, tagged: SourceRef) -> str | None:
        return self._store.text_of(tagged) if tagged.length <= _LARGEST else None


def same_offset(old: Source, new: Source, offset: int) -> int:
    """Return where one who was at ``offset`` of a source is in another version of it, about."""
    if max(old.length, new.length) > _LARGEST:
        return min(offset, new.length)
    from nkreader.text.alignment import Alignment
    from nkreader.text.carrying import offset_today

    return offset_today(Alignment(old.text, new.text), offset)


def _passage(annotation: Annotation) -> _Passage:
    return (
        annotation.source,
        annotation.start,
        annotation.end,
        annotation.quote,
        annotation.prefix,
        annotation.suffix,
    )
