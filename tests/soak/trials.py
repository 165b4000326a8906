"""All trials there are: to add one, write a file that holds a ``TRIAL`` and name it here."""

from importlib import import_module

from soak.trial import Trial

NAMES: tuple[str, ...] = (
    "killed_store",
    "killed_reader",
    "killed_calls",
    "killed_between",
    "killed_import",
    "refused_calls",
    "power_cuts",
    "damaged_files",
    "copies",
    "malformed_databases",
    "cost",
    "anchors",
    "drafts",
    "early_ends",
    "hostile",
    "growth",
    "keys",
    "hangups",
)


def trials() -> tuple[Trial, ...]:
    """Return all trials, in the order in which they are reported."""
    found = (import_module(f"soak.{name}").TRIAL for name in NAMES)
    return tuple(trial for trial in found if isinstance(trial, Trial))
