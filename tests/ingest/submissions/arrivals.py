"""Arrivals of a file, one after the other."""

from __future__ import annotations

import datetime as dt

from ingest.periods import latvian_day
from ingest.submissions.standing import Receipt, State, receipt_id, takes_its_place

NOON = dt.datetime(2025, 1, 20, 12, tzinfo=dt.UTC)


def arrival(
    submission: str, state: State, former: Receipt | None = None, *, again: bool = False, is_demo: bool = False
) -> Receipt:
    """An arrival an hour after the former one, with the place that `takes_its_place` gives it."""
    at = former.received_at + dt.timedelta(hours=1) if former else NOON
    counts = takes_its_place(state, former, again=again, is_demo=is_demo)
    return Receipt(
        receipt_id=receipt_id("inbox", f"{submission}.xlsx", at, submission),
        channel="inbox",
        file_name=f"{submission}.xlsx",
        received_at=at,
        received_on=latvian_day(at),
        submission_id=submission,
        form="school_report",
        form_version=1,
        municipality="ludza",
        reporter_id="4413900223",
        collection="2024/2025-S1",
        state=state,
        rule_id=None,
        is_late=False,
        counts=counts,
        replaces=former.receipt_id if counts and former else None,
        rows_in=0,
        rows_accepted=0,
        rows_rejected=0,
        is_demo=is_demo,
    )
