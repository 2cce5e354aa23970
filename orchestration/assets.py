"""The assets: plans, dbt's models, plausibility, the warehouse, publications. Each reads, calls, records, returns."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, dbt_assets

from ingest.enrolment import landing as enrolment
from ingest.forms.landing import land_forms
from ingest.plans.landing import landed_tables
from ingest.problems import InputError, Problem
from ingest.submissions import landing as submissions
from ingest.workspace import Workspace
from orchestration import dbt, plan_quality, school_pages, warehouse
from orchestration.fingerprint import build_fingerprint
from orchestration.partitions import PublicationKey, publications
from orchestration.plausibility import examine_build, recorded_results
from orchestration.progress import report
from orchestration.publishing import publish_draft
from orchestration.registry import land_plans
from orchestration.resources import Writer
from quality.ledger import PASSED, CheckResult
from quality.messages import in_words
from quality.plausibility.concern import Concern
from quality.plausibility.examine import CONCERNS

PLANS_VALID = "plans_valid"
_FINDINGS = dg.AssetKey(["plausibility", "findings"])


def _intermediate(concern: Concern) -> dg.AssetKey:
    return dg.AssetKey(["intermediate", concern.model])


@dg.multi_asset(
    name="plan_registry",
    specs=[dg.AssetSpec(["plans", table], group_name="plans", kinds={"parquet"}) for table in landed_tables()],
    check_specs=[dg.AssetCheckSpec(PLANS_VALID, asset=dg.AssetKey(["plans", "plans"]), blocking=True)],
)
def plan_registry(writer: Writer) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
    """The plans, checked as a whole and landed as Parquet; starts the build with what the check found."""
    workspace = Workspace.from_environment()
    report("plans")
    enrolment.keep_readable(workspace)
    submissions.keep_readable(workspace)
    land_forms(workspace)
    fingerprint = build_fingerprint(workspace)
    try:
        rows = land_plans(workspace)
    except InputError as error:
        yield _plans_check(error.problems)
        raise
    counts = (("rows", sum(rows.values())),)
    warehouse.start(workspace, fingerprint, [CheckResult(PLANS_VALID, PASSED, counts)])
    for table, count in rows.items():
        yield dg.MaterializeResult(["plans", table], metadata={"dagster/row_count": count})
    yield _plans_check([])


def dbt_models(manifest: Path) -> dg.AssetsDefinition:
    """The first step of dbt as assets, its tests as asset checks: what the plausibility checks look at."""

    @dbt_assets(manifest=manifest, exclude=dbt.MARTS, dagster_dbt_translator=DagsterDbtTranslator(), name="dbt_models")
    def models(context: dg.AssetExecutionContext, writer: Writer) -> Iterator[Any]:
        workspace = Workspace.from_environment()
        nodes = dbt.build(workspace, "warehouse")
        results = warehouse.audit(workspace, nodes, "every_intermediate_model_built")
        landed = {table: _rows(workspace, table) for table in landed_tables()}
        collected = {**enrolment.landed_rows(workspace), **submissions.landed_rows(workspace)}
        warehouse.balance(workspace, landed, collected)
        yield from _told(context, nodes, results)
        warehouse.refuse_unless_sound(workspace, so_far=True)

    return models


def dbt_marts(manifest: Path) -> dg.AssetsDefinition:
    """The second step of dbt: the marts, with what the plausibility checks found."""

    @dbt_assets(manifest=manifest, select=dbt.MARTS, dagster_dbt_translator=DagsterDbtTranslator(), name="dbt_marts")
    def marts(context: dg.AssetExecutionContext, writer: Writer) -> Iterator[Any]:
        workspace = Workspace.from_environment()
        nodes = dbt.build(workspace, "marts")
        results = warehouse.audit(workspace, nodes, "every_model_built")
        yield from _told(context, nodes, results)
        warehouse.refuse_unless_sound(workspace)

    return marts


@dg.asset(
    key=_FINDINGS, deps=[_intermediate(concern) for concern in CONCERNS], group_name="plausibility", kinds={"parquet"}
)
def plausibility_findings(writer: Writer) -> dg.MaterializeResult:
    """What raises a question in what counts now; asks and never stops."""
    report("plausibility")
    results = examine_build(Workspace.from_environment())
    return dg.MaterializeResult(metadata={result.check_id: result.status for result in results})


@dg.multi_asset_check(
    specs=[
        dg.AssetCheckSpec(rule_id, asset=_intermediate(concern), additional_deps=[_FINDINGS])
        for concern in CONCERNS
        for rule_id in concern.rules
    ]
)
def plausibility_checks() -> Iterator[dg.AssetCheckResult]:
    """The suites as checks of the models they looked at, as the ledger has them."""
    results = recorded_results(Workspace.from_environment())
    for concern in CONCERNS:
        for rule_id in concern.rules:
            key = dg.AssetCheckKey(_intermediate(concern), rule_id)
            yield _check_result(key, results.get(rule_id), dg.AssetCheckSeverity.WARN)


def finished_warehouse(marts: Iterable[dg.AssetKey]) -> dg.AssetsDefinition:
    """The warehouse that readers see, after these marts."""

    @dg.asset(name="warehouse", deps=sorted(marts), kinds={"duckdb"})
    def swapped(writer: Writer) -> dg.MaterializeResult:
        """Swapped in when every required check of the ledger passed."""
        path = warehouse.swap(Workspace.from_environment())
        return dg.MaterializeResult(metadata={"build": path.parent.name})

    return swapped


@dg.asset(name="plan_quality", deps=["warehouse"], kinds={"html"})
def plan_quality_asset(writer: Writer) -> dg.MaterializeResult:
    """The plan-quality pages: where each plan contradicts itself, for the board."""
    pages = plan_quality.write_pages(Workspace.from_environment())
    return dg.MaterializeResult(metadata={"pages": len(pages)})


@dg.asset(name="school_pages", deps=["warehouse"], kinds={"pdf"})
def school_pages_asset(writer: Writer) -> dg.MaterializeResult:
    """The pages *Jūsu skola*: what each school reported, given back to it."""
    pages = school_pages.write_pages(Workspace.from_environment())
    return dg.MaterializeResult(metadata={"pages": len(pages)})


@dg.asset(name="publication", partitions_def=publications, deps=["warehouse"], kinds={"html", "excel"})
def publication_asset(context: dg.AssetExecutionContext, writer: Writer) -> dg.MaterializeResult:
    """The draft publication of one municipality and results year."""
    key = PublicationKey.parse(context.partition_key)
    draft = publish_draft(Workspace.from_environment(), key.municipality, key.year, key.kind, key.language)
    return dg.MaterializeResult(metadata={"files": json.dumps(sorted(draft))})


def _plans_check(problems: Iterable[Problem]) -> dg.AssetCheckResult:
    words = [in_words(problem) for problem in problems]
    metadata = {"problems": dg.MetadataValue.md("\n".join(f"- {line}" for line in words))}
    return dg.AssetCheckResult(
        passed=not words, check_name=PLANS_VALID, asset_key=["plans", "plans"], metadata=metadata
    )


def _rows(workspace: Workspace, table: str) -> int:
    from pyarrow import parquet

    return int(parquet.read_metadata(workspace.plan_tables / f"{table}.parquet").num_rows)


def _told(
    context: dg.AssetExecutionContext, nodes: Iterable[dbt.NodeResult], results: Iterable[CheckResult]
) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
    """What dbt did, in Dagster's terms; dbt's order of finishing is an order of the graph, as Dagster wants it."""
    keys = {key.path[-1]: key for key in context.selected_asset_keys}
    for node in nodes:
        if node.name in keys and node.status == "success":
            yield dg.MaterializeResult(keys[node.name])
    by_name = {result.check_id: result for result in results}
    for check in sorted(context.selected_asset_check_keys):
        yield _check_result(check, by_name.get(check.name))


def _check_result(
    check: dg.AssetCheckKey,
    result: CheckResult | None,
    severity: dg.AssetCheckSeverity = dg.AssetCheckSeverity.ERROR,
) -> dg.AssetCheckResult:
    """A check that did not run has failed."""
    return dg.AssetCheckResult(
        passed=result is not None and result.status == PASSED,
        check_name=check.name,
        asset_key=check.asset_key,
        severity=severity,
        metadata={"message": result.message if result else "did not run", **dict(result.counts if result else ())},
    )
