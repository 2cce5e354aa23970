"""Things that are said in two places must stay the same."""

from __future__ import annotations

import json
import re

import duckdb
import pytest
import yaml

from ingest.enrolment.landing import TABLES as ENROLMENT_TABLES
from ingest.forms.landing import TABLES as FORM_TABLES
from ingest.forms.landing import form_rows
from ingest.plans.landing import FOUND_TABLES, HEADER_TABLES, NAME_TABLES
from ingest.plans.tables import plan_tables
from ingest.submissions.landing import FINDINGS, RECEIPTS, submission_tables
from ingest.submissions.reviews import REVIEW
from ingest.workspace import PRODUCT, Workspace
from publication.drafting import TEXTS
from quality.ledger import required_checks
from quality.plausibility.examine import CONCERNS
from quality.plausibility.findings import FINDINGS as PLAUSIBILITY_FINDINGS

CONTRACT_TABLES = {
    "dim_municipality", "dim_plan", "dim_period", "dim_reporter", "dim_goal", "dim_activity", "dim_activity_reading",
    "dim_activity_target", "dim_indicator", "dim_indicator_target", "bridge_goal_indicator", "bridge_goal_goal",
    "fct_indicator_value", "indicator_value_candidate", "fct_indicator_value_school", "indicator_progress",
    "table_4_4", "referrals", "school_profile", "task_status", "plan_change_proposal", "enrolment", "observation",
    "submissions", "findings", "collection_status", "plan_contradictions", "submitted_value", "bridge_indicator_answer",
    "school_figure", "reporter_activity", "activity_target_result", "bridge_target_entry",
    "activity_impact", "activity_statement", "narrative",
    "activity_budget", "publication_due",
}  # fmt: skip


def landed_columns() -> dict[str, list[str]]:
    landed = {name: [*table.owner, "row_position", *table.columns] for name, table in plan_tables().items()}
    others = {**HEADER_TABLES, **FOUND_TABLES}
    landed |= {name: ["municipality", "plan_id", *columns] for name, columns in others.items()}
    return landed | {name: ["municipality", *columns] for name, columns in NAME_TABLES.items()}


def sources() -> dict[str, dict[str, list[str]]]:
    """Columns of every table that lands, by source."""
    submitted = {**submission_tables(), "review": REVIEW, "receipts": RECEIPTS, "findings": FINDINGS}
    return {
        "plans": landed_columns(),
        "collected": {name: list(columns) for name, columns in {**ENROLMENT_TABLES, **submitted}.items()},
        "forms": {name: list(columns) for name, columns in FORM_TABLES.items()},
        "plausibility": {"findings": list(PLAUSIBILITY_FINDINGS)},
        "drafted": {"texts": list(TEXTS)},
    }


def test_dbt_sources_are_the_landed_tables() -> None:
    text = (PRODUCT / "dbt_project/models/staging/_sources.yml").read_text(encoding="utf-8")
    described = {
        source["name"]: {table["name"]: [column["name"] for column in table["columns"]] for table in source["tables"]}
        for source in yaml.safe_load(text)["sources"]
    }
    assert described == sources()


def test_staging_has_the_columns_of_its_source(marts: duckdb.DuckDBPyConnection) -> None:
    for source, tables in sources().items():
        for name, columns in tables.items():
            found = marts.execute(
                "select column_name from duckdb_columns() where schema_name = 'staging' and table_name = ? "
                "order by column_index",
                [f"stg_{source}__{name}"],
            ).fetchall()
            assert [column for (column,) in found] == columns, (source, name)


def test_what_the_forms_say_of_themselves_is_in_the_warehouse(marts: duckdb.DuckDBPyConnection) -> None:
    for table, rows in form_rows().items():
        found = marts.table(f"staging.stg_forms__{table}")
        assert sorted(map(repr, found.fetchall())) == sorted(repr(tuple(row.values())) for row in rows), table


def test_required_checks_are_the_checks_there_are(built: Workspace) -> None:
    manifest = json.loads((built.dbt_target / "manifest.json").read_text(encoding="utf-8"))
    tests = {node["name"] for node in manifest["nodes"].values() if node["resource_type"] == "test"}
    ours = {
        "plans_valid",
        "every_intermediate_model_built",
        "every_model_built",
        "row_balance_plans",
        "row_balance_collected",
        "texts_drafted",
    }
    plausibility = {rule_id for concern in CONCERNS for rule_id in concern.rules}
    assert set(required_checks()) == tests | ours | plausibility
    assert {name for name, kind in required_checks().items() if kind == "plausibility"} == plausibility
    assert set(required_checks().values()) == {"integrity", "plausibility"}


def test_every_mart_has_a_grain_test_an_enforced_contract_and_descriptions(built: Workspace) -> None:
    manifest = json.loads((built.dbt_target / "manifest.json").read_text(encoding="utf-8"))
    marts = {node["name"]: node for node in manifest["nodes"].values() if node.get("schema") == "marts"}
    marts = {name: node for name, node in marts.items() if node["resource_type"] == "model"}
    assert set(marts) >= CONTRACT_TABLES
    for name, node in marts.items():
        assert f"grain_{name}" in required_checks(), name
        assert node["contract"]["enforced"], name
        assert node["description"].startswith("One row = "), name
        for column in node["columns"].values():
            assert column["data_type"], (name, column["name"])
            assert len(column["description"]) > 5, (name, column["name"])


def test_models_keep_to_their_layers() -> None:
    for path in (PRODUCT / "dbt_project/models/marts").glob("*.sql"):
        text = path.read_text(encoding="utf-8")
        reads = set(re.findall(r"ref\('(\w+)'\)", text))
        assert "source(" not in text, path.name
        assert not re.search(r"\bcurrent_(date|timestamp)\b|\bnow\(\)", text), path.name
        assert len(text.splitlines()) <= 120, path.name
        if not path.stem.startswith(("dim_", "bridge_", "plan_contradictions", "unmatched_names")):
            assert not {name for name in reads if name.startswith("stg_")}, path.name


@pytest.mark.parametrize("table", sorted(CONTRACT_TABLES - {"dim_reporter"}))
def test_plan_tables_carry_municipality(marts: duckdb.DuckDBPyConnection, table: str) -> None:
    columns = {row[0] for row in marts.execute(f"describe marts.{table}").fetchall()}
    if table != "dim_period":
        assert "municipality" in columns
