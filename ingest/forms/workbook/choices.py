"""What drop-downs offer, and the cells of the hidden sheet that they take it from."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from functools import lru_cache

from ingest.excel.sheet_xml import cell_name
from ingest.forms.definition import PLAN_CODES, Field
from ingest.forms.workbook.layout import LISTS_SHEET
from ingest.forms.workbook.order import FormOrder

_LONGEST_LABEL = 80


@dataclass(frozen=True)
class Choice:
    """One drop-down.

    Attributes:
        labels: Codes with what is offered for them.
        column: Where it stands on the hidden sheet, counted from 1.
    """

    labels: dict[str, str]
    column: int

    @property
    def cells(self) -> str:
        """The cells as a formula names them."""
        return f"{LISTS_SHEET}!{_fixed(1, self.column)}:{_fixed(max(len(self.labels), 1), self.column)}"


@lru_cache(4096)  # every workbook offers all activities of its plan
def activity_label(activity_nr: str, activity_name: str) -> str:
    """An activity as the drop-down offers it: its number and as much of its name as fits."""
    return textwrap.shorten(f"{activity_nr} – {activity_name}", _LONGEST_LABEL, placeholder=" …")


def labels_of(field: Field, order: FormOrder) -> dict[str, str]:
    """Codes of a choice with what is offered for them; empty for any other field."""
    if field.codes in PLAN_CODES:
        return {nr: activity_label(nr, name) for nr, name in order.activities}
    return field.choices()


def choices_of(order: FormOrder) -> dict[str, Choice]:
    """The drop-downs of a workbook, by the field that offers them."""
    fields = {field.field: labels_of(field, order) for field in order.form.fields if field.type == "choice"}
    return {name: Choice(labels, column) for column, (name, labels) in enumerate(fields.items(), start=1)}


def _fixed(row: int, column: int) -> str:
    letters = cell_name(row, column).rstrip("0123456789")
    return f"${letters}${row}"
