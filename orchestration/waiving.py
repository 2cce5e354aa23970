"""Letting one plausibility finding pass: given by a person, kept in the landing and told in the audit log."""

from __future__ import annotations

import datetime as dt

from ingest.lock import workspace_lock
from ingest.problems import InputError, Problem
from ingest.submissions.waivers import Waiver, land_waiver
from ingest.workspace import Workspace
from orchestration.publishing import connect
from orchestration.telling import log_waivers

_FINDING = """
    select rule_id, municipality, message
    from marts.findings
    where finding_id = ? and receipt_id is null and municipality is not null
"""


def waive(workspace: Workspace, finding_id: str, waived_by: str, reason: str, at: dt.datetime) -> Waiver:
    """Let a plausibility finding pass.

    Args:
        workspace: Where it is kept.
        finding_id: Key of the finding, as the refusal to publish names it.
        waived_by: Who answers for it.
        reason: Why the figures are right all the same.
        at: When.

    Raises:
        InputError: `waiver_unexplained`, or `finding_unknown`: the warehouse has no such question about a municipality.
    """
    if not waived_by.strip() or not reason.strip():
        raise InputError([Problem("waiver_unexplained")])
    with workspace_lock(workspace):
        with connect(workspace) as connection:
            found = connection.execute(_FINDING, [finding_id]).fetchone()
        if not found:
            raise InputError([Problem("finding_unknown", value=finding_id)])
        rule_id, municipality, message = found
        waiver = Waiver(finding_id, rule_id, municipality, message, waived_by.strip(), reason.strip(), at)
        land_waiver(workspace, waiver)
        log_waivers(workspace)
    return waiver
