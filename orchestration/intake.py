"""Taking in what reporters send: receive, recognise, check, land or refuse; the function behind `pmp collect`.

A run holds the lock, archives every file before anything reads it, takes them by collection
(`orchestration.reading.in_order`), checks the forms of a batch together, settles them one by one, and tells the run
last (`ingest.submissions.landing.land_run`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from ingest.lock import workspace_lock
from ingest.problems import InputError
from ingest.submissions.inbox import Delivery, Found, receive
from ingest.submissions.landing import landed_receipts
from ingest.submissions.standing import free_moment
from ingest.workspace import Workspace
from orchestration.answers import write_answers
from orchestration.expectation import Expectation
from orchestration.intake_run import IntakeRun
from orchestration.named_files import files_named
from orchestration.progress import report
from orchestration.reading import check_together, in_order, in_turns, read_each
from orchestration.registry import load_registry
from orchestration.settling import settle_all, settled_unread, settled_without_check, stopped_before
from orchestration.telling import log_what_landed, tell
from orchestration.trial import reading, stopping
from orchestration.unread_files import settle_unread
from orchestration.verdicts import Settled

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
    found = files_named(workspace, paths)
    with workspace_lock(workspace):
        expected = expected or cache(lambda: Expectation(workspace, load_registry(workspace)))
        receipts = landed_receipts(workspace)
        run = IntakeRun(workspace, free_moment(receipts, received_at), again, receipts, named=set(paths))
        log_what_landed(workspace, run.receipts)
        with reading(workspace) as has_died:
            deliveries = in_order(_received(run, found))
            for start in range(0, len(deliveries), BATCH):
                _take_in(run, expected(), deliveries[start : start + BATCH], snapshot_date, has_died)
                if len(deliveries) > 1:
                    report("collect", min(start + BATCH, len(deliveries)), len(deliveries))
        if run.settled:
            tell(workspace, run.settled)
        write_answers(workspace, run.receipts, expected)
    return [*run.settled, *run.passed_over]


def _received(run: IntakeRun, found: Sequence[Found]) -> Iterator[Delivery]:
    """The files that are to be read, archived."""
    for start in range(0, len(found), BATCH):
        for delivery in receive(run.workspace, found[start : start + BATCH]):
            if not settled_unread(run, delivery):
                yield delivery


def _take_in(
    run: IntakeRun,
    expectation: Expectation,
    batch: Sequence[Delivery],
    snapshot_date: dt.date | None,
    has_died: bool,
) -> None:
    suspects = [one.kept for one in batch if has_died or stopped_before(run, one)]
    stop_reading = stopping(run.workspace, suspects)
    reads = []
    for delivery, outcome in read_each(expectation, batch, stop_reading):
        if isinstance(outcome, InputError):
            settle_unread(run, delivery, outcome.problems, snapshot_date)
        else:
            reads.append(outcome)
    for group in in_turns(reads):
        open_ones = [read for read in group if not settled_without_check(run, read)]
        settle_all(run, open_ones, check_together(run, expectation, open_ones))
