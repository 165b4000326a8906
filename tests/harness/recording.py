"""A terminal that keeps what it is sent: the application draws as it would on a real one."""

from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver


class RecordingDriver(HeadlessDriver):
    """Draws into memory; reads no keys."""

    written: list[str]

    @property
    def is_headless(self) -> bool:
        """Tell Textual that somebody looks."""
        return False

    def start_application_mode(self) -> None:
        """Begin to keep what is drawn."""
        self.written = []
        super().start_application_mode()

    def write(self, data: str) -> None:
        """Keep what would go to the terminal."""
        self.written.append(data)


def record(app: App[int]) -> None:
    """Let an application that has not been started draw into memory."""
    app.driver_class = RecordingDriver


def recorded(app: App[int]) -> bytes:
    """Return what an application has drawn so far, and forget it."""
    driver = app._driver
    assert isinstance(driver, RecordingDriver)
    drawn, driver.written = "".join(driver.written), []
    return drawn.encode("utf-8", "surrogatepass")
