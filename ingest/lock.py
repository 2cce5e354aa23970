"""One writer at a time in a workspace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from ingest.problems import InputError, Problem
from ingest.workspace import Workspace


@contextmanager
def workspace_lock(workspace: Workspace, wait_seconds: float = 0) -> Iterator[None]:
    """Hold the workspace's lock; the operating system frees it when the process dies.

    Inside one process it may be taken again: a command holds it around the run that takes it too.

    Args:
        workspace: The workspace to write in.
        wait_seconds: How long to wait for another writer.

    Raises:
        InputError: If another process is writing (`workspace_busy`).
    """
    workspace.home.mkdir(parents=True, exist_ok=True)
    lock = FileLock(workspace.lock_file, is_singleton=True)
    try:
        lock.acquire(timeout=wait_seconds)
    except Timeout:
        raise InputError([Problem("workspace_busy", file=str(workspace.home))]) from None
    try:
        yield
    finally:
        lock.release()
