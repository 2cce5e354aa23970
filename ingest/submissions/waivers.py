"""Waived findings: which plausibility finding does not stand in the way of a final publication, by whom and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from ingest.parquet import ColumnType
from ingest.submissions.acts import land_act, landed_acts
from ingest.workspace import Workspace

WAIVERS: dict[str, ColumnType] = {
    "finding_id": "text",
    "rule_id": "text",
    "municipality": "text",
    "message": "text",
    "waived_by": "text",
    "reason": "text",
    "waived_at": "time",
}
"""Columns of the landed waivers: the attributes of `Waiver`."""


@dataclass(frozen=True)
class Waiver:
    """A finding that a person looked at and lets pass; one of other figures has another key and is asked anew."""

    finding_id: str
    rule_id: str
    municipality: str
    message: str
    waived_by: str
    reason: str
    waived_at: dt.datetime


def land_waiver(workspace: Workspace, waiver: Waiver) -> None:
    """Keep a waiver; it is never taken back."""
    land_act(workspace, "waivers", WAIVERS, asdict(waiver), waiver.waived_at)


def landed_waivers(workspace: Workspace) -> dict[str, Waiver]:
    """All waivers, by the SHA-256 of the file that keeps each."""
    return landed_acts(workspace, "waivers", Waiver)
