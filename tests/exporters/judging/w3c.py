"""The W3C's own assertions on Web Annotations, and its JSON-LD context.

The assertions are JSON Schemas of draft 4 on one annotation, one collection, or one page, which
may be embedded in its collection (``schemas/README.md`` says where they come from).
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

from jsonschema import Draft4Validator
from referencing import Registry
from referencing.jsonschema import DRAFT4

_FOLDER = Path(__file__).parents[1] / "schemas" / "web-annotation"
CONTEXT: dict[str, Any] = json.loads((_FOLDER / "anno.jsonld").read_text(encoding="utf-8"))

Kind = Literal["must", "should"]
PARTS = ("annotations", "collections", "pages")


def failures(read: dict[str, Any], kind: Kind) -> Iterator[tuple[str, str]]:
    """Yield the name of each assertion that a collection does not meet, with the id of where."""
    for part in PARTS:
        for name in assertions(part, kind):
            yield from ((name, where) for where in unmet(read, part, name, kind))


def unmet(read: dict[str, Any], part: str, name: str, kind: Kind = "must") -> Iterator[str]:
    """Yield the ids of the parts of a collection that do not meet an assertion."""
    assertion = assertions(part, kind)[name]
    for said in _said(read, part):
        if not assertion.is_valid(said):
            yield str(said.get("id"))


@cache
def assertions(part: str, kind: Kind) -> dict[str, Draft4Validator]:
    """Return the assertions on annotations, collections or pages, by name."""
    folder = _FOLDER / ("collections/pages" if part == "pages" else part)
    files = folder.glob("*.json") if part == "collections" else folder.rglob("*.json")
    read = ((file.stem, _read(file)) for file in sorted(files))
    return {name: _validator(said) for name, said in read if said["assertionType"] == kind}


def _said(read: dict[str, Any], part: str) -> Iterator[dict[str, Any]]:
    """Yield what the assertions are on: an annotation has the context of its collection."""
    if part == "annotations":
        around = {key: read[key] for key in read.keys() & {"@context"}}
        yield from (around | item for item in read["first"]["items"])
    else:
        yield read  # with its page


def _validator(assertion: dict[str, Any]) -> Draft4Validator:
    return Draft4Validator(
        _beside(assertion),
        registry=_definitions(),
        format_checker=Draft4Validator.FORMAT_CHECKER,
    )


@cache
def _definitions() -> Registry[Any]:
    files = (_FOLDER / "definitions").glob("*.json")
    resources = ((file.name, DRAFT4.create_resource(_beside(_read(file)))) for file in files)
    return Registry[Any]().with_resources(resources).crawl()


def _beside(schema: Any) -> Any:
    """Return a schema in which what stands beside a reference holds as well.

    Draft 4 passes over it; the assertions count on it.
    """
    if isinstance(schema, list):
        return [_beside(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: _beside(value) for key, value in schema.items()}
    if "$ref" in inner:
        inner.setdefault("allOf", []).append({"$ref": inner.pop("$ref")})
    return inner


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))
