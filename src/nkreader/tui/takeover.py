"""Taking a terminal over on which the first page stands."""

from typing import ClassVar

from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

from nkreader.firstpage.standing import ENTER, Standing


class TakingOver(LinuxDriver):
    """What a driver does differently where the first page has been before it."""

    standing: ClassVar[Standing]
    taken_over: bool = False

    def start_application_mode(self) -> None:
        """Begin on the page's own screen; what the terminal was like, the page knows."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if not self.taken_over:
            self.taken_over = True
            self.attrs_before = self.standing.found.attributes
            self.standing.hand_over()

    def write(self, data: str) -> None:
        """Write; a terminal that was told twice to change screens would clear this one."""
        if self.taken_over or data != ENTER:
            super().write(data)


def taking_over(driver: type[Driver], standing: Standing) -> type[Driver]:
    """Return a driver like ``driver`` that takes over from a page.

    One that does not know terminals of this kind is returned as it is.
    """
    if not issubclass(driver, LinuxDriver):
        return driver
    return type(driver.__name__, (TakingOver, driver), {"standing": standing})
