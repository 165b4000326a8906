"""What came of trials, kept until they are run again: so an hour is not lost to the last one."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from soak.trial import Outcome, Trial
from soak.tried import Tried


def keep(tried: Tried, folder: Path) -> None:
    """Write what came of a trial to a file of its own."""
    folder.mkdir(exist_ok=True)
    record = {field.name: getattr(tried, field.name) for field in fields(tried)}
    record |= {"trial": tried.trial.id}
    record |= {name: _record(record[name]) for name in ("outcome", "bad")}
    path = folder / f"{tried.trial.id}.json"
    path.write_text(json.dumps(record, indent=1), encoding="utf-8")


def kept(trials: Iterable[Trial], folder: Path) -> Iterator[Tried]:
    """Yield what was kept of trials, in their order."""
    for trial in trials:
        path = folder / f"{trial.id}.json"
        if path.is_file():
            record = json.loads(path.read_text(encoding="utf-8"))
            outcomes = {name: _outcome(record[name]) for name in ("outcome", "bad")}
            yield Tried(**{**record, **outcomes, "trial": trial})


def _record(outcome: Outcome) -> dict[str, Any]:
    figures = {name: str(figure) for name, figure in outcome.figures.items()}
    return {
        "figures": figures,
        "faults": outcome.faults,
        "skipped": outcome.skipped,
        "tries": outcome.tries,
    }


def _outcome(record: Mapping[str, Any]) -> Outcome:
    return Outcome(**{**record, "faults": tuple(record["faults"])})
