"""Which driver writes to the terminal: the one that sends differences, or Textual's own."""

from collections.abc import Mapping

from nkreader.model.conventions import DRIVERS

VARIABLE = "NKREADER_DRIVER"


def sends_differences(setting: str | None, environ: Mapping[str, str]) -> bool:
    """Tell whether only differences are to be sent; the environment decides, then the setting."""
    wanted = environ.get(VARIABLE) or setting
    if wanted in DRIVERS:
        return wanted == "difference"
    return "TEXTUAL_DRIVER" not in environ
