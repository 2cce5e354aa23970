"""Exceptions from the closing day, given by a person and told in the audit log."""

from __future__ import annotations

import datetime as dt

from ingest.lock import workspace_lock
from ingest.periods import collection_named
from ingest.problems import InputError, Problem
from ingest.submissions.exceptions import LateException, land_exception
from ingest.workspace import Workspace
from orchestration.registry import load_registry
from orchestration.telling import log_exceptions


def allow(
    workspace: Workspace,
    municipality: str,
    reporter_id: str,
    collection: str,
    until: dt.date,
    allowed_by: str,
    reason: str,
    at: dt.datetime,
) -> LateException:
    """Let a reporter send the forms of a collection until a day.

    Raises:
        InputError: The collection or the reporter is unknown, or who or why is left out.
    """
    problems: list[Problem] = []
    try:
        collection = str(collection_named(collection))
    except InputError as unknown:
        problems += unknown.problems
    reporters = load_registry(workspace).reporters.get(municipality)
    if reporter_id not in {row["reporter_id"] for row in (reporters.rows if reporters else [])}:
        problems.append(Problem("form_reporter_unknown", value=reporter_id))
    if not allowed_by.strip() or not reason.strip():
        problems.append(Problem("exception_unexplained"))
    if problems:
        raise InputError(problems)
    exception = LateException(municipality, reporter_id, collection, until, allowed_by.strip(), reason.strip(), at)
    with workspace_lock(workspace):
        land_exception(workspace, exception)
        log_exceptions(workspace)
    return exception
