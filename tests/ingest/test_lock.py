from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
import threading

import pytest

from ingest.lock import workspace_lock
from ingest.problems import InputError
from ingest.workspace import Workspace

HOLD = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    from ingest.lock import workspace_lock
    from ingest.workspace import Workspace
    with workspace_lock(Workspace(Path(sys.argv[1]))):
        print("held", flush=True)
        time.sleep(60)
    """
)


def test_a_second_writer_is_told_and_a_dead_one_does_not_hold(workspace: Workspace) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(workspace.home)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(InputError) as refused, workspace_lock(workspace):
        pass
    assert [problem.rule_id for problem in refused.value.problems] == ["workspace_busy"]
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with workspace_lock(workspace):
        assert workspace.lock_file.exists()


def test_who_waits_gets_the_lock_and_may_take_it_again_without_waiting(workspace: Workspace) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(workspace.home)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    threading.Timer(0.3, holder.kill).start()
    with workspace_lock(workspace, wait_seconds=30), workspace_lock(workspace):
        assert holder.wait() == -signal.SIGKILL
