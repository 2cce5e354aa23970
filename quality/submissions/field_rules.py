"""Rules over several single values of a workbook. The forms name each in `rules`: the name of its function."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeAlias

from ingest.forms.arithmetic import Cell
from ingest.forms.workbook.answers import Answer
from ingest.problems import Detail
from ingest.workspace import PRODUCT
from quality.submissions.answered import Reading
from quality.submissions.thresholds import threshold

Hit: TypeAlias = tuple[Cell, dict[str, Detail]]
"""A cell to point at, and what else the message names."""
_FIGURES = PRODUCT / "dbt_project" / "seeds" / "school_figures.csv"


@dataclass(frozen=True)
class FieldValues:
    """The values of one workbook by cell; a cell that is blank, not applicable or unreadable has none."""

    reading: Reading
    numbers: dict[Cell, float]
    texts: dict[Cell, str]

    def breakdowns(self, field: str) -> list[str]:
        """Breakdowns in which a field is asked."""
        return self._breakdowns[field]

    def total(self, field: str, stage: str = "") -> float | None:
        """Sum of a field over its breakdowns, of one stage where one is given; None where one of them has no value."""
        breakdowns = [name for name in self.breakdowns(field) if stage in ("", name.split(".")[0])]
        known = [self.numbers[field, name] for name in breakdowns if (field, name) in self.numbers]
        return sum(known) if breakdowns and len(known) == len(breakdowns) else None

    def former(self, field: str, breakdown: str) -> float | None:
        """A figure of the collection before."""
        value = self.reading.context.order.former.get((field, breakdown))
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

    @cached_property
    def answers(self) -> Mapping[Cell, Answer]:
        """The cells of the workbook."""
        return {(answer.field, answer.breakdown): answer for answer in self.reading.submitted.answers}

    @cached_property
    def _breakdowns(self) -> Mapping[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for field, breakdown in self.answers:
            found[field].append(breakdown)
        return found


def field_values(reading: Reading) -> FieldValues:
    """The values of a workbook by cell."""
    numbers, texts = {}, {}
    for answered in reading.answered:
        cell = answered.answer.field, answered.answer.breakdown
        if answered.value.number is not None:
            numbers[cell] = answered.value.number
        elif answered.value.text is not None:
            texts[cell] = answered.value.text
    return FieldValues(reading, numbers, texts)


def far_from_state_data(values: FieldValues) -> Iterator[Hit]:
    """Learners of a stage against those the state counts in December."""
    for stage, by_state in values.reading.context.state_learners.items():
        own = values.total("learners_start", stage)
        if own is not None and _is_far(own, by_state):
            first = next(name for name in values.breakdowns("learners_start") if name.split(".")[0] == stage)
            yield ("learners_start", first), {"own": own, "expected": by_state}


def start_far_from_former_end(values: FieldValues) -> Iterator[Hit]:
    """Learners in September against those of last June, in January only; a comment explains it and lands with it."""
    if values.reading.context.order.collection.kind != "S1" or values.texts.get(("comment", "total")):
        return
    for breakdown in values.breakdowns("learners_start"):
        cell = "learners_start", breakdown
        own, former = values.numbers.get(cell), values.former("learners_end", breakdown)
        if own is not None and former is not None and _is_far(own, former):
            yield cell, {"expected": former}


def ranks_differ(values: FieldValues) -> Iterator[Hit]:
    """Each rank stands once."""
    ranks = {cell: text for cell, text in values.texts.items() if cell[0] == "risk_group_rank"}
    times = Counter(ranks.values())
    for cell, rank in ranks.items():
        if times[rank] > 1:
            yield cell, {}


def absence_needs_absentees(values: FieldValues) -> Iterator[Hit]:
    """Where somebody missed many lessons, the mean is not 0; where nobody did, it is at most that many a semester."""
    most = threshold("lessons_missed") * (2 if values.reading.context.order.collection.kind == "S2" else 1)
    for stage in values.breakdowns("unexcused_over_20"):
        mean = values.numbers.get(("unexcused_lessons_mean", stage))
        absentees = values.numbers.get(("unexcused_over_20", stage))
        if mean is None or absentees is None:
            continue
        if (absentees > 0 and mean == 0) or (absentees == 0 and mean > most):
            yield ("unexcused_over_20", stage), {"mean": mean}


def later_certificates_within_transcripts(values: FieldValues) -> Iterator[Hit]:
    """Who gained a certificate in summer had finished with a transcript in June."""
    for grade in ("grade_9", "grade_12"):
        cell = f"{grade}_certificate_later", "total"
        later, transcripts = values.numbers.get(cell), values.former(f"{grade}_transcript", "total")
        if later is not None and transcripts is not None and later > transcripts:
            yield cell, {"expected": transcripts}


def destinations_sum_to_certificates(values: FieldValues) -> Iterator[Hit]:
    """Everybody with a certificate, of June or of the summer, studies somewhere or is counted as not continuing."""
    for grade in ("grade_9", "grade_12"):
        somewhere = values.total(f"{grade}_destination")
        june = values.former(f"{grade}_certificate", "total")
        later = values.numbers.get((f"{grade}_certificate_later", "total"))
        if somewhere is None or june is None or later is None or somewhere == june + later:
            continue
        first = f"{grade}_destination", values.breakdowns(f"{grade}_destination")[0]
        yield first, {"sum": somewhere, "expected": june + later}


def june_report_missing(values: FieldValues) -> Iterator[Hit]:
    """Without the report of June, certificates and destinations of September can be held against nothing."""
    if values.reading.context.order.collection.kind == "R" and not values.reading.context.order.former:
        yield ("comment", "total"), {}


def state_needs_date(values: FieldValues) -> Iterator[Hit]:
    """A task that is done, postponed or cancelled has a day on which that was so."""
    for (field, task), state in values.texts.items():
        if field == "task_state" and state in {"done", "postponed", "stopped"}:
            cell = "state_date", task
            if cell not in values.texts:
                yield cell, {}


def proposal_explained(values: FieldValues) -> Iterator[Hit]:
    """A proposal other than going on says what and why."""
    for (field, task), proposal in values.texts.items():
        if field == "proposal" and proposal in {"change", "stop", "new"}:
            cell = "proposal_text", task
            if cell not in values.texts:
                yield cell, {}


def _is_far(learners: float, other: float) -> bool:
    """Whether learners are further from another count of them than they may be from a year before."""
    units, per_cent = _learners_may_differ()
    return abs(learners - other) > max(units, per_cent / 100 * other)


@cache
def _learners_may_differ() -> tuple[float, float]:
    with _FIGURES.open(encoding="utf-8", newline="") as lines:
        bounds = next(line for line in csv.DictReader(lines) if line["field"] == "learners_start")
    return float(bounds["former_units"]), float(bounds["former_pct"])


FIELD_RULES: dict[str, Callable[[FieldValues], Iterator[Hit]]] = {
    rule.__name__: rule
    for rule in (
        far_from_state_data,
        start_far_from_former_end,
        ranks_differ,
        absence_needs_absentees,
        later_certificates_within_transcripts,
        destinations_sum_to_certificates,
        june_report_missing,
        state_needs_date,
        proposal_explained,
    )
}
