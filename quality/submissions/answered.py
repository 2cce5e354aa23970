"""The answers of one workbook with their values; what a cell says wrongly is found here."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from ingest.excel.headings import label_key
from ingest.excel.values import CellError, shown
from ingest.forms.arithmetic import Cell
from ingest.forms.breakdowns import TOTAL, Addressee, breakdown_label, cells_of
from ingest.forms.definition import PLAN_CODES, Field, load_form
from ingest.forms.workbook.answers import Answer
from ingest.forms.workbook.choices import activity_label
from ingest.forms.workbook.read import SubmittedForm
from ingest.forms.workbook.values import Value, code_keys, read_value, says_nothing
from ingest.periods import CollectionKind
from ingest.problems import Detail, Problem
from ingest.typography import number
from quality.submissions.context import FormContext
from quality.submissions.personal_data import MASKED, has_personal_code, masked, personal_data

_GARBLED_BY = ("cp1252", "cp1257", "latin-1")


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that could be read."""

    answer: Answer
    field: Field
    value: Value


@dataclass(frozen=True)
class Reading:
    """The answers of one workbook as values.

    Attributes:
        asked: Those this reporter was asked for.
        answered: Those that could be read.
        problems: What is wrong with the others, and what texts hold that they should not.
    """

    submitted: SubmittedForm
    context: FormContext
    asked: list[Answer]
    answered: list[Answered]
    problems: list[Problem]


def read_answers(submitted: SubmittedForm, context: FormContext) -> Reading:
    """Read every cell that this reporter was asked for; one that has a finding already is left out."""
    fields = _fields(submitted.form.form)
    marked = {(problem.sheet, problem.column) for problem in submitted.findings}
    activity_keys = _activity_keys(context.order.activities)
    cells = _asked_cells(submitted.form.form, context.order.collection.kind, context.order.addressee)
    reading = Reading(submitted, context, [], [], list(_cells_asked_otherwise(submitted, cells)))
    for answer in submitted.answers:
        if (answer.table, answer.field) not in fields or (cells and (answer.field, answer.breakdown) not in cells):
            continue
        reading.asked.append(answer)
        if (answer.sheet, answer.cell) not in marked:
            field, codes = fields[answer.table, answer.field]
            _read(reading, answer, field, activity_keys if field.codes in PLAN_CODES else codes)
    return reading


def problem_at(submitted: SubmittedForm, rule_id: str, answer: Answer, field: Field, **details: Detail) -> Problem:
    """A problem in the cell of an answer."""
    value = number(answer.value) if isinstance(answer.value, float) else shown(answer.value)
    asked = (("heading", label_of(field, answer.breakdown)), ("asked", _what_is_asked(submitted, field)))
    return Problem(
        rule_id,
        submitted.file_name,
        answer.sheet,
        None,
        answer.cell,
        value,
        (*asked, *details.items()),
    )


def label_of(field: Field, breakdown: str) -> str:
    """A cell in the words of the form."""
    words = breakdown_label(field, breakdown) if breakdown != TOTAL else ""
    return f"{field.label.lv}, {words}" if words else field.label.lv


def _what_is_asked(submitted: SubmittedForm, field: Field) -> str:
    """What the remedy for an answer may depend on; what a line must have cannot be left out as not applicable."""
    kind = "figure" if field.is_figure else field.type
    may_be_none = kind != "text" and (submitted.form.shape == "fields" or not field.required)
    return f"{kind}_or_none" if may_be_none else kind


def _read(reading: Reading, answer: Answer, field: Field, codes: Mapping[str, str]) -> None:
    submitted = reading.submitted
    if field.type != "text" and has_personal_code(shown(answer.value)):
        reading.problems.append(problem_at(submitted, "personal_code", answer, field))
        return
    try:
        value = read_value(answer.value, field, codes)
    except CellError as error:
        reading.problems.append(problem_at(submitted, error.rule_id, answer, field, **error.details))
        return
    if field.type == "text" and value.text:
        if unusable := _unusable(value.text, field):
            reading.problems.append(problem_at(submitted, unusable, answer, field))
            return
        rules = [*personal_data(value.text), *(["form_text_garbled"] if _is_garbled(value.text) else [])]
        reading.problems.extend(problem_at(submitted, rule_id, answer, field) for rule_id in rules)
        # A line may land with a name as its only fault: what lands names nobody, the archive keeps what was typed.
        value = replace(value, text=masked(value.text)) if rules else value
    reading.answered.append(Answered(answer, field, value))


def _unusable(text: str, field: Field) -> str | None:
    """The rule by which a text is no answer: it came back masked from us, or is required and says nothing."""
    if MASKED in text:
        return "form_text_masked"
    return "form_text_says_nothing" if field.required and says_nothing(text) else None


def _cells_asked_otherwise(submitted: SubmittedForm, cells: Mapping[Cell, Field]) -> Iterator[Problem]:
    """Cells of a form of single values that should be there and are not, or hold something nobody asked for."""
    found = {(answer.field, answer.breakdown): answer for answer in submitted.answers}
    since = [change for change in submitted.form.changes if change.version > submitted.header.version]
    added = {name for change in since for name in change.add}
    removed = {name for change in since for name in change.remove}
    for (name, breakdown), field in cells.items():
        if (name, breakdown) not in found and name not in added:
            sheet = submitted.form.sheet or ""
            yield Problem("form_cell_missing", submitted.file_name, sheet, value=label_of(field, breakdown))
    for cell, answer in found.items() if cells else ():
        if cell not in cells and answer.field not in removed and shown(answer.value).strip():
            details = (("code", f"{answer.field}|{answer.breakdown}"),)
            value = shown(answer.value)
            yield Problem("form_cell_not_asked", submitted.file_name, answer.sheet, None, answer.cell, value, details)


@cache
def _asked_cells(form: str, kind: CollectionKind, addressee: Addressee) -> dict[Cell, Field]:
    return {(field.field, breakdown): field for field, breakdown in cells_of(load_form(form), kind, addressee)}


@cache
def _fields(form: str) -> dict[Cell, tuple[Field, Mapping[str, str]]]:
    """Fields by table and name, each with what may be typed for its codes; no table in a form of single values."""
    definition = load_form(form)
    named = [(table.table, field) for table in definition.tables for field in table.fields]
    named = named or [("", field) for field in definition.fields]
    return {(table, field.field): (field, code_keys(field.choices())) for table, field in named}


@cache
def _activity_keys(activities: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """An activity may be typed by its number, with or without its name, or chosen as the drop-down words it."""
    words = [(nr, (nr, f"{nr} {name}", activity_label(nr, name))) for nr, name in activities]
    return {label_key(text): nr for nr, texts in words for text in texts}


def _is_garbled(text: str) -> bool:
    """Latvian letters that went through a wrong encoding on their way: ā as Ä."""
    if "\ufffd" in text:
        return True
    for encoding in _GARBLED_BY:
        try:
            if unicodedata.normalize("NFC", text.encode(encoding).decode("utf-8")) != text:
                return True
        except UnicodeError:
            continue
    return False
