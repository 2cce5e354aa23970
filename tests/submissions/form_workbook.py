"""Filled-in forms built in code: right by default, broken where a test asks for it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping
from itertools import chain
from typing import Any

import openpyxl

from ingest.forms.breakdowns import Addressee, cells_of
from ingest.forms.definition import Field, load_form
from ingest.forms.workbook.layout import (
    CODE,
    FIELD_HEADINGS,
    FIRST_ROW,
    HEADING_ROW,
    IDENTITY_SHEET,
    PROPERTY_PREFIX,
    VALUE,
    field_lines,
    line_sheets,
)
from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.read import SubmittedForm, read_form
from ingest.periods import Collection, Deadlines
from quality.submissions.check import CheckedForm, check_form
from quality.submissions.context import FormContext
from tests.submissions.rows_sent import NOT_AS_ASKED, rows_landed, rows_refused, rows_sent

NAME = "veidlapa.xlsx"
SCHOOL = Addressee("school", ("basic.full_time", "upper_secondary.full_time"))
ACTIVITIES = (("1.1", "Vecāku vakari"), ("1.10", "Buklets"), ("2.1", "Konsultācijas"))
TASKS = (("1.1.1", "Sarīkot vakarus"), ("2.1.1", "Rīkot konsultācijas"))

Break = Callable[[openpyxl.Workbook], object]


def order_for(form: str, collection: str = "2024/2025-S1", addressee: Addressee = SCHOOL, **more: Any) -> FormOrder:
    """What an invented reporter was sent."""
    if form == "task_report":
        addressee = Addressee(addressee.reporter_kind, addressee.stage_forms, tuple(nr for nr, _ in TASKS))
        more = {"tasks": TASKS, **more}
    deadlines = Deadlines(dt.date(2025, 1, 2), dt.date(2025, 1, 31), dt.date(2025, 2, 15))
    reporter = ("parauga", "Parauga novads", "4312900001", "Parauga vidusskola", "4312900001")
    order = FormOrder(load_form(form), Collection.parse(collection), *reporter, deadlines, addressee, ACTIVITIES)
    return FormOrder(**{**order.__dict__, **more})


def sound_value(field: Field, breakdown: str) -> Any:
    """An answer that breaks no rule."""
    if field.field in ("learners_start", "viis_learners_of_stage"):
        return 100
    if field.field in ("learners_end", "grade_9_learners", "teachers", "families", "learners_grades_7_12"):
        return 20
    if field.field == "risk_group_rank":
        return {"learning": 1, "social_health": 2, "economic": 3, "family": 4}[breakdown]
    if field.type == "choice":
        return next(iter(field.choices().values()))
    return 0 if field.is_figure else ""


def sound_line(form: str, table: str) -> dict[str, Any]:
    """A line that breaks no rule."""
    return dict(_LINES[form, table])


_LINES: dict[tuple[str, str], dict[str, Any]] = {
    ("activity_log", "events"): {
        "activity_nr": "1.1", "event": "Vecāku vakars", "start_date": dt.date(2024, 10, 3),
        "participants_parents": 25, "participants_learners": 10, "participants_at_risk": 3, "quantity": 1,
        "quantity_unit": "pasākumi, nodarbības, reizes",
        "evidence": "aptaujas rezultāti", "eur_municipality": 120.5, "state": "notika",
    },
    ("activity_log", "people"): {"activity_nr": "1.1", "unique_parents": 20},
    ("referral_counts", "cases"): {"institution": "sociālais dienests", "reason": "vardarbība", "cases": 2},
    ("survey_results", "answers"): {
        "question": "Izglītojamo emocionālā drošība", "question_text": "Vai skolā jūties droši?",
        "audience": "izglītojamie", "invited": 120, "answered": 80, "scale": 5, "positive_from": 4, "positive": 60,
        "end_date": dt.date(2024, 11, 29),
    },
}  # fmt: skip


def filled(
    order: FormOrder,
    values: Mapping[str, Any] | None = None,
    lines: Mapping[str, list[dict[str, Any]]] | None = None,
    break_it: Break | None = None,
) -> bytes:
    """A filled-in workbook.

    Args:
        order: What it is for.
        values: Answers of a form of single values by `field` or `field|breakdown`; others are right.
        lines: Lines of each table; each is added to a right one.
        break_it: What somebody did to it before sending it.
    """
    book = openpyxl.Workbook()
    book.remove(book.active)
    if order.form.shape == "fields":
        _fill_fields(book, order, values or {})
    else:
        _fill_lines(book, order, lines or {})
    identity = book.create_sheet(IDENTITY_SHEET)
    identity.sheet_state = "veryHidden"
    for name, value in order.identity.items():
        identity.append([name, value])
        book.custom_doc_props.append(openpyxl.packaging.custom.StringProperty(PROPERTY_PREFIX + name, value))
    if break_it:
        break_it(book)
    return saved(book)


def _fill_fields(book: openpyxl.Workbook, order: FormOrder, values: Mapping[str, Any]) -> None:
    sheet = book.create_sheet(str(order.form.sheet))
    sheet.cell(1, 1, order.form.title.lv)
    for column, heading in enumerate(FIELD_HEADINGS, start=1):
        sheet.cell(HEADING_ROW, column, heading)
    asked = field_lines(order.form, order.collection.kind, order.addressee, order.tasks)
    left = set(values)
    for line in asked:
        sheet.cell(line.row, 2, line.text)
        if line.code and line.field:
            name = line.code if line.code in values else line.field.field
            left.discard(name)
            sheet.cell(line.row, VALUE, values.get(name, sound_value(line.field, line.breakdown)))
            sheet.cell(line.row, CODE, line.code)
    assert not left, f"no such cells: {left}"


def _fill_lines(book: openpyxl.Workbook, order: FormOrder, lines: Mapping[str, list[dict[str, Any]]]) -> None:
    for part in line_sheets(order.form, order.collection.kind, order.addressee):
        sheet = book.create_sheet(part.table.sheet)
        sheet.cell(1, 1, part.table.title.lv)
        for column, heading in enumerate(part.headings, start=1):
            sheet.cell(HEADING_ROW, column, heading)
        for row, cells in enumerate(lines.get(part.table.table, [{}]), start=FIRST_ROW):
            values = sound_line(order.form.form, part.table.table) | cells
            for column, field in enumerate(part.fields, start=1):
                sheet.cell(row, column, values.get(field.field))


def saved(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def repacked(content: bytes, change: Mapping[str, bytes] | None = None, drop: str = "") -> bytes:
    """The same zip with other or further entries."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != drop and name not in (change or {}):
                new.writestr(name, old.read(name))
        for name, part in (change or {}).items():
            new.writestr(name, part)
    return result.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def place_of(order: FormOrder, code: str) -> str:
    """Address of the cell of `field|breakdown`."""
    lines = field_lines(order.form, order.collection.kind, order.addressee, order.tasks)
    return next(line.cell for line in lines if line.code == code)


