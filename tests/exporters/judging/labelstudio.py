"""Label Studio: the configuration decides what a task may say; a re-slice in code points.

The tool's own judge is heavy and runs by ``make judges``.
"""

import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

_TYPES = {"Labels": "labels", "Choices": "choices", "TextArea": "textarea"}


def complaints(written: str, config: str) -> list[str]:
    """Return what is wrong with tasks for a project of this configuration."""
    root = ElementTree.fromstring(config)  # noqa: S314 (our own)
    controls = {each.get("name"): each for each in root.iter() if each.tag in _TYPES}
    relations = {each.get("value") for each in root.iter("Relation")}
    return [
        wrong
        for task in json.loads(written)
        for annotation in task["annotations"]
        for wrong in _of_results(task["data"]["text"], annotation["result"], controls, relations)
    ]


def _of_results(
    text: str, results: list[dict[str, Any]], controls: dict[Any, Any], relations: set[Any]
) -> Iterator[str]:
    regions = {each["id"]: each for each in results if each["type"] == "labels"}
    if len(regions) != sum(each["type"] == "labels" for each in results):
        yield "two regions have one id"
    for each in results:
        if each["type"] == "relation":
            if not {each["from_id"], each["to_id"]} <= set(regions):
                yield "a relation is on what is not there"
            if not set(each["labels"]) <= relations:
                yield f"{each['labels']} is no relation of the configuration"
            continue
        control = controls.get(each["from_name"])
        if control is None or _TYPES[control.tag] != each["type"]:
            yield f"{each['from_name']} is no control of the configuration"
            continue
        yield from _of_region(text, each, {item.get("value") for item in control})


def _of_region(text: str, result: dict[str, Any], known: set[Any]) -> Iterator[str]:
    key, value = result["id"], result["value"]
    if not 0 <= value["start"] < value["end"] <= len(text):
        yield f"{key} is outside the text"
    if result["type"] == "labels" and text[value["start"] : value["end"]] != value["text"]:
        yield f"{key} does not have its quote"
    for name in ("labels", "choices"):
        if not set(value.get(name, ())) <= known:
            yield f"{key} says what the configuration does not know"
