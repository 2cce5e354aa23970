"""What one form workbook is for: the form, who fills it in, for which collection, and what is known before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.excel.values import CellValue
from ingest.forms.arithmetic import Cell
from ingest.forms.breakdowns import Addressee
from ingest.forms.definition import Form
from ingest.periods import Collection, Deadlines


@dataclass(frozen=True)
class FormOrder:
    """One workbook to be written, or the one that a filled-in workbook must have been.

    Attributes:
        municipality: Its slug; `municipality_name` as people write it.
        registration_number: Empty for a reporter that has none.
        addressee: What decides which cells the reporter sees.
        activities: Numbers and names of the plan's activities.
        tasks: Numbers and names of the tasks it reports on.
        former: Earlier answers by field and breakdown, shown beside the cells: those that `ingest.submissions.known`
            chooses for a template, those of the collection before for a check.
        known: The state's learners by field and breakdown; shown beside the cells, for they are no answer.
        is_demo: True for demonstration data, which every sheet says.
    """

    form: Form
    collection: Collection
    municipality: str
    municipality_name: str
    reporter_id: str
    reporter_name: str
    registration_number: str
    deadlines: Deadlines
    addressee: Addressee
    activities: tuple[tuple[str, str], ...] = ()
    tasks: tuple[tuple[str, str], ...] = ()
    former: Mapping[Cell, CellValue] = field(default_factory=dict)
    known: Mapping[Cell, CellValue] = field(default_factory=dict)
    is_demo: bool = False

    @property
    def identity(self) -> dict[str, str]:
        """What the workbook says of itself out of sight: in the hidden sheet and in its custom properties."""
        return {
            "form": self.form.form,
            "version": str(self.form.version),
            "municipality": self.municipality,
            "reporter_id": self.reporter_id,
            "collection": str(self.collection),
            "demo": "true" if self.is_demo else "false",
        }
