"""Work in threads that the end of the program does not wait for."""

import asyncio
import gc
import subprocess
import sys
import warnings
from pathlib import Path
from threading import Event

import pytest

from nkreader.session.start import open_session
from nkreader.session.workspace import locate
from nkreader.tui.app import ReaderApp
from nkreader.tui.unwaited import Unwaited

_ENDLESS = """
import asyncio
from threading import Event
from nkreader.tui.unwaited import Unwaited

async def main():
    loop = asyncio.get_running_loop()
    loop.set_default_executor(Unwaited())
    print(await loop.run_in_executor(None, lambda: "done"))
    loop.run_in_executor(None, Event().wait)

asyncio.run(main())
"""


def test_it_answers_with_what_came_of_the_work() -> None:
    executor = Unwaited()
    assert executor.submit(divmod, 7, 2).result() == (3, 1)
    with pytest.raises(ZeroDivisionError):
        executor.submit(divmod, 7, 0).result()


def test_what_is_nearly_done_is_finished() -> None:
    executor, begun, done = Unwaited(), Event(), Event()

    def work() -> None:
        begun.set()
        done.set()

    executor.submit(work)
    begun.wait()
    executor.shutdown()
    assert done.is_set()


def test_a_program_ends_whatever_its_threads_do() -> None:
    run = subprocess.run([sys.executable, "-c", _ENDLESS], capture_output=True, timeout=60)
    assert (run.returncode, run.stdout, run.stderr) == (0, b"done\n", b"")


def test_a_thread_that_outlives_the_screen_asks_it_for_nothing(workspace: Path) -> None:
    session = open_session(locate(cwd=workspace, annotator="ann"), ())
    app = ReaderApp(session)

    async def sit() -> object:
        async with app.run_test():
            with pytest.raises(ZeroDivisionError):
                await asyncio.to_thread(app.call_from_thread, lambda: divmod(7, 0))
            return await asyncio.to_thread(app.call_from_thread, lambda: divmod(7, 2))

    assert asyncio.run(sit()) == (3, 1)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        with pytest.raises(RuntimeError, match="closed"):
            Unwaited().submit(app.call_from_thread, app.exit).result()
        gc.collect()
    assert [str(each.message) for each in warned] == []
    session.store.close()
