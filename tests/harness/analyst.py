"""Somebody who works at a real terminal, and looks at it before pressing the next key."""

from harness.terminal import Terminal


class Analyst:
    """Presses keys and waits for what each is to bring: never for a while, never for nothing."""

    def __init__(self, terminal: Terminal) -> None:
        """Sit down at a terminal."""
        self._terminal = terminal

    @property
    def screen(self) -> str:
        """What is on screen."""
        return self._terminal.text

    def press(self, keys: str, brings: str, *more: str) -> None:
        """Press keys and wait until what they bring is on screen, and then for ``more``.

        What is there before proves nothing, so that it may not be.
        """
        assert brings not in self._unwrapped, f"{brings!r} is there before {keys!r}"
        self._terminal.type(keys)
        self.see(brings, *more)

    def press_away(self, keys: str, gone: str) -> None:
        """Press keys and wait until something is on screen no more."""
        assert gone in self._unwrapped, f"{gone!r} is not there before {keys!r}"
        self._terminal.type(keys)
        self._terminal.wait_until(lambda: gone not in self._unwrapped)
        assert gone not in self._unwrapped, f"{gone!r} stays after {keys!r}:\n{self.screen}"

    def see(self, *wanted: str) -> None:
        """Wait until all this is on screen, wherever its lines are broken."""
        self._terminal.wait_until(lambda: all(each in self._unwrapped for each in wanted))
        missing = [each for each in wanted if each not in self._unwrapped]
        assert not missing, f"{missing} did not come:\n{self.screen}"

    def search(self, words: str) -> None:
        """Search the source for words that stand in it once."""
        self.press("/", "search: ")
        self._terminal.type(words)
        self.press("\r", f"“{words}” 1 of 1")

    def leave(self) -> None:
        """Leave the reader."""
        self._terminal.type("q")
        assert self._terminal.wait_for_end() == 0

    @property
    def _unwrapped(self) -> str:
        return " ".join(self.screen.split())
