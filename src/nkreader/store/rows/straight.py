"""Values straight from their rows, several times as fast as field by field.

What is refused here may be no more than unusual: only a closer look tells what it is.
"""

from collections.abc import Callable, Iterable, Mapping

from msgspec import DecodeError, ValidationError, convert
from msgspec.json import Decoder

from nkreader.model.annotation import Annotation
from nkreader.model.fields import are_spelt_as_ids
from nkreader.model.source import SourceRef
from nkreader.store.rows.layout import ANNOTATIONS, SOURCES, is_key
from nkreader.store.rows.line import Lines, together
from nkreader.store.rows.values import Value

# Tables of which there may be many rows; those of others are read field by field.
_CONVERT: Mapping[str, Callable[[object], Mapping[str, Annotation | SourceRef]]] = {
    ANNOTATIONS: lambda rows: convert(rows, dict[str, Annotation]),
    SOURCES: lambda rows: convert(rows, dict[str, SourceRef]),
}

_decode = Decoder(dict[str, Annotation]).decode


def straight(lines: Iterable[Lines]) -> dict[str, Annotation]:
    """Return the annotations that lines say, by key; raise ValueError where one may say none."""
    try:
        found = _decode(together(lines))
    except (DecodeError, RecursionError) as error:
        raise ValueError(str(error)) from None
    _demand_sense(found)
    return found


def converted(table: str, rows: Mapping[str, object]) -> Mapping[str, Value]:
    """Return the values that rows of a table say; raise ValueError where one may say none."""
    if table not in _CONVERT:
        raise ValueError(f"{table} are read field by field")
    try:
        found = _CONVERT[table](rows)
    except ValidationError as error:
        raise ValueError(str(error)) from None
    _demand_sense(found)
    return found


def _demand_sense(found: Mapping[str, Annotation | SourceRef]) -> None:
    """Raise ValueError for what no type tells: no key, no id, and what ends before it starts."""
    annotations = [each for each in found.values() if isinstance(each, Annotation)]
    ids = [each.id for each in found.values()]
    ids += {each.source for each in annotations}
    ids += [link.target for each in annotations for link in each.links]
    backward = any(each.end < each.start for each in annotations)
    if backward or not are_spelt_as_ids(ids) or not all(map(is_key, found)):
        raise ValueError("it is no value, or not the key of one")
