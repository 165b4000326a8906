"""The rules of style sheets, read once in a process and not again for each reader."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

_read = Stylesheet._parse_rules
_known: dict[tuple[object, ...], list[RuleSet]] = {}


@contextmanager
def rules_read_once() -> Iterator[None]:
    """Let style sheets share their rules, as Textual lets those of one application."""
    with patch.object(Stylesheet, "_parse_rules", _read_once):
        yield


def _read_once(
    sheet: Stylesheet,
    css: str,
    read_from: CSSLocation,
    is_default_rules: bool = False,
    tie_breaker: int = 0,
    scope: str = "",
) -> list[RuleSet]:
    colours = tuple(sheet._variables.items())
    rules = (colours, css, read_from, is_default_rules, tie_breaker, scope)
    if rules not in _known:
        _known[rules] = _read(sheet, css, read_from, is_default_rules, tie_breaker, scope)
    return _known[rules]
