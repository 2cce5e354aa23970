"""Taking in what reporters send: receive, recognise, check, land or refuse; the function behind `pmp collect`.

A run holds the lock, archives every file before anything reads it, checks the forms of a batch together, settles them
one by one in the order in which they came, and tells the run last (`ingest.submissions.landing.land_run`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.read import SubmittedForm, read_form
from ingest.lock import workspace_lock
from ingest.problems import InputError, Problem
from ingest.submissions import audit
from ingest.submissions.exceptions import is_allowed, landed_exceptions
from ingest.submissions.former import keys_by_table, line_keys
from ingest.submissions.inbox import Delivery, Found, find_files, receive
from ingest.submissions.landing import land_rows, land_run, landed_name, landed_receipts
from ingest.submissions.standing import Receipt, State, is_known, judged_before, receipt_id, standing, takes_its_place
from ingest.workspace import Workspace
from orchestration.enrolment_intake import collect_enrolment
from orchestration.expectation import Expectation
from orchestration.progress import report
from orchestration.registry import load_registry
from quality.findings import Finding
from quality.messages import in_words
from quality.submissions.check import CheckedForm, check_forms
from quality.submissions.disappeared import rows_disappeared
from quality.submissions.personal_data import masked_problem

BATCH = 200
"""Workbooks that are checked together: one frame for all costs less than one each, and memory stays bounded."""

NOT_OURS = "form_unknown"
NO_FORM, ENROLMENT = "unknown", "enrolment"


@dataclass(frozen=True)
class Settled:
    """What became of one file.

    Attributes:
        digest: SHA-256 of the file; empty where it is too large to be read at all.
        findings: Everything that was found, personal data masked.
        order: The workbook that was sent out; None where the file is none that was expected.
        submitted: What was read; None where nothing could be.
    """

    receipt: Receipt
    digest: str
    findings: tuple[Finding, ...]
    order: FormOrder | None = None
    submitted: SubmittedForm | None = None


@dataclass(frozen=True)
class _Read:
    delivery: Delivery
    submitted: SubmittedForm
    order: FormOrder


@dataclass
class _Run:
    """One run of intake: what was there before, and what it adds."""

    workspace: Workspace
    expectation: Expectation
    received_at: dt.datetime
    again: bool
    snapshot_date: dt.date | None
    receipts: list[Receipt]
    is_check: bool = False
    settled: list[Settled] = field(default_factory=list)


def collect_forms(
    workspace: Workspace,
    paths: Sequence[Path],
    received_at: dt.datetime,
    *,
    again: bool = False,
    snapshot_date: dt.date | None = None,
) -> list[Settled]:
    """Take in files; those that lie where they lay, unchanged, are passed over.

    Args:
        workspace: Where they land.
        paths: Files or folders; none means the inbox.
        received_at: When they came, UTC.
        again: Whether they count although they were judged before, or replace a better one.
        snapshot_date: Day the learners of a state workbook were counted, where its name does not say it.

    Returns:
        One entry an arrival, in the order of the names within a batch and collection.

    Raises:
        InputError: A path does not exist, or the plans are not sound.
    """
    missing = [Problem("file_missing", file=str(path)) for path in paths if not path.exists()]
    if missing:
        raise InputError(missing)
    with workspace_lock(workspace):
        expectation = Expectation(workspace, load_registry(workspace))
        run = _Run(workspace, expectation, received_at, again, snapshot_date, landed_receipts(workspace))
        found = list(find_files(workspace, paths))
        for start in range(0, len(found), BATCH):
            _take_in(run, found[start : start + BATCH])
            report("collect", min(start + BATCH, len(found)), len(found))
        if run.settled:
            _tell(run)
    return run.settled


def check_only(workspace: Workspace, paths: Sequence[Path]) -> list[Settled]:
    """The reporter's self-check: the same reading and checks; nothing is archived or landed."""
    moment = dt.datetime.min.replace(tzinfo=dt.UTC)
    expectation = Expectation(workspace, load_registry(workspace))
    run = _Run(workspace, expectation, moment, False, None, landed_receipts(workspace), is_check=True)
    for found in find_files(workspace, paths):
        delivery = Delivery(found, found.path.read_bytes(), "0" * 64)
        read = _read(run, delivery)
        if read:
            (checked,) = check_forms([(read.submitted, run.expectation.context(read.order, run.receipts))])
            run.settled.append(_settled(run, read, checked.verdict, checked.findings, checked))
    return run.settled


