"""A filter as it is typed: ``label:denial speaker:kremlin missile``."""

import re

from nkreader.analysis.dates import dates, since, until
from nkreader.analysis.filters import Filter
from nkreader.model.annotation import Label, Status
from nkreader.model.errors import NkreaderError

_WORD = re.compile(r'([a-z]+:)?"([^"]*)"?|(\S+)')

FIELDS = ("label", "speaker", "entity", "by", "status", "since", "until", "said", "source")


def parse_query(text: str) -> Filter:
    """Return the filter that ``field:value`` words and free words ask for.

    A value with spaces stands in quotation marks. A label or status may be cut short.
    Raises NkreaderError for a value that a field does not know.
    """
    fields: dict[str, list[str]] = {name: [] for name in FIELDS}
    free: list[str] = []
    for word in _words(text):
        name, colon, value = word.partition(":")
        if colon and value and name in fields:
            fields[name].append(value)
        else:
            free.append(word)
    return Filter(
        labels=tuple(map(_label, fields["label"])),
        speakers=tuple(fields["speaker"]),
        entities=tuple(fields["entity"]),
        annotators=tuple(fields["by"]),
        statuses=tuple(map(_status, fields["status"])),
        since=since(fields["since"][-1]) if fields["since"] else None,
        until=until(fields["until"][-1]) if fields["until"] else None,
        said=dates(fields["said"][-1]) if fields["said"] else None,
        sources=tuple(fields["source"]),
        text=" ".join(free),
    )


def _words(text: str) -> list[str]:
    """Return the words; what stands in quotation marks, closed or not, is one."""
    return [f"{field}{quoted}" or plain for field, quoted, plain in _WORD.findall(text)]


def _label(text: str) -> Label:
    for label in Label:
        if label.value.startswith(text.lower()):
            return label
    raise NkreaderError(f"{text!r} is no label: there are {', '.join(Label)}")


def _status(text: str) -> Status:
    for status in Status:
        if status.value.startswith(text.lower()):
            return status
    raise NkreaderError(f"{text!r} is no status: there are {', '.join(Status)}")
