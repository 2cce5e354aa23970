"""Exceptions from the closing day, given by a person and told in the audit log."""

from __future__ import annotations

import datetime as dt

from ingest.forms.orders import deadlines_of
from ingest.lock import workspace_lock
from ingest.periods import collection_named
from ingest.plans.registry import RawRegistry
from ingest.problems import InputError, Problem
from ingest.submissions.exceptions import LateException, land_exception
from ingest.workspace import Workspace
from orchestration.registry import load_registry
from orchestration.telling import log_exceptions

CLOSED = "collection_closed"
"""The rule by which a file is refused that came after the closing day."""


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
    """Let a reporter send the forms of a collection until a day; it takes the place of what was allowed before.

    Raises:
        InputError: The collection or the reporter is unknown, the collection is open until that day anyway, or who or
            why is left out.
    """
    registry = load_registry(workspace)
    problems = [*_unknown(registry, municipality, reporter_id), *_not_later(registry, municipality, collection, until)]
    if not allowed_by.strip() or not reason.strip():
        problems.append(Problem("exception_unexplained"))
    if problems:
        raise InputError(problems)
    name = str(collection_named(collection))
    exception = LateException(municipality, reporter_id, name, until, allowed_by.strip(), reason.strip(), at)
    with workspace_lock(workspace):
        land_exception(workspace, exception)
        log_exceptions(workspace)
    return exception


def _unknown(registry: RawRegistry, municipality: str, reporter_id: str) -> list[Problem]:
    if municipality not in registry.reporters:
        known = (("municipalities", ", ".join(registry.reporters)),)
        return [Problem("templates_municipality_unknown", value=municipality, details=known)]
    if reporter_id not in {row["reporter_id"] for row in registry.reporters[municipality].rows}:
        return [Problem("reporter_unknown", value=reporter_id, details=(("municipality", municipality),))]
    return []


def _not_later(registry: RawRegistry, municipality: str, collection: str, until: dt.date) -> list[Problem]:
    try:
        named = collection_named(collection)
    except InputError as unknown:
        return list(unknown.problems)
    if municipality not in registry.reporters:
        return []
    closes_on = deadlines_of(registry, municipality, named).closes_on
    if until > closes_on:
        return []
    details = (("until", until), ("closes_on", closes_on))
    return [Problem("exception_not_later", value=str(named), details=details)]
