"""The elements of a project: found by their local names, since versions differ by namespace."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from nkreader.importers.guards.limits import number
from nkreader.model.errors import NkreaderError

_GUID = re.compile(r"\{?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\}?")


def named(parent: Element | None, *names: str) -> Iterator[Element]:
    """Yield the children of an element that have one of these names; none of None."""
    for child in parent if parent is not None else ():
        if local_name(child) in names:
            yield child


def first(parent: Element | None, name: str) -> Element | None:
    """Return the first child of a name, None where there is none."""
    return next(named(parent, name), None)


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def content(parent: Element, name: str) -> str | None:
    """Return the text of a child, None where there is no such child, or no text in it."""
    child = first(parent, name)
    return child.text or None if child is not None else None


def guid(element: Element, attribute: str = "guid") -> str:
    """Return a GUID in small letters without braces; raise NkreaderError where it is none."""
    found = optional_guid(element, attribute)
    if found is None:
        raise NkreaderError(f"attribute '{attribute}' is no GUID")
    return found


def optional_guid(element: Element, attribute: str) -> str | None:
    """Return a GUID as :func:`guid` does, None where there is none."""
    found = _GUID.fullmatch(element.get(attribute, "").strip())
    return found[1].lower() if found else None


def position(element: Element, attribute: str) -> int:
    """Return a position in a text; raise NkreaderError where it is none."""
    try:
        return number(element.get(attribute, "").strip())
    except NkreaderError as error:
        raise NkreaderError(f"attribute '{attribute}': {error}") from None
