"""doccano: a schema of what its import takes, and a re-slice in UTF-16 units.

The schema says what the models of doccano's import do: numbers for ids, a start before the
end, types that are not empty.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator

_NUMBER = {"type": "integer", "minimum": 0}
_LABELS = ["claim", "denial", "evidence", "speculation"]
_RELATIONS = ["denies", "supports", "undermines", "repeats", "concerns"]
_SCHEMA = Draft202012Validator(
    {
        "type": "object",
        "required": ["text", "entities", "relations"],
        "properties": {
            "text": {"type": "string", "minLength": 1},
            "entities": {
                "type": "array",
                "items": {
                    "required": ["id", "start_offset", "end_offset", "label"],
                    "properties": {
                        "id": _NUMBER,
                        "start_offset": _NUMBER,
                        "end_offset": _NUMBER,
                        "label": {"enum": _LABELS},
                    },
                    "additionalProperties": False,
                },
            },
            "relations": {
                "type": "array",
                "items": {
                    "required": ["from_id", "to_id", "type"],
                    "properties": {
                        "id": _NUMBER,
                        "from_id": _NUMBER,
                        "to_id": _NUMBER,
                        "type": {"enum": _RELATIONS},
                    },
                    "additionalProperties": False,
                },
            },
        },
    }
)


def complaints(written: str, quotes: Mapping[str, str]) -> list[str]:
    """Return what is wrong with lines whose entities have these quotes, by their native ids."""
    wrong: list[str] = []
    if not written.isascii():
        wrong.append("an encoding would have to be guessed")
    for line in written.splitlines():
        read = json.loads(line)
        found = [error.message for error in _SCHEMA.iter_errors(read)]
        wrong += found or _of_line(read, quotes)
    return wrong


def _of_line(read: dict[str, Any], quotes: Mapping[str, str]) -> Iterator[str]:
    units = read["text"].encode("utf-16-le", "surrogatepass")
    beside = read["nkreader"]["entities"]
    known = {each["id"]: said["id"] for each, said in zip(read["entities"], beside, strict=True)}
    entities = {each["id"]: each for each in read["entities"]}
    if len(entities) != len(read["entities"]):
        yield "two entities have one id"
    for key, each in entities.items():
        start, end = each["start_offset"], each["end_offset"]
        if not start < end <= len(units) // 2:
            yield f"{key} is outside the text"
        elif units[2 * start : 2 * end] != quotes[known[key]].encode("utf-16-le"):
            yield f"{key} does not have its quote"
    for each in read["relations"]:
        if not {each["from_id"], each["to_id"]} <= set(entities):
            yield "a relation is on what is not there"
