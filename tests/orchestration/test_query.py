"""`pmp query`: one SELECT, nothing else, and limits that hold."""

from __future__ import annotations

import pytest

from ingest.problems import InputError
from ingest.workspace import Workspace
from orchestration.query import run_query


def refused(workspace: Workspace, sql: str) -> str:
    with pytest.raises(InputError) as error:
        run_query(workspace, sql)
    return error.value.problems[0].rule_id


def test_counts_of_the_five_plans(built: Workspace) -> None:
    sql = "select municipality, count(*) from marts.{} group by 1 order by 1"
    assert run_query(built, sql.format("dim_activity")).rows == [
        ["aizkraukle", 19], ["kraslava", 13], ["ludza", 26], ["riga", 41], ["smiltene", 23],
    ]  # fmt: skip
    assert run_query(built, sql.format("dim_indicator")).rows == [
        ["aizkraukle", 8], ["kraslava", 13], ["ludza", 11], ["riga", 12], ["smiltene", 12],
    ]  # fmt: skip
    tasks = "select municipality, count(distinct task_nr) from marts.task_status group by 1 order by 1"
    assert run_query(built, tasks).rows == [["aizkraukle", 17], ["kraslava", 25], ["ludza", 26], ["smiltene", 30]]


@pytest.mark.parametrize(
    "sql",
    [
        "drop table marts.dim_plan",
        "create table x as select 1",
        "copy (select 1) to 'x.csv'",
        "select 1; select 2",
        "",
        "attach 'x.duckdb'",
        "pragma database_list",
        "/**/pragma database_list",
        "set memory_limit = '9GB'",
    ],
)
def test_anything_but_one_select_is_refused(built: Workspace, sql: str) -> None:
    assert refused(built, sql) in {"query_refused", "query_failed"}


@pytest.mark.parametrize(
    "sql", ["select * from read_csv('/etc/passwd')", "select * from '/etc/passwd'", "select * from glob('/*')"]
)
def test_files_outside_cannot_be_read(built: Workspace, sql: str) -> None:
    assert refused(built, sql) == "query_failed"


def test_typing_errors_name_the_cause(built: Workspace) -> None:
    with pytest.raises(InputError) as error:
        run_query(built, "select goal from marts.dim_gaol")
    problem = error.value.problems[0]
    assert problem.rule_id == "query_failed"
    assert "dim_gaol" in dict(problem.details)["cause"]


def test_a_greedy_query_ends_by_itself(built: Workspace) -> None:
    assert refused(built, "select length(repeat('x', 4000000000))") in {"query_failed", "query_too_long"}


def test_many_rows_are_cut_and_said_so(built: Workspace) -> None:
    result = run_query(built, "select * from range(6000)")
    assert len(result.rows) == 5000
    assert result.is_cut


def test_without_a_warehouse(workspace: Workspace) -> None:
    assert refused(workspace, "select 1") == "warehouse_missing"
