"""What a message about the shape of an answer names."""

from __future__ import annotations

from ingest.forms.definition import Field
from ingest.forms.workbook.value_rules import DAYS
from ingest.problems import Detail

_MOST_CODES = 12
"""More choices than this are looked up in the list of the cell."""


def shape_details(rule_id: str, field: Field) -> dict[str, Detail]:
    """Bounds or choices of a field, where the message names them."""
    if rule_id == "form_number_outside":
        return {"low": field.low, "high": field.high or 0}
    if rule_id == "form_date_outside":
        low, high = DAYS
        return {"low": low, "high": high}
    if rule_id == "form_code_unknown":
        labels = list(field.choices().values())
        return {"codes": "; ".join(labels[:_MOST_CODES]) + ("…" if len(labels) > _MOST_CODES else "")}
    return {}
