"""Taking in what reporters send: receive, recognise, check, land or refuse; the function behind `pmp collect`.

A run holds the lock, archives every file before anything reads it, checks the forms of a batch together, settles them
one by one, an earlier collection before a later one (`orchestration.reading.in_turns`), and tells the run last
(`ingest.submissions.landing.land_run`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from ingest.lock import workspace_lock
from ingest.problems import InputError, Problem
from ingest.submissions.inbox import Delivery, Found, content_of, find_files, receive
from ingest.submissions.landing import landed_receipts
from ingest.submissions.standing import Receipt, free_moment, is_known, judged_before, last_verdict
from ingest.workspace import Workspace
from orchestration.answers import write_answers
from orchestration.expectation import Expectation
from orchestration.intake_run import IntakeRun, Settled
from orchestration.late import is_let_in
from orchestration.progress import report
from orchestration.reading import check_together, in_turns, read_each, read_one
from orchestration.registry import load_registry, sound_registry
from orchestration.settling import duplicate, settle_all, settled_without_check
from orchestration.telling import log_what_landed, tell
from orchestration.trial import STOPS_READING, reading, stopping
from orchestration.unread_files import settle_unread
from quality.submissions.personal_data import masked

BATCH = 200
"""Workbooks that are checked together: one frame for all costs less than one each, and memory stays bounded."""


def collect_forms(
    workspace: Workspace,
    paths: Sequence[Path],
    received_at: dt.datetime,
    *,
    again: bool = False,
    snapshot_date: dt.date | None = None,
    expected: Callable[[], Expectation] | None = None,
) -> list[Settled]:
    """Take in files; those that lie where they lay, unchanged, are passed over.

    Args:
        workspace: Where they land.
        paths: Files or folders; none means the inbox.
        received_at: When they came, UTC.
        again: Whether they count although they were judged before, or replace a better one.
        snapshot_date: Day the learners of a state workbook were counted, where its name does not say it.
        expected: Gives what is expected, where several calls share it; asked once something new lies there.

    Returns:
        One entry an arrival, then one a named file that was passed over.

    Raises:
        InputError: A path does not exist, or the plans are not sound.
    """
    _refuse_missing(paths)
    with workspace_lock(workspace):
        expected = expected or cache(lambda: Expectation(workspace, load_registry(workspace)))
        receipts = landed_receipts(workspace)
        run = IntakeRun(workspace, free_moment(receipts, received_at), again, receipts, named=set(paths))
        log_what_landed(workspace, run.receipts)
        found = list(_shown_safely(find_files(workspace, paths)))
        with reading(workspace) as has_died:
            for start in range(0, len(found), BATCH):
                _take_in(run, expected, found[start : start + BATCH], snapshot_date, has_died)
                if len(found) > 1:
                    report("collect", min(start + BATCH, len(found)), len(found))
        if run.settled:
            tell(workspace, run.settled)
        write_answers(workspace, run.receipts, expected)
    return [*run.settled, *run.passed_over]


def check_only(workspace: Workspace, paths: Sequence[Path]) -> list[Settled]:
    """The reporter's self-check: the same reading and checks; nothing is archived, landed or told.

    Raises:
        InputError: A path does not exist, or the plans are not sound.
    """
    _refuse_missing(paths)
    expectation, run = Expectation(workspace, sound_registry(workspace)), IntakeRun.of_nothing(workspace)
    for found in _shown_safely(find_files(workspace, paths)):
        content = content_of(found)
        if content is None:
            _refuse_too_large(run, Delivery(found, b"", ""))
        else:
            check_one(run, expectation, Delivery(found, content, ""))
    return run.settled


def check_one(run: IntakeRun, expectation: Expectation, delivery: Delivery) -> None:
    """Read and check one file; whether it came in time is nobody's question."""
    try:
        read = read_one(expectation, delivery)
    except InputError as error:
        run.refuse(delivery, error.problems, "rejected")
        return
    (checked,) = check_together(run, expectation, [read])
    run.settle(read, checked.verdict, checked.findings, checked)


def _refuse_missing(paths: Sequence[Path]) -> None:
    missing = [Problem("file_missing", file=str(path)) for path in paths if not path.exists()]
    if missing:
        raise InputError(missing)


def _shown_safely(found: Iterable[Found]) -> Iterator[Found]:
    """Files under names that name nobody: what a file is called stands on receipts, on screen and in letters."""
    for one in found:
        yield replace(one, file_name=masked(one.file_name))


def _take_in(
    run: IntakeRun,
    expected: Callable[[], Expectation],
    batch: Sequence[Found],
    snapshot_date: dt.date | None,
    has_died: bool,
) -> None:
    deliveries = [delivery for delivery in receive(run.workspace, batch) if _is_to_be_read(run, delivery)]
    if not deliveries:
        return
    expectation = expected()
    suspects = [one.found.path for one in deliveries if has_died or _stopped_before(run, one)]
    stop_reading = stopping(run.workspace, suspects)
    reads = []
    for delivery, outcome in read_each(expectation, deliveries, stop_reading):
        if isinstance(outcome, InputError):
            settle_unread(run, delivery, outcome.problems, snapshot_date)
        else:
            reads.append(outcome)
    for group in in_turns(reads):
        open_ones = [read for read in group if not settled_without_check(run, read)]
        settle_all(run, open_ones, check_together(run, expectation, open_ones))


def _is_to_be_read(run: IntakeRun, delivery: Delivery) -> bool:
    """False for a file that is too large to be ours, was there before, or is known to stop us."""
    found, submission_id = delivery.found, delivery.submission_id
    arrivals = run.of_file(submission_id)
    last = last_verdict(arrivals, submission_id)
    is_old = is_known(arrivals, found.channel, found.file_name, submission_id)
    is_old = is_old and not is_let_in(run.workspace, last, run.day)
    if is_old and last:
        run.pass_over(found, last)
    if delivery.is_too_large:
        if run.again or not is_old:
            _refuse_too_large(run, delivery)
        return False
    before = _stopped_before(run, delivery)
    if before and not is_old and not run.again:
        run.note(delivery, "duplicate", [duplicate(delivery, before)], form=before.form)
    return run.again or not (is_old or before)


def _refuse_too_large(run: IntakeRun, delivery: Delivery) -> None:
    run.refuse(delivery, [Problem("workbook_too_large", delivery.found.file_name)], "rejected")


def _stopped_before(run: IntakeRun, delivery: Delivery) -> Receipt | None:
    before = judged_before(run.of_file(delivery.submission_id), delivery.submission_id)
    return before if before and before.rule_id == STOPS_READING else None
