"""What an annotation may be tied to: everybody's others, ranked, and narrowed by words.

No source is read: what counts is what annotations carry. What was found out about one is
kept until it is another one, so that only what is new costs anything.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from threading import Lock

from nkreader.analysis.linking.ranking import Ranking, traits_of
from nkreader.analysis.linking.terms import terms_of
from nkreader.model.annotation import Annotation
from nkreader.session.everybody import Everybody
from nkreader.session.late_matcher import LateMatcher
from nkreader.session.session import Session
from nkreader.text.fold import fold

# As many are looked through for names at a time; whoever reads meanwhile waits no longer.
_AT_ONCE = 256
# More than these nobody should wait for: they take a second or so.
_MANY = 20_000
# Of a passage this much is compared and searched, in code points.
_LONGEST = 4_000


class Candidates:
    """Everybody's annotations, made comparable when they are first compared."""

    def __init__(self, session: Session) -> None:
        """Take a session; nothing is done yet."""
        self._session = session
        self._lock = Lock()
        self._finder: LateMatcher | None = None
        # Everybody's work that is being found out about, and what of it was not so far; the one
        # that was found out about whole.
        self._aims_at: Everybody | None = None
        self._fresh: deque[Annotation] = deque()
        self._rests_on: Everybody | None = None
        self._ranking = Ranking()
        self._known: dict[str, Annotation] = {}
        self._folded: dict[str, str] = {}

    @property
    def takes_long(self) -> bool:
        """Whether one who asks now would have to wait: nothing is prepared, and there is much."""
        session = self._session
        prepared = self._rests_on is not None and self._finder is session.late_matcher
        return not prepared and len(session.store.annotations) + len(session.others) > _MANY

    def prepare(self, is_unwanted: Callable[[], bool] = lambda: False) -> None:
        """Find out about what is new, so that nobody has to wait for it; in any thread.

        Where it ``is_unwanted`` by now, the rest is left for another time. That is asked before
        each piece, and may take as long as the next is to wait.
        """
        while self._session.store.annotations.read_some() and not is_unwanted():
            pass
        while not is_unwanted():
            with self._lock:
                if not self._find_out_more():
                    break
        for each in tuple(self._known.values()):
            if is_unwanted():
                return
            self._said(each)

    def ranked(self, annotation: Annotation, *, others: bool = True) -> tuple[Annotation, ...]:
        """Return what an annotation may be tied to, the likeliest first.

        Without ``others`` only what is in one's own database.
        """
        with self._lock:
            while self._find_out_more():
                pass
            if annotation.id not in self._known:
                return ()
            mine = self._session.store.annotations
            keys = self._ranking.ranked(annotation.id)
            return tuple(self._known[key] for key in keys if others or key in mine)

    def narrowed(self, found: Iterable[Annotation], typed: str) -> tuple[Annotation, ...]:
        """Return those in which each of the words that were typed stands.

        It may stand in the passage, in what was said of it, or in the name of its source.
        """
        left = tuple(found)
        said = {each.id: self._said(each) for each in left}
        for word in fold(typed).split():
            left = tuple(each for each in left if word in said[each.id])
        return left

    def _find_out_more(self) -> bool:
        """Find out about a few that are new; tell whether there are more."""
        session, finder = self._session, self._session.late_matcher
        if finder is not self._finder:  # names are others: all is to be found out again
            self._finder, self._aims_at, self._rests_on = finder, None, None
            self._ranking, self._known = Ranking(), {}
        everybody = session.everybody
        if self._aims_at is not everybody:
            self._aims_at = everybody
            self._see_what_is_new()
        some = [self._fresh.popleft() for _ in range(min(_AT_ONCE, len(self._fresh)))]
        for each, names in zip(some, _names(finder, some), strict=True):
            self._folded.pop(each.id, None)
            self._ranking.put(each.id, traits_of(each, terms_of(_compared(each), names)))
            self._known[each.id] = each
        if not self._fresh:
            self._rests_on = self._aims_at
        return bool(self._fresh)

    def _see_what_is_new(self) -> None:
        now = {each.id: each for each in self._session.everybody.annotations}
        for key in self._known.keys() - now.keys():
            self._ranking.drop(key)
            del self._known[key]
            self._folded.pop(key, None)
        known = self._known
        self._fresh = deque(each for key, each in now.items() if not _is_same(known.get(key), each))

    def _said(self, annotation: Annotation) -> str:
        """Return all in which typed words are looked for, folded."""
        folded = self._folded.get(annotation.id)
        if folded is None:
            ref = self._session.everybody.refs.get(annotation.source)
            said = (
                annotation.label,
                _compared(annotation),
                annotation.via,
                annotation.outlet,
                annotation.note,
                annotation.section,
                annotation.said_at,
                annotation.annotator,
                *annotation.tags,
                *((ref.title, ref.publisher, ref.path) if ref else ()),
            )
            folded = self._folded[annotation.id] = fold(" ".join(filter(None, said)))
        return folded


def _is_same(known: Annotation | None, now: Annotation) -> bool:
    return known is now or known == now


def _compared(annotation: Annotation) -> str:
    text = (annotation.text or annotation.quote)[:_LONGEST]
    return "\n".join(filter(None, (text, annotation.about, annotation.speaker)))


def _names(finder: LateMatcher, some: Sequence[Annotation]) -> Iterator[list[str]]:
    """Yield for each annotation the names of the entities that it mentions.

    They are looked through together, those of a source one after the other: who is named
    by the surname is the one named in full nearby.
    """
    order = sorted(range(len(some)), key=lambda k: (some[k].source, some[k].start))
    texts = [_compared(some[k]) for k in order]
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    found: list[list[str]] = [[] for _ in some]
    for mention in finder.find("\n".join(texts)):
        found[order[bisect_right(starts, mention.span.start) - 1]].append(mention.entity.name)
    yield from found
