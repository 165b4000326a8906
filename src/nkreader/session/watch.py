"""Going through things one by one, for whoever wants to see how far it is."""

from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

_Item = TypeVar("_Item")
Watch = Callable[[Collection[_Item]], Iterable[_Item]]
