"""Write, audit, publish: what must never happen to the warehouse that readers see."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from ingest.problems import InputError
from ingest.storage import replace_link
from ingest.workspace import Workspace
from orchestration import dbt, job, warehouse
from quality import ledger
from tests.product import rows

pytestmark = pytest.mark.slow


@pytest.fixture
def ready(built: Workspace, workspace: Workspace) -> Workspace:
    """A workspace of its own whose warehouse is current."""
    shutil.copytree(built.home, workspace.home, symlinks=True)
    return workspace


def test_the_engine_is_the_pinned_one(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace.build.mkdir(parents=True)
    monkeypatch.setattr(duckdb, "__version__", "2.0.0")
    with pytest.raises(InputError) as refused:
        warehouse.connect_build(workspace)
    problem = refused.value.problems[0]
    assert (problem.rule_id, problem.value, dict(problem.details)) == (
        "engine_unexpected",
        "2.0.0",
        {"pinned": "1.5.5"},
    )


def test_every_required_check_stands_in_the_ledger(built: Workspace) -> None:
    found = rows(built, "select check_id, class from meta.check_result where status = 'pass'")
    assert dict(found) == ledger.required_checks()
    assert rows(built, "select count(*), count(distinct fingerprint) from meta.check_result") == [(len(found), 1)]


def test_an_unchanged_input_starts_nothing(ready: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def started(*arguments: object) -> None:
        raise AssertionError("dbt was started")

    monkeypatch.setattr(dbt, "build", started)
    monkeypatch.setattr(dbt, "parse", started)
    assert warehouse.is_current(ready)
    assert job.build_warehouse(ready) is False


def test_a_required_check_that_is_missing_turns_the_swap_red(ready: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(warehouse.real_path(ready).parent, ready.build)
    make_stale(ready)
    required = {**ledger.required_checks(), "a_check_somebody_removed": "integrity"}
    monkeypatch.setattr(warehouse, "required_checks", lambda: required)
    with pytest.raises(InputError) as refused:
        warehouse.swap(ready)
    found = [(problem.rule_id, problem.value, dict(problem.details)) for problem in refused.value.problems]
    assert found == [("build_refused", "a_check_somebody_removed", {"status": "missing"})]
    assert warehouse.real_path(ready).parent.name == "0123456789abcdef"
    assert rows(ready, "select count(*) from marts.dim_activity") == [(122,)]


def test_views_survive_the_swap(built: Workspace) -> None:
    views = rows(built, "select schema_name, view_name from duckdb_views() where not internal")
    assert len(views) >= 9
    for schema, view in views:
        assert rows(built, f'select count(*) >= 0 from "{schema}"."{view}"') == [(True,)]  # noqa: S608


def test_the_warehouse_stands_alone(built: Workspace, tmp_path: Path) -> None:
    """Nothing in a finished warehouse looks at a file outside it."""
    copy = tmp_path / "pmp.duckdb"
    shutil.copy(warehouse.real_path(built), copy)
    with duckdb.connect(copy, read_only=True, config={"enable_external_access": "false"}) as connection:
        tables = connection.execute("select schema_name, table_name from duckdb_tables() where not internal").fetchall()
        for schema, table in tables:
            connection.table(f"{schema}.{table}").limit(1).fetchall()


def test_readers_in_a_loop_see_only_whole_warehouses(ready: Workspace) -> None:
    """While builds are swapped, every reader gets all activities, from the old file or the new one."""
    reader = (
        "import duckdb, sys\n"
        "from pathlib import Path\n"
        "seen = 0\n"
        "while not Path(sys.argv[2]).exists():\n"
        "    with duckdb.connect(Path(sys.argv[1]).resolve(), read_only=True) as connection:\n"
        "        found = connection.execute('select count(*) from marts.dim_activity').fetchone()\n"
        "    assert found == (122,), found\n"
        "    seen += 1\n"
        "print(seen)\n"
    )
    stop = ready.home / "stop"
    command = [sys.executable, "-c", reader, str(ready.warehouse), str(stop)]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for _ in range(10):
        shutil.copytree(warehouse.real_path(ready).parent, ready.build)
        warehouse.swap(ready)
        time.sleep(0.5)  # two swaps while a reader opens one file would outrun the builds that are kept
    stop.touch()
    for process in readers:
        output, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        assert int(output) > 5
    assert len(list(ready.builds.iterdir())) == 2


def make_stale(workspace: Workspace) -> None:
    """Let the good warehouse look as if it were built from other inputs."""
    old = workspace.builds / "0123456789abcdef"
    warehouse.real_path(workspace).parent.rename(old)
    replace_link(workspace.warehouse, old / "pmp.duckdb")


def kill_while_dbt_builds(workspace: Workspace) -> None:
    process = subprocess.Popen([sys.executable, "-c", "from orchestration.cli import main; main(['build'])"])
    while not (workspace.build / "pmp.duckdb.wal").exists():  # dbt has begun to write
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()


def kill_in_the_middle_of_the_swap(workspace: Workspace) -> None:
    """Between the renamed folder and the new link."""
    shutil.copytree(warehouse.real_path(workspace).parent, workspace.build)
    code = (
        "import os, signal\n"
        "from ingest.workspace import Workspace\n"
        "from orchestration import warehouse\n"
        "warehouse.replace_link = lambda *paths: os.kill(os.getpid(), signal.SIGKILL)\n"
        "warehouse.swap(Workspace.from_environment())\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGKILL


def test_killed_builds_leave_the_last_good_warehouse(ready: Workspace) -> None:
    make_stale(ready)
    for kill in (kill_in_the_middle_of_the_swap, kill_while_dbt_builds):
        kill(ready)
        assert warehouse.real_path(ready).parent.name == "0123456789abcdef"
        assert rows(ready, "select count(*) from marts.dim_activity") == [(122,)]
    assert job.build_warehouse(ready) is True
    assert warehouse.is_current(ready)
    assert rows(ready, "select count(*) from marts.dim_activity") == [(122,)]


def test_inputs_that_change_during_a_build_refuse_it(ready: Workspace) -> None:
    shutil.copytree(warehouse.real_path(ready).parent, ready.build)
    folder = ready.plans / "parauga" / "parauga-2025"
    folder.mkdir(parents=True)
    (folder / "note.txt").write_text("new", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        warehouse.swap(ready)
    assert [problem.rule_id for problem in refused.value.problems] == ["inputs_changed"]


def test_rows_that_got_lost_are_noticed(ready: Workspace) -> None:
    shutil.copytree(warehouse.real_path(ready).parent, ready.build)
    warehouse.balance(ready, {"goals": 53, "tasks": 97, "nothing": 0}, {"enrolment": 3})
    with warehouse.connect_build(ready) as connection:
        failed = connection.execute(
            "select check_id, counts ->> 'tables_off' from meta.check_result where status = 'fail' order by check_id"
        ).fetchall()
    assert failed == [("row_balance_collected", "1"), ("row_balance_plans", "2")]
