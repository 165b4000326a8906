"""Writes the names of the keys that are pressed to a file: python key_log.py FILE."""

import os
import sys
import tty
from pathlib import Path
from select import select
from time import monotonic

from textual import events

from nkreader.tui.driver.keyboard import Keyboard

if __name__ == "__main__":
    tty.setraw(0)
    keyboard = Keyboard()
    with Path(sys.argv[1]).open("w", encoding="utf-8") as log:
        log.write("ready\n")
        while True:
            log.flush()
            found = []
            if select([0], [], [], 0.02)[0]:
                found += keyboard.feed(os.read(0, 4096), monotonic())
            found += keyboard.expire(monotonic())
            names = [event.key for event in found if isinstance(event, events.Key)]
            log.writelines(f"{name}\n" for name in names)
