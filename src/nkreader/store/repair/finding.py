"""What a check has found."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """Whether something is wrong, or only worth knowing."""

    FAULT = "fault"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found in, or about, a file."""

    severity: Severity
    file: Path
    what: str
