"""Label Studio's SDK: the configuration is one, and all that tasks say fits it."""

import json
from typing import Any

import pytest
from exporters_knotty import EXPORT
from exporters_sample import SAMPLE
from label_studio_sdk.label_interface import LabelInterface

from nkreader.exporters.formats import format_named
from nkreader.exporters.labelstudio import config

TASKS = [
    task
    for export in (SAMPLE, EXPORT)
    for task in json.loads("".join(format_named("labelstudio").write(export)))
]


def complaints(results: list[dict[str, Any]]) -> list[str]:
    prediction = {"result": results, "model_version": "nkreader"}
    found: list[str] = LabelInterface(config()).validate_prediction(prediction, return_errors=True)
    return found


def test_the_configuration_is_valid() -> None:
    interface = LabelInterface(config())
    interface.validate()
    assert interface.get_control("label").labels == ["claim", "denial", "evidence", "speculation"]


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task["data"]["title"])
def test_every_task_fits(task: dict[str, Any]) -> None:
    interface = LabelInterface(config())
    results = task["annotations"][0]["result"]
    assert interface.validate_task({"data": task["data"]})
    assert interface.validate_annotation({"result": results})
    assert complaints(results) == []


def test_what_the_configuration_does_not_know_is_refused() -> None:
    for change in (
        {"value": {"start": 0, "end": 1, "text": "x", "labels": ["rumour"]}},
        {"from_name": "none"},
        {"to_name": "none"},
        {"type": "rectanglelabels"},
    ):
        first = TASKS[0]["annotations"][0]["result"][0]
        assert complaints([first | change])
