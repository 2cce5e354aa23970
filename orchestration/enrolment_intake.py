"""Taking in the state's enrolment workbook once it is archived: read, check, land."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from ingest.enrolment.landing import Landed, land, landed_counts, landed_workbooks, long_rows, standing
from ingest.enrolment.municipalities import read_municipalities
from ingest.enrolment.read import read_enrolment
from ingest.enrolment.snapshot import school_year_end, snapshot_date
from ingest.problems import InputError, Problem
from ingest.submissions.inbox import Delivery
from ingest.workspace import PRODUCT, Workspace
from quality.enrolment_rules import CheckedEnrolment, check_enrolment
from quality.findings import Finding
from quality.messages import in_words

_SEEDS = PRODUCT / "dbt_project" / "seeds"


@dataclass(frozen=True)
class Arrival:
    """What became of a workbook that was not refused.

    Attributes:
        file: Its name as shown.
        workbook: How it stands in the landing.
        is_new: False when the same bytes had landed before.
        rows_in: Institutions in the workbook; those that landed and those that were rejected together.
        rows_landed: Institutions that landed.
        findings: What was found on the way.
    """

    file: str
    workbook: Landed
    is_new: bool
    rows_in: int = 0
    rows_landed: int = 0
    findings: tuple[Finding, ...] = ()


def collect_enrolment(
    workspace: Workspace, delivery: Delivery, given: dt.date | None = None, *, is_told: bool, again: bool = False
) -> Arrival:
    """Take in one file; the caller holds the workspace's lock.

    Its rows land before its receipt is told, as those of a form. Where they have landed and no receipt tells of them,
    the run before was cut short: they stay, and the file is told as new.

    Args:
        workspace: Where it lands.
        delivery: The file, archived.
        given: Day the learners were counted, where the file's name does not say it.
        is_told: Whether a receipt tells that the same bytes were taken.
        again: Whether it takes the place of the file that has landed for the same day.

    Returns:
        What was done.

    Raises:
        InputError: If the file is refused, with every reason.
    """
    name = delivery.found.file_name
    landed = landed_workbooks(workspace)
    before = next((one for one in landed if one.submission_id == delivery.submission_id), None)
    if before and is_told:
        return Arrival(name, before, is_new=False)
    sheet = read_enrolment(delivery.content, name)
    workbook = before or _placed(workspace, landed, delivery, given, again=again)
    municipalities = read_municipalities(_SEEDS / "municipalities.csv")
    checked = check_enrolment(sheet, name, municipalities, workbook.snapshot_date)
    if not checked.rows:
        raise InputError(finding.problem for finding in checked.findings)
    if not before:
        land(workspace, workbook, long_rows(sheet.sheet, checked.rows), _finding_rows(checked))
    return Arrival(name, workbook, True, len(sheet.rows), len(checked.rows), tuple(checked.findings))


def _placed(
    workspace: Workspace, landed: Iterable[Landed], delivery: Delivery, given: dt.date | None, *, again: bool
) -> Landed:
    """The day a workbook counts for, and the one whose place it takes."""
    name = delivery.found.file_name
    try:
        # Its own name tells the day: in the one that is shown, a day may be masked as a telephone number.
        date = _known(snapshot_date(delivery.found.path.name, given))
    except InputError as error:
        raise InputError(replace(problem, file=name) for problem in error.problems) from None
    former = standing(landed, date)
    if former and not again:
        institutions, learners = landed_counts(workspace, former)
        details = (("date", date), ("institutions", str(institutions)), ("learners", str(learners)))
        raise InputError([Problem("enrolment_date_taken", name, details=details)])
    return Landed(delivery.submission_id, date, former.submission_id if former else None)


def _known(date: dt.date) -> dt.date:
    """Refuse a day whose school year the warehouse lacks: once landed it would stop every build."""
    with (_SEEDS / "calendar_years.csv").open(encoding="utf-8", newline="") as file:
        years = [int(row["calendar_year"]) for row in csv.DictReader(file)]
    if school_year_end(date) not in years:
        first, last = (f"{year - 1}/{year}" for year in (min(years), max(years)))
        details = (("date", date), ("first", first), ("last", last))
        raise InputError([Problem("enrolment_date_unknown", details=details)])
    return date


def _finding_rows(checked: CheckedEnrolment) -> list[dict[str, Any]]:
    return [
        {
            "finding_nr": number,
            "rule_id": finding.problem.rule_id,
            "severity": finding.severity,
            "sheet": finding.problem.sheet,
            "cell": finding.problem.column or None,
            "value": finding.problem.value or None,
            "message": in_words(finding.problem, "lv"),
        }
        for number, finding in enumerate(checked.findings, start=1)
    ]
