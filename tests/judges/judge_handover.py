"""What the page on handing over says works, with the tools that are heavy."""

from pathlib import Path

import pytest

from harness.handover import Run, make_run
from judging.w3c import CONTEXT

run = pytest.fixture(make_run)


def test_pandas_reads_what_is_exported(run: Run) -> None:
    printed = run("pandas")
    assert "denial" in printed
    assert "denies" in printed


def test_spacy_makes_documents_of_it(run: Run) -> None:
    assert "5 documents" in run("Prodigy and spaCy")


def test_a_triple_store_answers_what_was_denied(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    # In place of the network, the context lies at hand.
    monkeypatch.setattr(
        "rdflib.plugins.shared.jsonld.context.source_to_json",
        lambda *_, **__: (CONTEXT, None),
    )
    assert "http://www.wikidata.org/entity/Q" in run("A triple store")


def test_label_studio_s_client_has_what_the_page_calls() -> None:
    from label_studio_sdk import LabelStudio

    client = LabelStudio(base_url="http://localhost:1", api_key="none")
    assert callable(client.projects.create)
    assert callable(client.projects.import_tasks)


def test_label_studio_s_commands_run(run: Run) -> None:
    with pytest.raises(KeyError, match="LABEL_STUDIO_URL"):
        run("Label Studio")  # there is no server: the commands before it have run
    assert Path("tasks.labelstudio.json").is_file()
    assert "<Relations>" in Path("config.xml").read_text(encoding="utf-8")
