"""The whole dbt project on a cluster of two workers: the marts are DuckDB's, from the same landed Parquet."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from comparison import differences, keys_of_marts, listed_as_empty, wrong_emptiness
from state_workbook import institution, state_workbook

from ingest.workspace import PRODUCT, Workspace
from orchestration import job, warehouse
from orchestration.intake import collect_forms
from tests.warehouse.reports import deliver_reports

pytestmark = pytest.mark.spark

WORKBOOK = [institution("4501900001", g1=20, g9=15), institution("4501900002", "RĪGA", g1=8, all_total=9)]
"""An institution that is as it should be, and one that is taken in with a finding."""


@pytest.fixture(scope="module")
def landed(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The real plans, an invented state workbook and what reporters send, built on DuckDB."""
    workspace = Workspace(tmp_path_factory.mktemp("landed"))
    workbook = tmp_path_factory.mktemp("files") / "izglitojamo_skaits_01122023.xlsx"
    workbook.write_bytes(state_workbook(WORKBOOK))
    collect_forms(workspace, [workbook], dt.datetime(2024, 1, 10, 9, tzinfo=dt.UTC))
    deliver_reports(workspace)
    job.build_warehouse(workspace)
    return workspace


@pytest.fixture(scope="module")
def scratch(landed: Workspace) -> Path:
    """Everything that Spark and its dbt write."""
    return landed.home / "derived" / "spark"


@pytest.fixture(scope="module")
def cluster(landed: Workspace) -> Iterator[None]:
    """What the cluster reads from the environment; dbt starts it, it ends here."""
    import pyspark

    spark_home = Path(pyspark.__file__).parent
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PMP_HOME", str(landed.home))
        patch.setenv("SPARK_HOME", str(spark_home))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("SPARK_LOCAL_HOSTNAME", "localhost")
        yield
        if context := pyspark.SparkContext._active_spark_context:  # dbt's threads started it: here no session is active
            context.stop()
        shutil.rmtree(spark_home / "work", ignore_errors=True)  # the workers' own logs


@pytest.fixture(scope="module")
def nodes(cluster: None, scratch: Path) -> list[Any]:
    """What became of each node of `dbt build`: seeds, models, data tests and unit tests."""
    dbt(scratch, "run-operation", "views_over_sources")
    return list(dbt(scratch, "build").results)


def dbt(scratch: Path, *command: str) -> Any:
    """Run a dbt command in this process, which holds the session."""
    from dbt.cli.main import dbtRunner

    places = ("--project-dir", PRODUCT, "--profiles-dir", PRODUCT / "dbt_project")
    written = ("--target-path", scratch / "dbt", "--log-path", scratch / "dbt", "--log-level", "none")
    outcome = dbtRunner().invoke([*command, "--target", "spark", *map(str, (*places, *written))])
    assert outcome.exception is None, outcome.exception
    return outcome.result


def test_every_model_builds_and_every_test_passes(nodes: list[Any]) -> None:
    wrong = [
        f"{node.node.name}: {node.message or node.status}" for node in nodes if node.status not in {"success", "pass"}
    ]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)
    assert {str(node.node.resource_type) for node in nodes} == {"seed", "model", "test", "unit_test"}


def test_the_cluster_has_two_workers_and_listens_on_this_machine_only(nodes: list[Any]) -> None:
    from pyspark.sql import SparkSession

    context = SparkSession.active().sparkContext
    executors = context._jsc.sc().getExecutorMemoryStatus()  # the driver counts as one
    hosts = str(executors.keys().mkString(" ")).split()
    assert len(hosts) == 3
    assert {host.rsplit(":", 1)[0] for host in hosts} <= {"127.0.0.1", "localhost"}


def test_every_mart_is_the_same_on_both_engines(
    nodes: list[Any], landed: Workspace, scratch: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = json.loads((scratch / "dbt" / "manifest.json").read_text(encoding="utf-8"))
    rows, wrong = {}, []
    with duckdb.connect(warehouse.real_path(landed), read_only=True) as connection, capsys.disabled():
        print(f"\n{'rows by mart':<28}{'DuckDB':>8}{'Spark':>8}")
        for mart, key in keys_of_marts(manifest).items():
            connection.execute(f"create or replace temp view a as select * from marts.{mart}")
            rows[mart] = row_count(connection, "a")
            files = scratch / "warehouse" / "marts.db" / mart
            if not list(files.glob("*.parquet")):
                wrong.append(f"{mart}: not built on Spark")
                print(f"{mart:<28}{rows[mart]:>8}{'-':>8}  NOT BUILT")
                continue
            connection.execute(f"create or replace temp view b as select * from read_parquet('{files}/*.parquet')")
            unlike = differences(connection, key)
            wrong += [f"{mart}: {line}" for line in unlike]
            print(f"{mart:<28}{rows[mart]:>8}{row_count(connection, 'b'):>8}  {'DIFFERENT' if unlike else 'same'}")
    if wrong := wrong + wrong_emptiness(rows, listed_as_empty()):
        pytest.fail("\n".join(wrong), pytrace=False)


def row_count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    [(count,)] = connection.execute(f"select count(*) from {table}").fetchall()
    return int(count)


def test_nothing_is_left_in_the_checkout(nodes: list[Any]) -> None:
    assert not [name for name in ("metastore_db", "spark-warehouse", "derby.log") if (Path.cwd() / name).exists()]
