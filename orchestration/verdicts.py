"""A form that was read, and what became of a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.read import SubmittedForm
from ingest.submissions.inbox import Delivery
from ingest.submissions.standing import Receipt
from orchestration.enrolment_intake import Arrival
from quality.findings import Finding


@dataclass(frozen=True)
class Read:
    """A form that was read and is expected."""

    delivery: Delivery
    submitted: SubmittedForm
    order: FormOrder

    @property
    def slot(self) -> tuple[str, str, str, str]:
        """What it reports on (`Receipt.slot`)."""
        order = self.order
        return order.form.form, order.municipality, order.reporter_id, str(order.collection)

    @property
    def owner(self) -> dict[str, Any]:
        """What every landed row and the receipt say of it."""
        header = self.submitted.header
        return {
            "form_version": header.version,
            "municipality": header.municipality,
            "reporter_id": header.reporter_id,
            "collection": str(header.collection),
        }


@dataclass(frozen=True)
class Settled:
    """What became of one file.

    Attributes:
        findings: Everything that was found, personal data masked.
        order: The workbook that was sent out; None where the file is none that was expected.
        submitted: What was read; None where nothing could be.
        arrival: What became of the state's data on learners, where it is no form.
        is_passed_over: Whether it lay there before, unchanged: no arrival, the receipt is the last that judged it.
    """

    receipt: Receipt
    findings: tuple[Finding, ...]
    order: FormOrder | None = None
    submitted: SubmittedForm | None = None
    arrival: Arrival | None = None
    is_passed_over: bool = False
