"""Runs of intake in a process of their own that ends, or meets a full disk, at a chosen write."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

_APPEARS = ("os.link", "os.rename")


def in_a_fork(work: Callable[[], object]) -> int:
    """Do something in a child of this process; its exit code, negative for a signal, 1 for an error."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(home: Path, number: int) -> None:
    """From now on this process dies of SIGKILL just before its write of that number below a folder."""
    _at_write(home, number, lambda: os.kill(os.getpid(), signal.SIGKILL))


def full_from(home: Path, number: int) -> None:
    """From now on this process finds the disk full, from its write of that number below a folder on."""

    def refuse() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    _at_write(home, number, refuse, goes_on=True)


def _at_write(home: Path, number: int, happens: Callable[[], None], *, goes_on: bool = False) -> None:
    """A file appears when its finished copy is linked or renamed; only the log is opened to be written to."""
    count = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        appends = event == "open" and isinstance(arguments[1], str) and arguments[1][0] == "a"
        if not (event in _APPEARS or appends) or not any(str(home) in str(argument) for argument in arguments):
            return
        count += 1
        if count == number or (goes_on and count > number):
            happens()

    sys.addaudithook(watch)
