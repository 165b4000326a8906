"""Results as JSON: what is gone through is printed as it is gone through."""

import json

import pytest

from nkreader.cli import json_text
from nkreader.exporters.native import dumps

NUMBERED = [{"start": k, "quote": "“\u202e”\x7f"} for k in range(1_234)]


@pytest.mark.parametrize("items", [[], NUMBERED[:1], NUMBERED])
def test_an_iterator_is_printed_as_the_list_it_makes(
    items: list[dict[str, object]], capsys: pytest.CaptureFixture[str]
) -> None:
    json_text.print_object({"a": 1, "items": iter(items), "z": None})
    printed = capsys.readouterr().out
    json_text.print_object({"a": 1, "items": items, "z": None})
    assert printed == capsys.readouterr().out
    assert json.loads(printed)["items"] == items
    assert printed.splitlines()[2] == f'"items": {dumps(items)},'


def test_what_is_gone_through_is_printed_before_its_end(
    capsys: pytest.CaptureFixture[str],
) -> None:
    printed: list[str] = []

    def items() -> object:
        yield from NUMBERED
        printed.append(capsys.readouterr().out)

    json_text.print_object({"items": items()})
    assert '"start": 999' in printed[0]
