"""What one sheet says about another: references, dates and years that must fit together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.excel.findings import Findings
from ingest.plans.workbook.layout import workbook_layout
from ingest.plans.workbook.sheets import SheetRow

_TABLE_OF_NUMBER = {"goal_nr": "goals", "activity_nr": "activities", "reporter_id": "reporters"}


@dataclass(frozen=True)
class WorkbookContent:
    """Everything typed into a workbook: the form, and the rows by table."""

    form: SheetRow
    rows: Mapping[str, list[SheetRow]]

    def goals(self, goal_list: str) -> list[SheetRow]:
        """Goals of one list."""
        return [row for row in self.rows["goals"] if row["goal_list"] == goal_list]


def cross_check(content: WorkbookContent, findings: Findings) -> None:
    """Note every contradiction between cells that are sound by themselves."""
    _check_references(content, findings)
    _check_goal_links(content, findings)
    _check_activity_keys(content, findings)
    _check_resource_names(content, findings)
    _check_dates(content, findings)
    _check_years(content, findings)


def _check_references(content: WorkbookContent, findings: Findings) -> None:
    activity_plan = content.goals("activity_plan")
    rows = content.rows
    _refer(rows["activities"], "goal_nr", activity_plan, "goal_nr", findings, "plan_activity_without_goal")
    _refer(rows["indicators"], "goal_nrs", activity_plan, "goal_nr", findings)
    _refer(rows["goals"], "strategic_nrs", content.goals("strategic"), "goal_nr", findings)
    _refer(rows["tasks"], "activity_nr", rows["activities"], "activity_nr", findings)
    _refer(rows["resources"], "activity_nr", rows["activities"], "activity_nr", findings)
    _refer(rows["reporters"], "successor_id", rows["reporters"], "reporter_id", findings)
    _refer(rows["executors"], "reporter_id", rows["reporters"], "reporter_id", findings)


def _refer(
    rows: list[SheetRow],
    field: str,
    targets: list[SheetRow],
    target_field: str,
    findings: Findings,
    rule_id: str = "plan_reference_unknown",
) -> None:
    """Every number that is named must stand in the target sheet."""
    if any(findings.has(target.sheet, target.cells[target_field]) for target in targets):
        return  # A number there could not be read: it may be the very one that is named here.
    known = {target[target_field] for target in targets}
    target_sheet = workbook_layout().tables[_TABLE_OF_NUMBER[target_field]].sheet
    for row in rows:
        for number in filter(None, row[field].split(",")):
            if number not in known:
                findings.add(rule_id, row.sheet, row.cells[field], number, target=target_sheet)


def _check_goal_links(content: WorkbookContent, findings: Findings) -> None:
    for row in content.goals("strategic"):
        if row["strategic_nrs"]:
            findings.add("workbook_link_misplaced", row.sheet, row.cells["strategic_nrs"], row["strategic_nrs"])


def _check_activity_keys(content: WorkbookContent, findings: Findings) -> None:
    seen: dict[str, str] = {}
    for row in content.rows["activities"]:
        key, cell = activity_key(row, content.form), row.cells["activity_key"]
        if row["activity_nr"] and key in seen and not findings.has(row.sheet, row.cells["activity_nr"]):
            findings.add("plan_key_repeated", row.sheet, cell, key, first=seen[key])
        seen.setdefault(key, cell)

    if content.form["replaces"] and seen and not any(row["activity_key"] for row in content.rows["activities"]):
        # Typed anew instead of written from the version before: every activity would lose its former years.
        first = content.rows["activities"][0]
        findings.add(
            "workbook_keys_missing", first.sheet, first.cells["activity_key"], replaced=content.form["replaces"]
        )


def activity_key(row: SheetRow, form: SheetRow) -> str:
    """The given key, or that of an activity that appears for the first time in this version."""
    return row["activity_key"] or f"{form['plan_id']}-{row['activity_nr']}"


def _check_resource_names(content: WorkbookContent, findings: Findings) -> None:
    fields = workbook_layout().tables["resources"].fields
    for row in content.rows["resources"]:
        cell = row.cells["activity_name"]
        if (
            not row["activity_nr"]
            and not row["activity_name"]
            and not findings.has(row.sheet, row.cells["activity_nr"])
        ):
            findings.add("plan_value_missing", row.sheet, cell, heading=fields["activity_name"].heading)


def _check_dates(content: WorkbookContent, findings: Findings) -> None:
    for start, end in (("period_start", "period_end"), ("valid_from", "valid_to")):
        _in_order(content.form, start, end, "plan_dates_reversed", findings)
    for row in content.rows["reporters"]:
        _in_order(row, "valid_from", "valid_to", "plan_dates_reversed", findings)


def _in_order(row: SheetRow, start: str, end: str, rule_id: str, findings: Findings) -> None:
    if row[start] and row[end] and row[end] < row[start]:
        findings.add(rule_id, row.sheet, row.cells[end], f"{row[start]} – {row[end]}")


def _check_years(content: WorkbookContent, findings: Findings) -> None:
    form = content.form
    first, second = form["first_milestone_year"], form["second_milestone_year"]
    if first and second and int(second) <= int(first):
        findings.add("workbook_milestones_order", form.sheet, form.cells["second_milestone_year"], second)
    if not form["period_start"] or not form["period_end"]:
        return
    years = range(int(form["period_start"][:4]), int(form["period_end"][:4]) + 1)
    period = f"{years.start}–{years.stop - 1}" if years else ""
    for row, field in _rows_with_years(content):
        for year in filter(None, row[field].split(",")):
            if years and int(year) not in years:
                findings.add("plan_year_outside", row.sheet, row.cells[field], year, period=period)


def _rows_with_years(content: WorkbookContent) -> Iterator[tuple[SheetRow, str]]:
    yield content.form, "first_milestone_year"
    yield content.form, "second_milestone_year"
    for row in content.rows["activities"]:
        yield row, "years"