def column_of(order: FormOrder, table: str, field: str) -> str:
    """Letter of the column of a field."""
    sheet = next(p for p in line_sheets(order.form, order.collection.kind, order.addressee) if p.table.table == table)
    return openpyxl.utils.get_column_letter([f.field for f in sheet.fields].index(field) + 1)


def asked_count(order: FormOrder) -> int:
    return len(cells_of(order.form, order.collection.kind, order.addressee))


def checked(content: bytes, order: FormOrder, name: str = NAME, **known: Any) -> CheckedForm:
    """Read and check, as intake does; the row balance holds for whatever comes in."""
    submitted: SubmittedForm = read_form(content, name)
    result = check_form(submitted, FormContext(order, **known))
    assert_every_row_is_accounted_for(content, order.form.form, result)
    return result


def assert_every_row_is_accounted_for(content: bytes, form: str, result: CheckedForm) -> None:
    """Of all rows in the bytes each has landed or is refused, none twice."""
    landed = rows_landed(form, chain.from_iterable(result.rows.values()))
    findings = [(finding.severity, finding.problem.sheet, finding.problem.column) for finding in result.findings]
    if any(severity == "reject_delivery" for severity, _, _ in findings):
        assert landed == []
        if {finding.problem.rule_id for finding in result.findings} & NOT_AS_ASKED:
            return
    else:
        assert sorted([*landed, *rows_refused(findings)]) == sorted(rows_sent(content, form))
    assert result.rows_in == len(rows_sent(content, form))
    assert (result.rows_accepted, result.rows_rejected) == (len(landed), result.rows_in - len(landed))


def found(result: CheckedForm) -> list[tuple[str, str, str]]:
    """Rule, severity and cell of each finding."""
    return [(f.problem.rule_id, f.severity, f.problem.column) for f in result.findings]
