"""A form filled in: the answers of one reporter to one order, sound or with the mistake that was asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from examples.activities import Logs
from examples.chance import read_data
from examples.lines import Line, case_lines, survey_lines
from examples.other_answers import board_values, task_values
from examples.school_answers import Values, school_values
from examples.schools import School
from ingest.excel.sheet_xml import cell_name
from ingest.excel.values import CellValue
from ingest.forms.definition import Field
from ingest.forms.workbook.answers import Answer
from ingest.forms.workbook.choices import labels_of
from ingest.forms.workbook.layout import FIRST_ROW, field_lines, line_sheets
from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.write import write_form


@dataclass(frozen=True)
class Municipality:
    """What the answers of one municipality depend on.

    Attributes:
        schools: All of them, by reporter.
        logs: Who logs what.
    """

    seed: int
    schools: Mapping[str, School]
    logs: Logs

    def content(self, order: FormOrder, what: str, rule_words: Mapping[str, str]) -> bytes:
        """The bytes that a reporter sends.

        Args:
            order: The workbook that it was sent.
            what: `sound`, or what is wrong with it (`fates.yml`).
            rule_words: What the live checks of the sheet say.
        """
        if what == "no_workbook":
            return str(read_data("phrases")["no_workbook"]).encode()
        if what == "former_collection":
            order = replace(order, collection=order.collection.former)
        other = replace(self, seed=self.seed + 1) if what == "other_figures" else self
        answers = other._values(order, what) if order.form.shape == "fields" else other._lines(order, what)
        content = write_form(replace(order, is_demo=True), rule_words, answers)
        return content[: len(content) // 2] if what == "cut_off" else content

    def _values(self, order: FormOrder, what: str) -> list[Answer]:
        if order.form.form == "school_report":
            values = school_values(replace(self.schools[order.reporter_id], seed=self.seed), order.collection)
        elif order.form.form == "board_values":
            values = board_values(self.seed, list(self.schools.values()), order)
        else:
            values = task_values(self.seed, order)
        if what == "wrong_sum":
            values = {cell: 700 if cell[0] == "early_leavers" else value for cell, value in values.items()}
        return field_answers(order, values)

    def _lines(self, order: FormOrder, what: str) -> list[Answer]:
        if order.form.form == "activity_log":
            events = self.logs.events(order)
            if what == "wrong_day":
                events[0]["start_date"] = dt.date(order.collection.start_year - 1, 10, 3)
            if what == "personal_code":
                events[0]["impact"] = str(read_data("phrases")["personal_code"])
            tables = {"events": events, "people": self.logs.people_of_year(order)}
        elif order.form.form == "referral_counts":
            learners = sum(s.start for one in self.schools.values() for s in one.strands(order.collection.start_year))
            tables = {"cases": case_lines(self.seed, order, learners)}
        else:
            tables = {"answers": survey_lines(self.seed, order)}
        return line_answers(order, tables)


def field_answers(order: FormOrder, values: Values) -> list[Answer]:
    """Those of the values that the order asks, choices in words."""
    return [
        Answer(
            str(order.form.sheet),
            line.row,
            line.cell,
            "",
            line.field.field,
            line.breakdown,
            _in_words(order, line.field, value),
        )
        for line in field_lines(order.form, order.collection.kind, order.addressee, order.tasks)
        if line.kind == "cell" and line.field and (value := values.get((line.field.field, line.breakdown))) is not None
    ]


def line_answers(order: FormOrder, tables: Mapping[str, Sequence[Line]]) -> list[Answer]:
    """The lines of each table from the first row on."""
    return [
        Answer(
            part.table.sheet,
            row,
            cell_name(row, column),
            part.table.table,
            field.field,
            "total",
            _in_words(order, field, line[field.field]),
        )
        for part in line_sheets(order.form, order.collection.kind, order.addressee)
        for row, line in enumerate(tables.get(part.table.table, ()), start=FIRST_ROW)
        for column, field in enumerate(part.fields, start=1)
        if field.field in line
    ]


def _in_words(order: FormOrder, field: Field, value: CellValue) -> CellValue:
    return labels_of(field, order).get(str(value), value) if field.type == "choice" else value