def _take_in(run: _Run, batch: Sequence[Found]) -> None:
    reads = [read for found in batch if (delivery := _receive(run, found)) and (read := _read(run, delivery))]
    for _, group in groupby(sorted(reads, key=_collection), key=_collection):
        judged = [read for read in group if not _settle_without_check(run, read)]
        contexts = [(read.submitted, run.expectation.context(read.order, run.receipts)) for read in judged]
        for read, checked in zip(judged, check_forms(contexts), strict=True):
            _settle(run, read, checked)


def _collection(read: _Read) -> Any:
    return read.submitted.header.collection


def _receive(run: _Run, found: Found) -> Delivery | None:
    delivery = receive(run.workspace, found)
    if delivery is None:
        _refuse(run, Delivery(found, b"", ""), [Problem("workbook_too_large", found.file_name)], "rejected")
        return None
    is_old = is_known(run.receipts, found.channel, found.file_name, delivery.submission_id)
    return None if is_old and not run.again else delivery


def _read(run: _Run, delivery: Delivery) -> _Read | None:
    """What a file holds and what it answers to; what cannot be read or is not expected is settled at once."""
    name = delivery.found.file_name
    try:
        submitted = read_form(delivery.content, name)
    except InputError as error:
        if any(problem.rule_id == NOT_OURS for problem in error.problems) and not run.is_check:
            _take_state_workbook(run, delivery, error.problems)
        else:
            _refuse(run, delivery, error.problems, "rejected")
        return None
    try:
        return _Read(delivery, submitted, run.expectation.order(submitted.header, name))
    except InputError as error:
        _refuse(run, delivery, error.problems, "refused", form=submitted.header.form)
        return None


def _take_state_workbook(run: _Run, delivery: Delivery, not_ours: Sequence[Problem]) -> None:
    """What is no form may be the state's data on learners; what is neither is not ours."""
    try:
        arrival = collect_enrolment(run.workspace, delivery.found.path, run.snapshot_date, again=run.again)
    except InputError as error:
        if any(problem.rule_id == "enrolment_not_recognised" for problem in error.problems):
            _refuse(run, delivery, not_ours, "refused")
        else:
            _refuse(run, delivery, error.problems, "rejected", form=ENROLMENT)
        return
    rejected = arrival.rows_in - arrival.rows_landed
    state: State = "duplicate" if not arrival.is_new else "accepted_partly" if rejected else "accepted"
    rows = {"rows_in": arrival.rows_in, "rows_accepted": arrival.rows_landed, "rows_rejected": rejected}
    receipt = _receipt(
        run, delivery, state, form=ENROLMENT, rule_id=_decisive(arrival.findings), counts=arrival.is_new, **rows
    )
    _add(run, Settled(receipt, delivery.digest, arrival.findings))


def _settle_without_check(run: _Run, read: _Read) -> bool:
    """Duplicates, and what comes before the opening or after the closing day, are not judged again."""
    before = judged_before(run.receipts, read.delivery.submission_id)
    name, header = read.delivery.found.file_name, read.submitted.header
    if before and not run.again:
        details = (("former", before.file_name), ("at", f"{before.received_at:%d.%m.%Y}"))
        problem = Problem("form_duplicate", name, value=read.delivery.submission_id, details=details)
        _add(run, _settled(run, read, "duplicate", [Finding("info", problem)]))
        return True
    days, day = read.order.deadlines, run.received_at.date()
    exceptions = landed_exceptions(run.workspace)
    allowed = is_allowed(exceptions, header.municipality, header.reporter_id, str(header.collection), day)
    if days.opens_on <= day and (day <= days.closes_on or allowed):
        return False
    rule_id, limit = (
        ("collection_closed", days.closes_on) if day > days.closes_on else ("collection_not_open", days.opens_on)
    )
    problem = Problem(rule_id, name, value=str(header.collection), details=(("day", f"{limit:%d.%m.%Y}"),))
    _add(run, _settled(run, read, "refused", [Finding("reject_delivery", problem)]))
    return True


def _settle(run: _Run, read: _Read, checked: CheckedForm) -> None:
    settled = _settled(run, read, checked.verdict, checked.findings, checked)
    if settled.receipt.state in ("accepted", "accepted_partly"):
        header = read.submitted.header
        owner = {
            "submission_id": settled.receipt.submission_id,
            "form_version": header.version,
            "municipality": header.municipality,
            "reporter_id": header.reporter_id,
            "collection": str(header.collection),
        }
        for table, rows in _landed_rows(read, checked).items():
            land_rows(run.workspace, table, owner, rows)
    _add(run, settled)


