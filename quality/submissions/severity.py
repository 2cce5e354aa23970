"""What happens after each rule: a form of single values is taken whole or not at all, one of lines line by line."""

from __future__ import annotations

from ingest.forms.definition import Form
from quality.findings import Severity

INFO = frozenset({"container_signature_not_checked"})
WARNINGS = frozenset(
    {
        "form_column_unknown",
        "form_column_without_heading",
        "form_value_without_code",
        "form_sheet_unread",
        "form_sheet_hidden",
        "form_not_applicable",
        "form_text_garbled",
        "form_no_lines",
        "june_report_missing",
        "personal_code_like",
        "personal_name",
        "sensitive_health",
        "sensitive_ethnicity",
        "sensitive_religion",
        "sensitive_crime",
        "sensitive_family",
        "far_from_state_data",
        "start_far_from_former_end",
        "cost_without_participants",
        "cost_per_person_high",
        "event_in_former_collection",
        "unique_within_participations",
        "state_needs_date",
        "proposal_explained",
    }
)
OF_THE_WHOLE = frozenset(
    {
        "workbook_sheet_missing",
        "workbook_headings_not_found",
        "workbook_heading_missing",
        "form_heading_doubled",
        "form_other_reporter",
    }
)


def severity_of(rule_id: str, form: Form) -> Severity:
    """Severity of a rule in a form; a rule that is named nowhere here rejects."""
    if rule_id in INFO:
        return "info"
    if rule_id in WARNINGS:
        return "warning"
    return "reject_delivery" if form.shape == "fields" or rule_id in OF_THE_WHOLE else "reject_row"
