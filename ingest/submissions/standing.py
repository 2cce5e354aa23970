"""Which arrival counts: the state of a receipt, and what it takes the place of."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from ingest.periods import Collection

State = Literal["accepted", "accepted_partly", "rejected", "duplicate", "refused"]

TAKEN: tuple[State, ...] = ("accepted", "accepted_partly")
_JUDGED: tuple[State, ...] = (*TAKEN, "rejected")


@dataclass(frozen=True)
class Receipt:
    """One arrival of a file and what became of it.

    Attributes:
        receipt_id: Names the arrival; the same bytes at another time or under another name are another one.
        channel: How it came (`inbox`, `command`).
        file_name: Name under which it came, relative to the inbox.
        received_at: When, UTC.
        received_on: The day in Latvia on which it came.
        submission_id: The file, by its content.
        form: Form it is, `unknown` where it is none of ours; reporter and collection are empty then.
        state: What became of it.
        rule_id: Why it was not simply accepted; empty otherwise.
        is_late: Whether it came after the due date.
        counts: Whether it took its place among the rows that count, when it came.
        replaces: Receipt whose place it took, if any.
        rows_in: Lines or answers in the file; always rows_accepted and rows_rejected together.
        is_demo: Whether the file says of itself that it holds demonstration data.
    """

    receipt_id: str
    channel: str
    file_name: str
    received_at: dt.datetime
    received_on: dt.date
    submission_id: str
    form: str
    form_version: int | None
    municipality: str | None
    reporter_id: str | None
    collection: str | None
    state: State
    rule_id: str | None
    is_late: bool
    counts: bool
    replaces: str | None
    rows_in: int
    rows_accepted: int
    rows_rejected: int
    is_demo: bool = False

    @property
    def slot(self) -> tuple[str, str | None, str | None, str | None]:
        """What it reports on; one receipt at a time counts for it."""
        return self.form, self.municipality, self.reporter_id, self.collection


def receipt_id(channel: str, file_name: str, received_at: dt.datetime, submission_id: str) -> str:
    """Name of an arrival: 16 hexadecimal digits from all that makes it one."""
    text = "\n".join([channel, file_name, received_at.isoformat(), submission_id])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def free_moment(receipts: Iterable[Receipt], moment: dt.datetime) -> dt.datetime:
    """The first moment from one on at which nothing has come: two runs told of the same day stay apart, in order."""
    taken = {receipt.received_at for receipt in receipts}
    while moment in taken:
        moment += dt.timedelta(microseconds=1)
    return moment


def is_known(receipts: Iterable[Receipt], channel: str, file_name: str, submission_id: str) -> bool:
    """Whether the same bytes lie at the same place as before: scanning them again is no arrival."""
    return any(
        receipt.submission_id == submission_id and (receipt.channel, receipt.file_name) == (channel, file_name)
        for receipt in receipts
    )


def last_verdict(receipts: Iterable[Receipt], submission_id: str) -> Receipt | None:
    """What was last said of a file, wherever it lay; None where it never came."""
    return next(iter(last_verdicts(one for one in receipts if one.submission_id == submission_id)), None)


def judged_before(receipts: Iterable[Receipt], submission_id: str) -> Receipt | None:
    """The last arrival of the same bytes that was judged. One that was only refused may be judged now."""
    same = [receipt for receipt in receipts if receipt.submission_id == submission_id and receipt.state in _JUDGED]
    return same[-1] if same else None


def taken_before(receipts: Iterable[Receipt], submission_id: str) -> Receipt | None:
    """The last arrival of the same bytes that was taken: its rows have landed."""
    same = [receipt for receipt in receipts if receipt.submission_id == submission_id and receipt.state in TAKEN]
    return same[-1] if same else None


def standing(receipts: Iterable[Receipt], slot: tuple[str, str | None, str | None, str | None]) -> Receipt | None:
    """The receipt that counts for a slot: it took its place and nothing has replaced it."""
    # Thousands of receipts are looked through for each file: most differ in the reporter already.
    placed = [one for one in receipts if one.reporter_id == slot[2] and one.slot == slot and one.counts]
    replaced = {receipt.replaces for receipt in placed}
    return next((receipt for receipt in placed if receipt.receipt_id not in replaced), None)


def takes_its_place(state: State, former: Receipt | None, *, again: bool, is_demo: bool = False) -> bool:
    """Whether an arrival counts from now on.

    Args:
        state: Its own state.
        former: The receipt that has counted so far.
        again: Whether a person said that it shall count (`--again`).
        is_demo: Whether it holds demonstration data.

    Returns:
        False for what was not taken, and for a file taken in part after one taken whole. Real data take the place of
        demonstration data, never the other way, whatever a person says.
    """
    if state not in TAKEN:
        return False
    if former and former.is_demo != is_demo:
        return former.is_demo
    return again or former is None or not (former.state == "accepted" and state == "accepted_partly")


def latest_collection(receipts: Iterable[Receipt]) -> Collection | None:
    """The latest collection of which anything has been taken."""
    taken = {Collection.parse(str(one.collection)) for one in receipts if one.state in TAKEN and one.collection}
    return max(taken, key=attrgetter("place"), default=None)


def last_verdicts(receipts: Iterable[Receipt]) -> list[Receipt]:
    """The last arrival of each file that says something of it; a duplicate only repeats what was said before."""
    verdicts = {receipt.submission_id: receipt for receipt in receipts if receipt.state != "duplicate"}
    return list(verdicts.values())
