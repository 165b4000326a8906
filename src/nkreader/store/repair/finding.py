"""What a check has found."""

from enum import StrEnum
from pathlib import Path

from msgspec import Struct


class Severity(StrEnum):
    """Whether something is wrong, or only worth knowing."""

    FAULT = "fault"
    NOTICE = "notice"


class Finding(Struct, frozen=True):
    """One thing that was found in, or about, a file."""

    severity: Severity
    file: Path
    what: str
