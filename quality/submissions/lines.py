"""The lines of one workbook: values by field, each with the cell it came from."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from string import digits
from typing import TypeAlias

from ingest.forms.workbook.answers import Answer
from ingest.forms.workbook.values import Value
from quality.submissions.answered import Answered, Reading
from quality.submissions.context import FormContext

LineValue: TypeAlias = str | float | dt.date | None


@dataclass(frozen=True)
class Line:
    """One line of a table.

    Attributes:
        row: As Excel counts it.
        values: What each field says; None for a blank cell, no entry for one that could not be read.
        answers: The cells by field.
    """

    table: str
    sheet: str
    row: int
    values: dict[str, LineValue] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)

    @property
    def letters(self) -> str:
        """The column in which each field stands: `activity_nr=A,event=B`."""
        return ",".join(f"{name}={answer.cell.rstrip(digits)}" for name, answer in self.answers.items())

    def number(self, name: str) -> float:
        """A figure; 0 where it is blank."""
        value = self.values.get(name)
        return float(value) if isinstance(value, int | float) else 0

    def date(self, name: str) -> dt.date | None:
        """A date, where there is one."""
        value = self.values.get(name)
        return value if isinstance(value, dt.date) else None


@dataclass(frozen=True)
class Lines:
    """All lines of one workbook, and what is known about its reporter."""

    lines: list[Line]
    context: FormContext

    @cached_property
    def participations(self) -> Mapping[tuple[str, str], float]:
        """Participations of the calendar year by activity and audience: of this workbook and of those before."""
        found: defaultdict[tuple[str, str], float] = defaultdict(float, self.context.participations or {})
        for line in self.lines:
            for name in line.values:
                if name.startswith("participants_"):
                    found[str(line.values.get("activity_nr")), name.removeprefix("participants_")] += line.number(name)
        return found


def lines_of(reading: Reading) -> Lines:
    """The lines of a workbook."""
    found: dict[tuple[str, int], Line] = {}
    for answer in reading.submitted.answers:
        line = found.setdefault((answer.sheet, answer.row), Line(answer.table, answer.sheet, answer.row))
        line.answers[answer.field] = answer
    for answered in reading.answered:
        answer = answered.answer
        found[answer.sheet, answer.row].values[answer.field] = _line_value(answered)
    return Lines(list(found.values()), reading.context)


def _line_value(answered: Answered) -> LineValue:
    value: Value = answered.value
    if value.number is not None:
        return value.number
    if value.text is not None and answered.field.type == "date":
        return dt.date.fromisoformat(value.text)
    return value.text
