"""What becomes of a form that was read: settled by when it came or by its checks, and its rows landed if taken."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from ingest.periods import latvian_day
from ingest.problems import Problem
from ingest.submissions.inbox import Delivery
from ingest.submissions.landing import SubmissionRows, land_rows, landed_name
from ingest.submissions.standing import TAKEN, Receipt, is_known, judged_before, last_verdict, taken_before
from orchestration.intake_run import IntakeRun
from orchestration.late import CLOSED
from orchestration.reading import STOPS_READING, nothing_checked
from orchestration.verdicts import Read
from quality.findings import Finding
from quality.submissions.check import CheckedForm


def settle_all(run: IntakeRun, reads: Sequence[Read], outcomes: Sequence[CheckedForm]) -> None:
    """Settle forms in their order; their rows land together, or before another answer to the same workbook."""
    waiting: dict[object, list[SubmissionRows]] = {}
    for read, checked in zip(reads, outcomes, strict=True):
        if read.slot in waiting:  # it is compared with what has landed
            land_rows(run.workspace, chain.from_iterable(waiting.values()))
            waiting.clear()
        waiting[read.slot] = _settle(run, read, checked)
    land_rows(run.workspace, chain.from_iterable(waiting.values()))


def _settle(run: IntakeRun, read: Read, checked: CheckedForm) -> list[SubmissionRows]:
    """What lands of a form."""
    receipt = run.settle(read, checked.verdict, checked.findings, checked)
    if receipt.state not in TAKEN:
        return []
    form, owner = read.submitted.form, {"submission_id": receipt.submission_id, **read.owner}
    if form.shape == "fields":
        return [SubmissionRows(landed_name(form), owner, checked.rows[""])]
    return [SubmissionRows(landed_name(form, table), owner, checked.rows.get(table.table, [])) for table in form.tables]


def settled_unread(run: IntakeRun, delivery: Delivery) -> bool:
    """Whether a file needs no reading: it lay there before, unchanged, or is known to stop the process that reads."""
    if run.again:
        return False
    found, submission_id = delivery.found, delivery.submission_id
    arrivals = run.of_file(submission_id)
    last = last_verdict(arrivals, submission_id)
    if is_known(arrivals, found.channel, found.file_name, submission_id) and not _is_let_in(run, last):
        if last:
            run.pass_over(found, last)
        return True
    before = stopped_before(run, delivery)
    if before:
        run.note(delivery, "duplicate", [duplicate(delivery, before)], form=before.form)
    return before is not None


def stopped_before(run: IntakeRun, delivery: Delivery) -> Receipt | None:
    """The arrival by which a file is known to stop the process that reads it."""
    before = judged_before(run.of_file(delivery.submission_id), delivery.submission_id)
    return before if before and before.rule_id == STOPS_READING else None


def _is_let_in(run: IntakeRun, last: Receipt | None) -> bool:
    """Whether a file that came after the closing day may be judged now."""
    if last is None or last.rule_id != CLOSED:
        return False
    return run.lets_in(str(last.municipality), str(last.reporter_id), str(last.collection))


def settled_without_check(run: IntakeRun, read: Read) -> bool:
    """Whether a form was settled by when it came: before, too early or too late."""
    name, order = read.delivery.found.file_name, read.order
    before = judged_before(run.of_file(read.delivery.submission_id), read.delivery.submission_id)
    if before and not run.again:
        run.settle(read, "duplicate", [duplicate(read.delivery, before)])
        return True
    day, days = run.day, order.deadlines
    if day < days.opens_on:
        refusal = ("collection_not_open", days.opens_on)
    elif day > days.closes_on and not run.lets_in(order.municipality, order.reporter_id, str(order.collection)):
        refusal = (CLOSED, days.closes_on)
    else:
        return _settle_as_before(run, read)
    rule_id, limit = refusal
    problem = Problem(rule_id, name, value=str(order.collection), details=(("day", limit),))
    run.settle(read, "refused", [Finding("reject_delivery", problem)], nothing_checked(read.submitted))
    return True


def _settle_as_before(run: IntakeRun, read: Read) -> bool:
    """Whether a file was taken before: then that verdict stands, whatever newer rules would say, and counts again."""
    before = taken_before(run.of_file(read.delivery.submission_id), read.delivery.submission_id)
    if before:
        run.settle(read, before.state, run.findings_of(before), before)
    return before is not None


def duplicate(delivery: Delivery, before: Receipt) -> Finding:
    """The finding on a file whose bytes were judged before: where and when."""
    details = (("former", before.file_name), ("at", latvian_day(before.received_at)))
    return Finding(
        "info", Problem("form_duplicate", delivery.found.file_name, "", None, "", before.submission_id, details)
    )
