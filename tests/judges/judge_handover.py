"""What the page on handing over says works, with the tools that are heavy."""

import json
from pathlib import Path

import pytest

from harness.handover import desk, run
from judging.context import CONTEXT

_LOCAL = f"""
from rdflib.plugins.shared.jsonld import context
context.source_to_json = lambda *_, **__: ({json.dumps({"@context": CONTEXT})}, None)
"""


def test_pandas_reads_what_is_exported(tmp_path: Path) -> None:
    printed = run("pandas", desk(tmp_path))
    assert "denial" in printed
    assert "denies" in printed


def test_spacy_makes_documents_of_it(tmp_path: Path) -> None:
    assert "5 documents" in run("Prodigy and spaCy", desk(tmp_path))


def test_a_triple_store_answers_what_was_denied(tmp_path: Path) -> None:
    printed = run("A triple store", desk(tmp_path), before=_LOCAL)
    assert "http://www.wikidata.org/entity/Q" in printed


def test_label_studio_s_client_has_what_the_page_calls() -> None:
    from label_studio_sdk import LabelStudio

    client = LabelStudio(base_url="http://localhost:1", api_key="none")
    assert callable(client.projects.create)
    assert callable(client.projects.import_tasks)


@pytest.mark.parametrize("name", ["tasks.labelstudio.json"])
def test_label_studio_s_commands_run(name: str, tmp_path: Path) -> None:
    folder = desk(tmp_path)
    with pytest.raises(AssertionError, match="LABEL_STUDIO_URL"):
        run("Label Studio", folder)  # there is no server: the commands before it have run
    assert (folder / name).is_file()
    assert (folder / "config.xml").is_file()
