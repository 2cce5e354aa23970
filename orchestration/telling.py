"""How a run of intake is told: findings and receipts into the landing, then one line a receipt into the audit log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from ingest.review.layout import FORM
from ingest.submissions import audit
from ingest.submissions.exceptions import LateException, landed_exceptions
from ingest.submissions.landing import land_run
from ingest.submissions.reviews import landed_reviewers
from ingest.submissions.standing import Receipt
from ingest.submissions.waivers import Waiver, landed_waivers
from ingest.workspace import Workspace
from orchestration.verdicts import Settled
from quality.findings import Finding
from quality.messages import cause_and_remedy

Act = TypeVar("Act", LateException, Waiver)
_Event = dict[str, str | int | bool | None]


def tell(workspace: Workspace, settled: Sequence[Settled]) -> None:
    """Land findings and receipts, then write the audit log.

    Args:
        workspace: Where to.
        settled: At least one, in the order of their arrival.
    """
    findings = [
        {"receipt_id": one.receipt.receipt_id, "finding_nr": number, **_told(finding)}
        for one in settled
        for number, finding in enumerate(one.findings, start=1)
    ]
    receipts = [one.receipt for one in settled]
    land_run(workspace, receipts, findings)
    _log(workspace, receipts)


def log_what_landed(workspace: Workspace, receipts: Sequence[Receipt]) -> None:
    """Log the receipts that a run landed and did not live to log.

    Args:
        workspace: Whose log.
        receipts: All that have landed.
    """
    logged = audit.logged(workspace, "receipt", "receipt_id")
    _log(workspace, [receipt for receipt in receipts if receipt.receipt_id not in logged])
    log_exceptions(workspace)
    log_waivers(workspace)
    log_reviews(workspace, receipts)


def log_exceptions(workspace: Workspace) -> None:
    """Log the exceptions that have landed and are not in the log: one just given, or one whose giving was cut short.

    Args:
        workspace: Locked by the caller.
    """
    _log_acts(workspace, "allow_late", landed_exceptions(workspace), _allowed)


def log_waivers(workspace: Workspace) -> None:
    """Log the waivers that have landed and are not in the log: one just given, or one whose giving was cut short.

    Args:
        workspace: Locked by the caller.
    """
    _log_acts(workspace, "waive", landed_waivers(workspace), _waived)


def log_reviews(workspace: Workspace, receipts: Sequence[Receipt]) -> None:
    """Log who reviewed what, of the reviews that were told and are not in the log.

    Args:
        workspace: Locked by the caller.
        receipts: All that have landed.
    """
    told = {one.submission_id: one.received_at for one in receipts if one.form == FORM and one.state == "accepted"}
    untold = told.keys() - audit.logged(workspace, "review", "submission_id") if told else set()
    reviewers = landed_reviewers(workspace) if untold else {}
    events = [
        {
            "event": "review",
            "at": told[submission].isoformat(),
            **reviewers[submission],
            "reviewed_on": reviewers[submission]["reviewed_on"].isoformat(),
        }
        for submission in sorted(untold, key=told.__getitem__)
    ]
    if events:
        audit.append(workspace, events)


def _log_acts(workspace: Workspace, event: str, given: Mapping[str, Act], told: Callable[[str, Act], _Event]) -> None:
    logged = audit.logged(workspace, event, "sha256") if given else set()
    events = [told(digest, act) for digest, act in given.items() if digest not in logged]
    if events:
        audit.append(workspace, events)


def _allowed(digest: str, exception: LateException) -> _Event:
    return {
        "event": "allow_late",
        "at": exception.allowed_at.isoformat(),
        "municipality": exception.municipality,
        "reporter_id": exception.reporter_id,
        "collection": exception.collection,
        "until": exception.until.isoformat(),
        "allowed_by": exception.allowed_by,
        "sha256": digest,
    }


def _waived(digest: str, waiver: Waiver) -> _Event:
    return {
        "event": "waive",
        "at": waiver.waived_at.isoformat(),
        "municipality": waiver.municipality,
        "finding_id": waiver.finding_id,
        "rule_id": waiver.rule_id,
        "waived_by": waiver.waived_by,
        "sha256": digest,
    }


def _log(workspace: Workspace, receipts: Sequence[Receipt]) -> None:
    if receipts:
        audit.append(workspace, [_event(receipt) for receipt in receipts])


def _event(receipt: Receipt) -> _Event:
    return {
        "event": "receipt",
        "at": receipt.received_at.isoformat(),
        "receipt_id": receipt.receipt_id,
        "submission_id": receipt.submission_id,
        "state": receipt.state,
    }


def _told(finding: Finding) -> dict[str, str | None]:
    problem = finding.problem
    cause, remedy = cause_and_remedy(problem)
    return {
        "rule_id": problem.rule_id,
        "severity": finding.severity,
        "sheet": problem.sheet or None,
        "cell": problem.column or None,
        "value": problem.value or None,
        "cause": cause,
        "remedy": remedy,
    }
