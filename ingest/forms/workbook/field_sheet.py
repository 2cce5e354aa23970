"""Writes the sheet of a form that asks single values: one line a cell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ingest.excel.values import CellValue
from ingest.forms.arithmetic import Cell, comparisons
from ingest.forms.definition import Field
from ingest.forms.workbook.choices import choices_of
from ingest.forms.workbook.head import write_head
from ingest.forms.workbook.layout import (
    CHECK,
    CODE,
    FIELD_HEADINGS,
    FIRST_ROW,
    FORMER,
    HEADING_ROW,
    HELP,
    LABEL,
    NR,
    UNIT,
    VALUE,
    FieldLine,
    field_lines,
)
from ingest.forms.workbook.live_checks import check_cell
from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.placing import Placed
from ingest.forms.workbook.sheet import FormBook, FormSheet
from ingest.forms.workbook.value_rules import value_rule
from ingest.forms.workbook.words import in_latvian, words

_WIDTHS = (6, 44, 26, 11, 26, 50, 56, 10)
_TEXT_LINES = "\n\n"
"""Room for an answer in words."""


def write_field_sheet(book: FormBook, order: FormOrder, placed: Placed, rule_words: Mapping[str, str]) -> None:
    """Write the sheet of a form that asks single values."""
    page = FormSheet(book, str(order.form.sheet), _WIDTHS)
    page.sheet.set_column(CODE - 1, CODE - 1, None, None, {"hidden": True})
    write_head(page, order, order.form.title.lv)
    for column, heading in enumerate(FIELD_HEADINGS, start=1):
        page.words(HEADING_ROW, column, heading, "heading")
    page.comment(HEADING_ROW, FORMER, words()["former"])
    lines = field_lines(order.form, order.collection.kind, order.addressee, order.tasks)
    for line in lines:
        _write_words(page, line)
    _write_definitions(page, lines)
    _FieldCells(page, order, placed, lines, rule_words).write()
    page.colour_checks(FIRST_ROW, lines[-1].row if lines else FIRST_ROW, CHECK)
    page.sheet.freeze_panes(HEADING_ROW, LABEL)
    page.lock()
    page.finish(HEADING_ROW)


def _write_words(page: FormSheet, line: FieldLine) -> None:
    look = "fixed" if line.kind == "cell" else line.kind
    page.words(line.row, NR, line.nr, look)
    page.words(line.row, LABEL, line.text, look)
    if line.kind != "cell":
        for column in range(VALUE, CODE):
            page.value(line.row, column, "", page.look(look))


def _write_definitions(page: FormSheet, lines: list[FieldLine]) -> None:
    """Once a field, at its first line."""
    explained = set()
    for line in lines:
        if line.field and line.field.field not in explained:
            explained.add(line.field.field)
            page.words(line.row, HELP, line.field.definition, "help")
            page.comment(line.row, LABEL, line.field.definition)


class _FieldCells:
    """The input cells of the sheet with what stands beside them."""

    def __init__(
        self, page: FormSheet, order: FormOrder, placed: Placed, lines: list[FieldLine], rule_words: Mapping[str, str]
    ) -> None:
        self._page, self._order, self._placed, self._words = page, order, placed, rule_words
        self._lines = [(line, line.field) for line in lines if line.kind == "cell" and line.field]
        self._choices = choices_of(order)
        self._cells = {(field.field, line.breakdown): (line.cell, self._value(line)) for line, field in self._lines}
        self._sums = comparisons(order.form.form, [(field, line.breakdown) for line, field in self._lines])

    def write(self) -> None:
        for line, field in self._lines:
            key: Cell = (field.field, line.breakdown)
            rule = value_rule(field, self._order.collection, self._choices.get(field.field))
            marks = self._placed.marks.get((str(self._order.form.sheet), line.cell), [])
            if field.type == "text":
                self._page.make_room(line.row, VALUE, _TEXT_LINES)
            self._page.answer(line.row, VALUE, field, self._value(line), marks)
            self._page.ask(line.row, VALUE, line.row, field, rule)
            self._write_former(line, field)
            self._page.words(line.row, UNIT, field.counts or words()["units"][field.type], "fixed")
            sums = [(found, self._words[found.rule_id]) for found in self._sums if found.place == key]
            check = check_cell(field, self._cells[key], rule, sums, self._cells)
            self._page.live_check(line.row, CHECK, check.formula, check.value)
            self._page.make_room(line.row, CHECK, check.longest)
            notes = [f"{mark.symbol} {mark.why} → {mark.remedy}" for mark in marks]
            if key in self._order.known:
                notes.append(words()["known"].format(self._order.known[key]))
            if notes:
                self._page.words(line.row, HELP, "\n".join(notes), "found" if marks else "help")
            self._page.words(line.row, CODE, line.code, "head")

    def _write_former(self, line: FieldLine, field: Field) -> None:
        """The earlier answer as it was given: a choice in its words, a date as people write it."""
        value = self._order.former.get((field.field, line.breakdown), "")
        if isinstance(value, str) and value:
            if field.type == "date":
                value = in_latvian(date.fromisoformat(value))
            elif choice := self._choices.get(field.field):
                value = choice.labels.get(value, value)
            self._page.make_room(line.row, FORMER, value)
        self._page.value(line.row, FORMER, value, self._page.look("former"))

    def _value(self, line: FieldLine) -> CellValue:
        return self._placed.values.get((str(self._order.form.sheet), line.cell), "")
