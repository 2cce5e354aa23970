"""The texts of a results year out to the working group, and back as a submission."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.excel.findings import Findings
from ingest.lock import workspace_lock
from ingest.periods import latvian_day
from ingest.problems import InputError, Problem
from ingest.review.layout import FORM, VERSION
from ingest.review.read import ReviewedCell, ReviewFile, TextKey, read_review_file
from ingest.submissions.inbox import Delivery, receive
from ingest.submissions.landing import landed_receipts
from ingest.submissions.reviews import ReviewRows, land_review
from ingest.submissions.standing import free_moment, taken_before
from ingest.workspace import Workspace
from orchestration.intake_run import IntakeRun
from orchestration.named_files import files_named
from orchestration.publishing import connect
from orchestration.telling import log_reviews, log_what_landed, tell
from orchestration.verdicts import Settled
from quality.findings import Finding
from quality.review_rules import check_review

_TEXTS = """
    select plan_id, subject_kind, subject_key, field, facts, is_open or is_outdated as waits
    from marts.text_review
    where municipality = ? and results_year = ?
"""


@dataclass(frozen=True)
class Review:
    """What became of a review workbook.

    Attributes:
        accepted: Texts that were accepted as they stood.
        edited: Texts that were rewritten.
        still_open: Texts of its year that still wait for the working group.
        concerned: The municipality and results year it is about, where it was taken.
    """

    settled: Settled
    accepted: int = 0
    edited: int = 0
    still_open: int = 0
    concerned: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True)
class Reviewer:
    """Who reviewed, on which day, and when the file came."""

    name: str
    day: dt.date
    received_at: dt.datetime


def export_review(workspace: Workspace, municipality: str, year: int, out: Path) -> int:
    """Write the review workbook of a municipality and results year.

    Returns:
        How many texts wait for the working group.

    Raises:
        InputError: `file_exists`, or the warehouse knows nothing of the municipality or year.
    """
    from ingest.storage import write_derived
    from publication.phrases import load_phrases
    from publication.results import read_results
    from publication.review.content import review_sheets
    from publication.review.workbook import write_review

    if out.exists():
        raise InputError([Problem("file_exists", file=str(out))])
    with connect(workspace) as connection:
        results = read_results(connection, municipality, year)
        sheets, texts = review_sheets(connection, results, load_phrases())
    write_derived(out, write_review(results, sheets, texts))
    return sum(text.waits for text in texts)


def import_review(workspace: Workspace, file: Path, reviewer: Reviewer) -> Review:
    """Take a review workbook back, whole or not at all.

    Args:
        workspace: Where it lands.
        file: The workbook.
        reviewer: Who answers for what it says.

    Returns:
        What became of it, also where it was rejected.

    Raises:
        InputError: It does not exist, there is no warehouse, nobody is named, or the day is
            still to come.
    """
    if not reviewer.name.strip():
        raise InputError([Problem("review_unsigned")])
    if reviewer.day > latvian_day(reviewer.received_at):
        raise InputError([Problem("review_day_to_come", details=(("day", reviewer.day),))])
    if not file.is_file():
        raise InputError([Problem("file_missing", file=str(file))])
    (found,) = files_named(workspace, [file])
    with workspace_lock(workspace):
        receipts = landed_receipts(workspace)
        log_what_landed(workspace, receipts)
        run = IntakeRun(workspace, free_moment(receipts, reviewer.received_at), False, receipts)
        (delivery,) = receive(workspace, [found])
        review = _settle(run, delivery, reviewer)
        tell(workspace, run.settled)
        log_reviews(workspace, run.receipts)
    return review


def _settle(run: IntakeRun, delivery: Delivery, reviewer: Reviewer) -> Review:
    # One that was rejected may be taken now: what it was held against may have changed.
    before = taken_before(run.of_file(delivery.submission_id), delivery.submission_id)
    if before:
        details = (("former", before.file_name), ("at", latvian_day(before.received_at)))
        problem = Problem("review_duplicate", delivery.found.file_name, details=details)
        run.note(delivery, "duplicate", [Finding("info", problem)], form=before.form)
        return Review(run.settled[-1])
    findings = Findings("")
    try:
        if delivery.is_too_large:
            findings.add("workbook_too_large")
        findings.stop_if_any()
        review = read_review_file(delivery.content, findings)
    except InputError as error:
        run.refuse(delivery, error.problems, "rejected", FORM)
        return Review(run.settled[-1])
    plan_id, texts = _texts(run.workspace, review)
    facts = {key: of_today for key, (of_today, _) in texts.items()}
    reviewed, found = check_review(review, plan_id, facts, findings)
    known: dict[str, Any] = {"form": FORM, "form_version": VERSION, "is_demo": review.is_demo}
    if texts:  # else it names a municipality that nobody knows
        known["municipality"] = review.municipality
    if any(finding.severity == "reject_delivery" for finding in found):
        run.note(delivery, "rejected", found, **known)
        return Review(run.settled[-1])
    _land(run, delivery, review, reviewed, reviewer)
    run.note(delivery, "accepted", found, **known, counts=True, rows_in=len(reviewed), rows_accepted=len(reviewed))
    edited = sum(cell.is_edited for cell in reviewed)
    done = {cell.key for cell in reviewed if cell.facts == facts[cell.key]}
    still_open = sum(waits for key, (_, waits) in texts.items() if key not in done)
    concerned = frozenset({(review.municipality, review.year)})
    return Review(run.settled[-1], len(reviewed) - edited, edited, still_open, concerned)


def _texts(workspace: Workspace, review: ReviewFile) -> tuple[str | None, dict[TextKey, tuple[str, bool]]]:
    """The plan version that judges the year; the facts of every text, and whether it waits for the working group."""
    with connect(workspace) as connection:
        rows = connection.execute(_TEXTS, [review.municipality, review.year]).fetchall()
    plan_id = rows[0][0] if rows else None
    return plan_id, {(kind, key, field): (facts, waits) for _, kind, key, field, facts, waits in rows}


def _land(
    run: IntakeRun, delivery: Delivery, review: ReviewFile, reviewed: list[ReviewedCell], reviewer: Reviewer
) -> None:
    owner = {
        "submission_id": delivery.submission_id,
        "municipality": review.municipality,
        "plan_id": review.plan_id,
        "results_year": review.year,
        "reviewed_by": reviewer.name.strip(),
        "reviewed_on": reviewer.day,
        "received_at": run.received_at,
    }
    rows = [
        {
            "subject_kind": cell.subject_kind,
            "subject_key": cell.subject_key,
            "field": cell.field,
            "reviewed_text": cell.text or None,
            "facts": cell.facts,
            "sheet": cell.sheet,
            "cell": cell.cell,
        }
        for cell in reviewed
    ]
    land_review(run.workspace, ReviewRows(owner, rows))
