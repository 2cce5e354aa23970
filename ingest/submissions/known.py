"""What is known of a reporter before it answers: shown in its template beside the cells, never written into them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ingest.enrolment.stages import learners_by_stage
from ingest.excel.values import CellValue
from ingest.forms.arithmetic import Cell
from ingest.forms.workbook.order import FormOrder
from ingest.submissions.former import former_values
from ingest.submissions.standing import Receipt, standing
from ingest.workspace import Workspace

_COUNTED_BY_THE_STATE = "far_from_state_data"
"""The rule of a field that is held against the state's data, stage by stage."""


class Known:
    """Everything that has landed and belongs into templates."""

    def __init__(self, workspace: Workspace, receipts: Iterable[Receipt]) -> None:
        """Read the state's data of a workspace, beside all receipts that have landed there."""
        self._workspace = workspace
        self._learners = learners_by_stage(workspace)
        self._receipts: defaultdict[object, list[Receipt]] = defaultdict(list)
        for receipt in receipts:
            self._receipts[receipt.slot].append(receipt)

    def shown_in(self, order: FormOrder, until: dt.datetime | None = None) -> FormOrder:
        """The workbook with what is known of its reporter.

        Args:
            order: The workbook.
            until: Answers that came later are left out; None for none.
        """
        return replace(order, former=self._former(order, until), known=self._counted_by_the_state(order))

    def _former(self, order: FormOrder, until: dt.datetime | None) -> Mapping[Cell, CellValue]:
        """Answers of the collection a year before; cells it does not answer show those of the former collection.

        Half a year is compared with half a year. Nobody is shown demonstration data as its own.
        """
        found: dict[Cell, CellValue] = {}
        for collection in (order.collection.former, order.collection.year_before):
            slot = order.form.form, order.municipality, order.reporter_id, str(collection)
            came = [one for one in self._receipts[slot] if until is None or one.received_at <= until]
            receipt = standing(came, slot)
            if receipt and not receipt.is_demo:
                found |= former_values(self._workspace, receipt)
        return found

    def _counted_by_the_state(self, order: FormOrder) -> Mapping[Cell, CellValue]:
        """The state counts a stage as a whole: its figure stands beside the first study form of the stage."""
        stages = self._learners.get((order.collection.school_year, order.registration_number), {})
        counted = [field.field for field in order.form.fields if _COUNTED_BY_THE_STATE in field.rules]
        found: dict[Cell, CellValue] = {}
        for stage_form in order.addressee.codes("stage_form"):
            stage = stage_form.split(".")[0]
            if stage in stages and not any(breakdown.split(".")[0] == stage for _, breakdown in found):
                found |= {(field, stage_form): stages[stage] for field in counted}
        return found
