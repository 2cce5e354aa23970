"""Who has reported: what the marts know of one collection, municipality by municipality."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from ingest.forms.orders import dated, usual_deadlines
from ingest.periods import Collection, collection_named, latvian_day
from ingest.problems import InputError, Problem
from ingest.submissions.landing import landed_receipts
from ingest.submissions.standing import TAKEN
from ingest.typography import Language
from ingest.workspace import Workspace
from orchestration import warehouse
from orchestration.publishing import connect
from quality.messages import board_remedy, in_general, place_of

if TYPE_CHECKING:
    import duckdb

_DUE = """
    select municipality, municipality_name, reporter_id, reporter_name, form, due_on, state, is_late,
        coalesce(submission_id in (select submission_id from marts.submissions where is_demo), false) as is_demo
    from marts.collection_status
    inner join marts.dim_municipality using (municipality)
    inner join marts.dim_reporter using (municipality, reporter_id)
    where collection = ?
    order by municipality_name collate lv, reporter_kind <> 'school', reporter_name collate lv, form
"""
# A file that was not taken is told as long as nothing that came later counts in its place; one that names no collection
# is told with the one that was the last to open when it came. Files of one run have one time: one of them that counts
# stands for the others.
_NOT_TAKEN = """
    with decisive as (
        select *
        from marts.findings
        where severity in ('reject_delivery', 'reject_row')
        qualify row_number() over (partition by receipt_id order by severity <> 'reject_delivery', finding_nr) = 1
    )
    select submissions.municipality, dim_reporter.reporter_name, submissions.form, submissions.file_name,
        decisive.rule_id, decisive.sheet, decisive.cell, decisive.message, submissions.received_at,
        submissions.is_demo
    from marts.submissions
    left join decisive using (receipt_id)
    left join marts.dim_reporter
        on (dim_reporter.municipality, dim_reporter.reporter_id) = (submissions.municipality, submissions.reporter_id)
    left join marts.submissions as later
        on (later.municipality, later.form) = (submissions.municipality, submissions.form)
        and later.reporter_id is not distinct from submissions.reporter_id
        and later.collection is not distinct from submissions.collection
        and later.is_current and later.received_at >= submissions.received_at
    where submissions.state in ('rejected', 'refused') and later.receipt_id is null
        and (submissions.collection = ? or submissions.collection is null)
    order by dim_reporter.reporter_name collate lv nulls last, submissions.form, submissions.received_at
"""


@dataclass(frozen=True)
class Owed:
    """A form that an expected reporter owes, and what came of it; the columns of `marts.collection_status`."""

    municipality: str
    municipality_name: str
    reporter_id: str
    reporter_name: str
    form: str
    due_on: date | None
    state: str
    is_late: bool
    is_demo: bool

    @property
    def is_received(self) -> bool:
        """Whether a submission of it counts."""
        return self.state in TAKEN


@dataclass(frozen=True)
class NotTaken:
    """A file that was not taken; municipality and reporter are empty where it does not tell them."""

    municipality: str | None
    reporter_name: str | None
    form: str
    file_name: str
    rule_id: str | None
    sheet: str | None
    cell: str | None
    message: str | None
    received_at: datetime
    is_demo: bool

    @property
    def received_on(self) -> date:
        """The day in Latvia on which it came."""
        return latvian_day(self.received_at.replace(tzinfo=UTC))

    def reason(self, language: Language) -> str:
        """The decisive reason and its place; in Latvian with the remedy, the board's own where it has one."""
        if self.rule_id is None:
            return ""
        place = place_of(Problem(self.rule_id, sheet=self.sheet or "", column=self.cell or ""), language)
        words = self._with_remedy(self.rule_id) if language == "lv" else in_general(self.rule_id, language)
        return f"{place}: {words}" if place else words

    def _with_remedy(self, rule_id: str) -> str:
        cause, _, remedy = (self.message or "").partition(" → ")
        return " → ".join(filter(None, (cause, board_remedy(rule_id) or remedy)))


@dataclass(frozen=True)
class Status:
    """What is known of a collection.

    Attributes:
        collection: The one asked for, or the latest of which anything is known; None where there is none at all.
        is_chosen: Whether nobody asked for it.
        owed: The forms that are due, by municipality and reporter.
        not_taken: Files that were not taken and that nothing replaces.
        is_built: Whether there is a warehouse.
        is_old: Whether something has changed since it was built.
        receipts: Arrivals of files in the landing.
    """

    collection: Collection | None
    is_chosen: bool
    owed: Sequence[Owed]
    not_taken: Sequence[NotTaken]
    is_built: bool
    is_old: bool
    receipts: int

    @property
    def is_demo(self) -> bool:
        """Whether anything of demonstration data is among what is told."""
        return any(one.is_demo for one in self.owed) or any(one.is_demo for one in self.not_taken)


def read_status(workspace: Workspace, wanted: str | None = None, municipality: str | None = None) -> Status:
    """Read who has reported.

    Without a wish it is the latest collection of which a file has arrived (in this municipality): no clock is asked,
    and a collection is due from its first file on.

    Args:
        workspace: Whose warehouse.
        wanted: A collection, such as `2024/2025-S1`.
        municipality: Only this one.

    Raises:
        InputError: `collection_unknown` or `unknown_municipality`.
    """
    asked = collection_named(wanted) if wanted else None
    receipts = len(landed_receipts(workspace))
    if not workspace.warehouse.is_file():
        return Status(asked, False, (), (), is_built=False, is_old=True, receipts=receipts)
    with connect(workspace) as connection:
        _refuse_unknown(connection, municipality)
        collection = asked or _latest(connection, municipality)
        owed = [Owed(*row) for row in connection.execute(_DUE, [str(collection)]).fetchall()]
        not_taken = [NotTaken(*row) for row in connection.execute(_NOT_TAKEN, [str(collection)]).fetchall()]
        if collection:
            first, next_first = _opens_on(connection, collection), _opens_on(connection, collection.after)
            not_taken = [one for one in not_taken if one.municipality or first <= one.received_on < next_first]
    is_old = not warehouse.is_current(workspace)
    if municipality:
        owed = [one for one in owed if one.municipality == municipality]
        not_taken = [one for one in not_taken if one.municipality == municipality]
    return Status(collection, asked is None, owed, not_taken, True, is_old, receipts)


def _opens_on(connection: duckdb.DuckDBPyConnection, collection: Collection) -> date:
    """The first day on which any municipality takes a collection."""
    calendars = connection.execute(
        "select opens_on, due_on, closes_on from staging.stg_plans__collections where collection_kind = ?",
        [collection.kind],
    ).fetchall()
    own = [dated(collection, dict(zip(("opens_on", "due_on", "closes_on"), days, strict=True))) for days in calendars]
    return min(days.opens_on for days in own or [usual_deadlines(collection)])


def _refuse_unknown(connection: duckdb.DuckDBPyConnection, municipality: str | None) -> None:
    rows = connection.execute("select municipality from marts.dim_municipality order by 1").fetchall()
    known = [slug for (slug,) in rows]
    if municipality is not None and municipality not in known:
        details = (("municipalities", ", ".join(known)),)
        raise InputError([Problem("unknown_municipality", value=municipality, details=details)])


def _latest(connection: duckdb.DuckDBPyConnection, municipality: str | None) -> Collection | None:
    rows = connection.execute(
        "select distinct collection from marts.collection_status where municipality = coalesce(?, municipality)",
        [municipality],
    ).fetchall()
    begun = [Collection.parse(collection) for (collection,) in rows]
    return max(begun, key=lambda collection: collection.place, default=None)
