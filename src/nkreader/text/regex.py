"""Patterns that are compiled when they are first looked for.

Compiling those of all modules took a fifth of a start, and most are never needed in it.
"""

import re
from typing import Any, AnyStr, Generic, cast

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split")


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what ``re.compile`` would, as far as its methods and its ``pattern`` go."""
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))


class _Late(Generic[AnyStr]):
    """A pattern that is asked for its first method becomes a compiled one's methods."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self.pattern: AnyStr = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update({each: getattr(compiled, each) for each in _METHODS})
        return getattr(compiled, name)
