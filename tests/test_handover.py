"""What the page on handing over says works, as far as the tools are light."""

import shutil
from pathlib import Path

import pytest

from harness.handover import Run, make_run, sections
from nkreader.exporters.formats import FORMATS

ASKED_FOR = (
    "pandas",
    "jq",
    "Label Studio",
    "brat",
    "INCEpTION",
    "Prodigy and spaCy",
    "QualCoder, MAXQDA, ATLAS.ti, NVivo",
    "A triple store",
)

run = pytest.fixture(make_run)


def test_there_is_a_section_for_every_tool() -> None:
    assert set(ASKED_FOR) <= set(sections())


@pytest.mark.parametrize("title", ["brat", "INCEpTION", "doccano", ASKED_FOR[6]])
def test_what_goes_out_comes_back(title: str, run: Run) -> None:
    run(title)
    made = [each.name for each in Path().iterdir()]
    assert any(name.endswith(tuple(known.suffix for known in FORMATS)) for name in made)
    # All of it was there before.
    assert not Path("annotations", "ann.json").exists()


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
def test_jq_reads_what_is_exported(run: Run) -> None:
    assert "denies" in run("jq")
