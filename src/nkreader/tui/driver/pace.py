"""Keeps no more on its way to a terminal than can be seen soon.

A write is done when the system has taken it, seconds before it is seen at the end of a poor
line. So the terminal is asked something that it answers when it has come so far: whether it
knows mode 2026, as Textual asks at the start. One that has not answered then is not asked.
"""

from collections import deque

ASK = "\x1b[?2026$p"
# After so many bytes it is asked again; with so many unanswered, nothing more is sent.
_EVERY = 1500
_MOST = 4096


class Pace:
    """Counts what is on its way, in bytes."""

    def __init__(self) -> None:
        """Begin with nothing on its way, to a terminal that has answered nothing."""
        self.answers = False
        self._sent = 0
        self._arrived = 0
        self._asked: deque[int] = deque()

    @property
    def full(self) -> bool:
        """Tell whether to wait for an answer before anything else is sent."""
        return self.waits and self._sent - self._arrived >= _MOST

    @property
    def waits(self) -> bool:
        """Tell whether an answer is still to come."""
        return bool(self._asked)

    def sent(self, count: int) -> bool:
        """Note that bytes are sent; tell whether to ask behind them."""
        self._sent += count
        last = self._asked[-1] if self._asked else self._arrived
        if not self.answers or self._sent - last < _EVERY:
            return False
        self._asked.append(self._sent)
        return True

    def answered(self) -> bool:
        """Note an answer; tell whether it was to a question from here."""
        self.answers = True
        if self._asked:
            self._arrived = self._asked.popleft()
            return True
        return False

    def give_up(self, since: int) -> bool:
        """Take all for arrived if nothing has since then, and ask no more."""
        if not self._asked or self._arrived != since:
            return False
        self.answers = False
        self._asked.clear()
        self._arrived = self._sent
        return True

    @property
    def arrived(self) -> int:
        """How many bytes have arrived, of those that were asked about."""
        return self._arrived
