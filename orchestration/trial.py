"""Files that take the reading process with them: found in a process apart, rejected once, never tried again.

A run of intake notes that it reads. Where the note is still there, the run before died reading, and the next one first
lets a child process try each new file within bounds of time and memory. After a run that ended, nothing is tried apart.
"""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from ingest.enrolment.read import read_enrolment
from ingest.problems import InputError
from ingest.storage import write_derived
from ingest.submissions.inbox import Delivery, find_files
from ingest.workspace import PRODUCT, Workspace
from orchestration.expectation import Expectation
from orchestration.intake_run import IntakeRun
from orchestration.registry import sound_registry
from orchestration.self_check import check_one
from orchestration.unread_files import NOT_OURS

SECONDS, BYTES = 60, 4_000_000_000
"""Bounds of one try: a workbook within the limits of its container takes milliseconds and some 100 MB."""


@contextmanager
def reading(workspace: Workspace) -> Iterator[bool]:
    """Note that files are being read, and take the note away when all of them were, or what stopped it was no file.

    Yields:
        Whether the run before died reading.
    """
    has_died = workspace.reading_note.exists()
    write_derived(workspace.reading_note, b"")
    try:
        yield has_died
    except MemoryError:
        raise
    except Exception:
        # Python tells of it, so no file took the process; one that took the run before is still to be found.
        if not has_died:
            workspace.reading_note.unlink()
        raise
    workspace.reading_note.unlink()


def stopping(workspace: Workspace, paths: Sequence[Path]) -> set[Path]:
    """The files among some that cannot be read and checked without stopping the process that does.

    Args:
        workspace: Where they would be taken in; nothing is written there.
        paths: The files.

    Raises:
        RuntimeError: The child process does not even begin.
    """
    found: set[Path] = set()
    left = list(dict.fromkeys(path.resolve() for path in paths))
    while left:
        files = [str(path) for path in left]
        request = json.dumps({"home": str(workspace.home.resolve()), "paths": files, "seconds": SECONDS})
        child = subprocess.run(
            [sys.executable, "-m", "orchestration.trial"],
            input=request,
            capture_output=True,
            text=True,
            cwd=PRODUCT,
            check=False,
        )
        if child.returncode == 0:
            break
        tried = child.stdout.splitlines()
        if not tried:
            raise RuntimeError(f"files cannot be tried apart: {child.stderr[-300:]}")
        found.add(left[int(tried[-1])])
        left = left[int(tried[-1]) + 1 :]
    return {path for path in paths if path.resolve() in found}


def _try_each() -> None:
    """The child: say which file is tried, then try it; what stops this process, stopped at the last one named."""
    request = json.load(sys.stdin)
    with suppress(ValueError, OSError):  # macOS does not know this limit
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    workspace = Workspace(Path(request["home"]))
    expectation, run = Expectation(workspace, sound_registry(workspace)), IntakeRun.of_nothing(workspace)
    for number, found in enumerate(find_files(workspace, [Path(path) for path in request["paths"]])):
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        signal.alarm(request["seconds"])  # its default is to end the process, also inside a library
        delivery = Delivery.as_it_lies(found)
        check_one(run, expectation, delivery)
        if run.settled[-1].receipt.rule_id == NOT_OURS:
            with suppress(InputError):
                read_enrolment(delivery.content, found.file_name)
    signal.alarm(0)


if __name__ == "__main__":
    _try_each()
