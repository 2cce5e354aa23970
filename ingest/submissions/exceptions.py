"""Exceptions from the closing day: who may still send what, until when, allowed by whom and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from operator import attrgetter

from ingest.parquet import ColumnType
from ingest.submissions.acts import land_act, landed_acts
from ingest.workspace import Workspace

EXCEPTIONS: dict[str, ColumnType] = {
    "municipality": "text",
    "reporter_id": "text",
    "collection": "text",
    "until": "date",
    "allowed_by": "text",
    "reason": "text",
    "allowed_at": "time",
}
"""Columns of the landed exceptions: the attributes of `LateException`."""


@dataclass(frozen=True)
class LateException:
    """A reporter may send the forms of a collection until a day, that day included."""

    municipality: str
    reporter_id: str
    collection: str
    until: dt.date
    allowed_by: str
    reason: str
    allowed_at: dt.datetime


def land_exception(workspace: Workspace, exception: LateException) -> None:
    """Keep an exception; it is never taken back, only followed by another."""
    land_act(workspace, "exceptions", EXCEPTIONS, asdict(exception), exception.allowed_at)


def landed_exceptions(workspace: Workspace) -> dict[str, LateException]:
    """All exceptions, by the SHA-256 of the file that keeps each."""
    return landed_acts(workspace, "exceptions", LateException)


def is_allowed(
    exceptions: Iterable[LateException], municipality: str, reporter_id: str, collection: str, day: dt.date
) -> bool:
    """Whether a reporter may still send on a day: the exception given last says so, be it longer or shorter."""
    of_reporter = (municipality, reporter_id, collection)
    given = [one for one in exceptions if (one.municipality, one.reporter_id, one.collection) == of_reporter]
    return bool(given) and day <= max(given, key=attrgetter("allowed_at")).until
