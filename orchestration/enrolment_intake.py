"""Taking in the state's enrolment workbook: archive, read, check, land; the plain function behind `pmp collect`."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.archive import keep_originals, submission_id
from ingest.enrolment.landing import Landed, land, landed_counts, landed_workbooks, long_rows, standing
from ingest.enrolment.municipalities import read_municipalities
from ingest.enrolment.read import read_enrolment
from ingest.enrolment.snapshot import school_year_end, snapshot_date
from ingest.excel.container import MOST_COMPRESSED
from ingest.lock import workspace_lock
from ingest.problems import InputError, Problem
from ingest.workspace import PRODUCT, Workspace
from quality.enrolment_rules import CheckedEnrolment, check_enrolment
from quality.findings import Finding
from quality.messages import in_words

_SEEDS = PRODUCT / "dbt_project" / "seeds"


@dataclass(frozen=True)
class Arrival:
    """What became of a workbook that was not refused.

    Attributes:
        file: Its name.
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
    workspace: Workspace, path: Path, given: dt.date | None = None, *, again: bool = False
) -> Arrival:
    """Take in one file.

    Args:
        workspace: Where it is archived and lands.
        path: The file.
        given: Day the learners were counted, where the file's name does not say it.
        again: Whether it takes the place of the file that has landed for the same day.

    Returns:
        What was done.

    Raises:
        InputError: If the file is refused, with every reason; it is archived all the same unless it is missing or
            too large to be read at all.
    """
    if path.is_dir():
        raise InputError([Problem("file_is_folder", file=path.name)])
    if not path.is_file():
        raise InputError([Problem("file_missing", file=path.name)])
    if path.stat().st_size > MOST_COMPRESSED:
        raise InputError([Problem("workbook_too_large", file=path.name)])
    content = path.read_bytes()
    with workspace_lock(workspace):
        (digest,) = keep_originals(workspace, [content])
        landed = landed_workbooks(workspace)
        for workbook in landed:
            if workbook.submission_id == submission_id(digest):
                return Arrival(path.name, workbook, is_new=False)
        sheet = read_enrolment(content, path.name)
        date = _known(snapshot_date(path.name, given), path.name)
        former = standing(landed, date)
        if former and not again:
            institutions, learners = landed_counts(workspace, former)
            details = (("date", date), ("institutions", str(institutions)), ("learners", str(learners)))
            raise InputError([Problem("enrolment_date_taken", path.name, details=details)])
        checked = check_enrolment(sheet, path.name, read_municipalities(_SEEDS / "municipalities.csv"), date)
        if not checked.rows:
            raise InputError(finding.problem for finding in checked.findings)
        workbook = Landed(submission_id(digest), date, former.submission_id if former else None)
        land(workspace, workbook, long_rows(sheet.sheet, checked.rows), _finding_rows(checked))
    return Arrival(path.name, workbook, True, len(sheet.rows), len(checked.rows), tuple(checked.findings))


def _known(date: dt.date, file_name: str) -> dt.date:
    """Refuse a day whose school year the warehouse lacks: once landed it would stop every build."""
    with (_SEEDS / "calendar_years.csv").open(encoding="utf-8", newline="") as file:
        years = [int(row["calendar_year"]) for row in csv.DictReader(file)]
    if school_year_end(date) not in years:
        first, last = (f"{year - 1}/{year}" for year in (min(years), max(years)))
        details = (("date", date), ("first", first), ("last", last))
        raise InputError([Problem("enrolment_date_unknown", file_name, details=details)])
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
