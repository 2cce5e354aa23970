"""What a check must know that does not stand in the workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.forms.workbook.order import FormOrder


@dataclass(frozen=True)
class LoggedEvent:
    """An event that an earlier collection has taken."""

    activity_nr: str
    event: str
    start_date: dt.date
    end_date: dt.date


@dataclass(frozen=True)
class FormContext:
    """What is known beforehand about one workbook.

    Attributes:
        order: The workbook that was sent out: form, collection, reporter, activities of the plan, values of the
            collection before (for the refinement in September: those of June).
        state_learners: Learners by stage in the state's data of this school year; empty where there are none.
        former_events: Events of the reporter that the collection before has taken.
        participations: Participations by activity and audience in the months of the calendar year that an earlier
            collection has taken; None where nobody knows.
    """

    order: FormOrder
    state_learners: Mapping[str, float] = field(default_factory=dict)
    former_events: tuple[LoggedEvent, ...] = ()
    participations: Mapping[tuple[str, str], float] | None = None
