"""The open data of all real plans: valid by their own description, as many lines as the marts have."""

from __future__ import annotations

import duckdb
import pytest
from frictionless import Package

from publication.open_data.files import render_open_data
from publication.results import read_results

pytestmark = pytest.mark.slow

COUNTED = """
    select 'table_4_4', count(*) from marts.table_4_4 where plan_id = $plan_id and results_year = 2025
    union all select 'goals', count(*) from marts.dim_goal where plan_id = $plan_id
    union all
    select 'indicators', count(*) from marts.indicator_progress where plan_id = $plan_id and results_year = 2025
    union all select 'indicator_targets', count(*) from marts.dim_indicator_target where plan_id = $plan_id
    union all select 'tasks', count(*) from marts.task_status where plan_id = $plan_id and results_year = 2025
"""


@pytest.mark.parametrize("municipality", ["aizkraukle", "kraslava", "ludza", "riga", "smiltene"])
def test_the_data_of_a_real_plan_are_valid_and_whole(built, tmp_path, municipality):
    with duckdb.connect(built.warehouse.resolve(), read_only=True) as connection:
        results = read_results(connection, municipality, 2025)
        files = render_open_data(results)
        expected = dict(connection.execute(COUNTED, {"plan_id": results.plan.plan_id}).fetchall())
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.flatten(["path", "rowNumber", "fieldName", "message"]) == []
    assert {task.name: task.stats.get("rows", 0) for task in report.tasks if task.name in expected} == expected
