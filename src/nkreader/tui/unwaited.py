"""Threads for what the screen need not wait for, and the end of the program neither."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Thread
from time import monotonic
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

# What takes no longer, copying to a clipboard say, is still finished, in seconds.
_GRACE = 0.5


class Unwaited(ThreadPoolExecutor):
    """Runs each piece of work in a thread that dies with the program.

    Python's own pool, which asyncio uses for lack of another, ends only when all its work is
    done: a source of a gigabyte would be read to its end before the prompt comes back.
    """

    def __init__(self) -> None:
        """Have no threads yet."""
        super().__init__(max_workers=1)
        self._running: list[Thread] = []

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Begin at once."""
        future: Future[T] = Future()

        def work() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(fn(*args, **kwargs))
            except BaseException as error:  # it is raised where the result is asked for
                future.set_exception(error)

        self._running = [thread for thread in self._running if thread.is_alive()]
        thread = Thread(target=work, daemon=True, name="nkreader-work")
        self._running.append(thread)
        thread.start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait for what is nearly done, and leave the rest."""
        deadline = monotonic() + _GRACE
        for thread in self._running if wait else ():
            thread.join(max(0.0, deadline - monotonic()))


def ask(loop: asyncio.AbstractEventLoop, call: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run something in the loop, from another thread, and return what comes of it.

    A thread may outlive the loop: there is no coroutine before the loop has come to it, so that
    none is left that nobody awaits. Raises RuntimeError where the loop is closed.
    """
    answer: Future[T] = Future()

    async def answered() -> None:
        try:
            answer.set_result(await call())
        except asyncio.CancelledError:
            answer.cancel()
            raise
        except Exception as error:  # it is raised where the answer is waited for
            answer.set_exception(error)

    loop.call_soon_threadsafe(lambda: loop.create_task(answered()))
    return answer.result()