def _settled(
    run: _Run, read: _Read, state: State, findings: Sequence[Finding], checked: CheckedForm | None = None
) -> Settled:
    """The receipt of a file that was read, with its place among those that count."""
    header = read.submitted.header
    slot = (header.form, header.municipality, header.reporter_id, str(header.collection))
    former = standing(run.receipts, slot)
    counts = takes_its_place(state, former, again=run.again)
    found = list(findings)
    if counts and former and checked:
        present = {
            landed_name(read.submitted.form, table): line_keys(checked.rows.get(table.table, []), table.key)
            for table in read.submitted.form.tables
        }
        found += rows_disappeared(read.delivery.found.file_name, keys_by_table(run.workspace, former), present)
    elif former and state == "accepted_partly" and not counts:
        found.append(Finding("warning", Problem("form_worse_than_former", read.delivery.found.file_name)))
    receipt = _receipt(
        run,
        read.delivery,
        state,
        form=header.form,
        form_version=header.version,
        municipality=header.municipality,
        reporter_id=header.reporter_id,
        collection=str(header.collection),
        rule_id=_decisive(found) if state != "accepted" else None,
        is_late=run.received_at.date() > read.order.deadlines.due_on,
        counts=counts,
        replaces=former.receipt_id if counts and former else None,
        rows_in=checked.rows_in if checked else 0,
        rows_accepted=checked.rows_accepted if checked else 0,
        rows_rejected=checked.rows_rejected if checked else 0,
    )
    return Settled(receipt, read.delivery.digest, tuple(found), read.order, read.submitted)


def _refuse(run: _Run, delivery: Delivery, problems: Sequence[Problem], state: State, form: str = NO_FORM) -> None:
    """Settle a file that cannot be judged; nobody is told apart by it, so it has no reporter."""
    findings = tuple(Finding("reject_delivery", masked_problem(problem)) for problem in problems)
    receipt = _receipt(run, delivery, state, form=form, rule_id=_decisive(findings))
    _add(run, Settled(receipt, delivery.digest, findings))


def _receipt(run: _Run, delivery: Delivery, state: State, **known: Any) -> Receipt:
    nothing: dict[str, Any] = {
        "form_version": None,
        "municipality": None,
        "reporter_id": None,
        "collection": None,
        "is_late": False,
        "counts": False,
        "replaces": None,
        "rows_in": 0,
        "rows_accepted": 0,
        "rows_rejected": 0,
    }
    found = delivery.found
    identity = receipt_id(found.channel, found.file_name, run.received_at, delivery.submission_id)
    return Receipt(
        receipt_id=identity,
        channel=found.channel,
        file_name=found.file_name,
        received_at=run.received_at,
        submission_id=delivery.submission_id,
        state=state,
        **{**nothing, **known},
    )


def _decisive(findings: Sequence[Finding]) -> str | None:
    """The rule that decided: the first of the gravest."""
    gravest = ("reject_delivery", "reject_row", "warning", "info")
    ordered = sorted(findings, key=lambda finding: gravest.index(finding.severity))
    return ordered[0].problem.rule_id if ordered else None


def _landed_rows(read: _Read, checked: CheckedForm) -> dict[str, list[dict[str, Any]]]:
    form = read.submitted.form
    if form.shape == "fields":
        return {landed_name(form): checked.rows[""]}
    return {landed_name(form, table): checked.rows.get(table.table, []) for table in form.tables}


def _add(run: _Run, settled: Settled) -> None:
    run.settled.append(settled)
    run.receipts.append(settled.receipt)


def _tell(run: _Run) -> None:
    """Findings and receipts of the run, then its events in the audit log."""
    findings = [
        {
            "receipt_id": settled.receipt.receipt_id,
            "finding_nr": number,
            "rule_id": finding.problem.rule_id,
            "severity": finding.severity,
            "sheet": finding.problem.sheet or None,
            "cell": finding.problem.column or None,
            "value": finding.problem.value or None,
            "message": in_words(finding.problem, "lv"),
        }
        for settled in run.settled
        for number, finding in enumerate(settled.findings, start=1)
    ]
    land_run(run.workspace, [settled.receipt for settled in run.settled], findings)
    audit.append(
        run.workspace,
        (
            {
                "event": "receipt",
                "at": run.received_at.isoformat(),
                "receipt_id": receipt.receipt_id,
                "submission_id": receipt.submission_id,
                "state": receipt.state,
            }
            for receipt in (settled.receipt for settled in run.settled)
        ),
    )
