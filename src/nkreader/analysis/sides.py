"""On whose side a speaker speaks: names told apart, and the same under all their names."""

import re
from collections.abc import Callable
from functools import lru_cache

from nkreader.text.fold import fold
from nkreader.text.spaces import one_spaced

_BETWEEN = re.compile(r"\s*(?:,|;|/|&|\band\b)\s*")
_ARTICLE = re.compile(r"^(?:the|an?) ")
_MOST = 10_000


def sides(full_name: Callable[[str], str | None]) -> Callable[[str], frozenset[str]]:
    """Return what names the sides of a speaker, folded: ``Russia and China`` are two.

    ``full_name`` returns the entity that a name as a whole is one of, None where it is none's.
    """

    @lru_cache(maxsize=_MOST)
    def sides_of(speaker: str) -> frozenset[str]:
        parts = filter(None, _BETWEEN.split(one_spaced(speaker)))
        return frozenset(_bare(full_name(part) or part) for part in parts)

    return sides_of


def _bare(name: str) -> str:
    return _ARTICLE.sub("", one_spaced(fold(name)))
