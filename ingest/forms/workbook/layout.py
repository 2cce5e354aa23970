"""Where everything stands in a form workbook, for writer and reader alike. Rows count from 1, as in Excel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ingest.excel.headings import REQUIRED_MARK
from ingest.excel.sheet_xml import cell_name
from ingest.forms.breakdowns import Addressee, asked_fields, breakdown_label, breakdowns_of
from ingest.forms.definition import Field, Form, Section, Table
from ingest.periods import CollectionKind

GUIDE_SHEET = "Lasi mani"
LISTS_SHEET = "Saraksti"
"""Hidden: what the drop-downs offer."""
SUMMARY_SHEET = "Kopsavilkums"
FINDINGS_SHEET = "Visas kļūdas"
"""Only in the answer to a workbook with mistakes; nothing is read from them."""
IDENTITY_SHEET = "_pma"
"""Very hidden: names in column A, values in column B."""
IDENTITY = ("form", "version", "municipality", "reporter_id", "collection", "demo")
PROPERTY_PREFIX = "pma_"
"""The custom document properties repeat the hidden sheet: `pma_form` and so on."""

HEADING_ROW = 6
FIRST_ROW = HEADING_ROW + 1

CHECK_HEADING = "Pārbaude"
CODE_HEADING = "Kods"
FIELD_HEADINGS = (
    "Nr.", "Rādītājs", "Vērtība", "Iepriekš", "Mērvienība", CHECK_HEADING, "Paskaidrojums", CODE_HEADING,
)  # fmt: skip
"""Columns of a sheet of single values, from A on."""
NR, LABEL, VALUE, FORMER, UNIT, CHECK, HELP, CODE = range(1, len(FIELD_HEADINGS) + 1)


def code_of(field: str, breakdown: str) -> str:
    """What the code column holds beside a cell."""
    return f"{field}|{breakdown}"


def heading_of(field: Field) -> str:
    """The heading of a column of lines, with the mark of what is required."""
    return field.label.lv + (REQUIRED_MARK if field.required else "")


@dataclass(frozen=True)
class FieldLine:
    """One line of a sheet of single values.

    Attributes:
        kind: `section` and `label` are words only; `cell` has an input cell.
        text: What stands under *Rādītājs*.
        field: What is asked; None in a section heading and over the block of a task.
    """

    row: int
    kind: Literal["section", "label", "cell"]
    nr: str
    text: str
    field: Field | None = None
    breakdown: str = ""

    @property
    def cell(self) -> str:
        """Address of the input cell."""
        return cell_name(self.row, VALUE)

    @property
    def code(self) -> str:
        """What the code column holds; empty where there is no input cell."""
        return code_of(self.field.field, self.breakdown) if self.kind == "cell" and self.field else ""


def field_lines(
    form: Form, kind: CollectionKind, addressee: Addressee, tasks: tuple[tuple[str, str], ...] = ()
) -> list[FieldLine]:
    """All lines of a form of single values as one reporter sees them.

    Args:
        form: The form.
        kind: Kind of the collection.
        addressee: The reporter.
        tasks: Numbers and names of its tasks.
    """
    words = [
        line
        for number, section in enumerate(_asked(form, kind, addressee), start=1)
        for line in _section_lines(number, *section, addressee, dict(tasks))
    ]
    return [FieldLine(row, *line) for row, line in enumerate(words, start=FIRST_ROW)]


_Words = tuple[Literal["section", "label", "cell"], str, str, Field | None, str]


def _asked(form: Form, kind: CollectionKind, addressee: Addressee) -> list[tuple[Section, list[Field]]]:
    asked = [(section, list(asked_fields(section, kind, addressee))) for section in form.sections]
    return [(section, fields) for section, fields in asked if fields]


def _section_lines(
    number: int, section: Section, fields: list[Field], addressee: Addressee, task_names: dict[str, str]
) -> Iterator[_Words]:
    """A section of tasks has a block a task, any other a block a field."""
    yield "section", str(number), section.title.lv, None, ""
    if any("task" in field.by for field in fields):
        for task in addressee.tasks:
            yield "label", "", f"{task}. {task_names.get(task, '')}".rstrip(), None, task
            for field in fields:
                yield "cell", "", heading_of(field), field, task
        return
    for place, field in enumerate(fields, start=1):
        breakdowns = breakdowns_of(field, addressee)
        if not field.by:
            yield "cell", f"{number}.{place}", heading_of(field), field, breakdowns[0]
            continue
        yield "label", f"{number}.{place}", heading_of(field), field, ""
        for breakdown in breakdowns:
            yield "cell", "", breakdown_label(field, breakdown), field, breakdown


@dataclass(frozen=True)
class LineSheet:
    """A sheet of lines: one table, a column a field, then the check.

    Attributes:
        fields: What this reporter is asked, from column A on.
    """

    table: Table
    fields: tuple[Field, ...]

    @property
    def headings(self) -> list[str]:
        """All headings from column A on."""
        return [*map(heading_of, self.fields), CHECK_HEADING]

    @property
    def check_column(self) -> int:
        """Column of the live check, counted from 1."""
        return len(self.fields) + 1

    @property
    def last_row(self) -> int:
        """The last line that a template offers."""
        return HEADING_ROW + self.table.rows


def line_sheets(form: Form, kind: CollectionKind, addressee: Addressee) -> list[LineSheet]:
    """The sheets of a form of lines as one reporter sees them."""
    sheets = [LineSheet(table, tuple(asked_fields(table, kind, addressee))) for table in form.tables]
    return [sheet for sheet in sheets if sheet.fields]
