"""A form beside the one that counted when it came: what it leaves out, and why it does not take its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ingest.forms.workbook.read import SubmittedForm
from ingest.problems import Problem
from ingest.submissions.former import keys_by_table, line_keys
from ingest.submissions.landing import landed_name
from ingest.submissions.standing import TAKEN, Receipt, State
from ingest.workspace import Workspace
from quality.findings import Finding
from quality.submissions.check import CheckedForm
from quality.submissions.disappeared import rows_disappeared

_RULES = frozenset({"rows_disappeared", "form_worse_than_former", "form_demo_after_real"})


def against_former(
    workspace: Workspace,
    submitted: SubmittedForm,
    state: State,
    former: Receipt,
    counts: bool,
    checked: CheckedForm | Receipt,
) -> list[Finding]:
    """Lines that the former workbook had and this one leaves out; or that the former one goes on counting.

    Args:
        workspace: Where the former one landed.
        submitted: What was read.
        state: What becomes of it.
        former: The receipt that has counted so far.
        counts: Whether the form takes its place.
        checked: Its rows, or the receipt by which they landed before.
    """
    name, form = submitted.file_name, submitted.form
    if state not in TAKEN:
        return []
    if submitted.header.is_demo != former.is_demo:
        return [] if counts else [Finding("warning", Problem("form_demo_after_real", name))]
    if not counts:
        return [Finding("warning", Problem("form_worse_than_former", name))]
    if isinstance(checked, Receipt):
        present = keys_by_table(workspace, checked)
    else:
        present = {
            landed_name(form, table): line_keys(checked.rows.get(table.table, []), table.key) for table in form.tables
        }
    return list(rows_disappeared(name, form, keys_by_table(workspace, former), present))


def of_itself(findings: Iterable[Finding]) -> list[Finding]:
    """What was found in a form whatever counted when it came."""
    return [finding for finding in findings if finding.problem.rule_id not in _RULES]


def landed_finding(file_name: str, row: Mapping[str, Any]) -> Finding:
    """A finding in the words in which it was told."""
    place = row["sheet"] or "", None, row["cell"] or "", row["value"] or ""
    return Finding(row["severity"], Problem(row["rule_id"], file_name, *place, told=(row["cause"], row["remedy"])))
