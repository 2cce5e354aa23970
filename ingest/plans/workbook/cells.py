"""One cell: from what Excel stored to the text that a plan table holds."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping

from ingest.excel.headings import folded
from ingest.excel.values import CellError, CellValue, shortest, shown
from ingest.plans.header import SLUG
from ingest.plans.workbook.layout import Field

_DATE = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\.?")
_DAY = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.?|(?P<iso_month>\d\d)-(?P<iso_day>\d\d)")
_NO_LEAP_YEAR = 2023
_YEARS = re.compile(r"(20\d\d)(?:\s?[-–—]\s?(20\d\d))?")
_WHOLE_NUMBERS_ONLY = ("numbers", "years")
_EXACT_BELOW = 1e15
"""Excel keeps 15 digits: a longer number is no longer the one that was typed."""


def read_cell(value: CellValue, field: Field, labels: Mapping[str, str]) -> str:
    """Turn a cell into the text of a plan table.

    Args:
        value: What calamine returned; an empty text is a blank cell.
        field: What the column asks for.
        labels: Codes with the labels that the column offers.

    Returns:
        Text in the form of the CSV files (codes, ISO dates, `true`); empty for a blank cell without default.

    Raises:
        CellError: If the content is of another kind; nothing is guessed.
    """
    if field.kind == "date":
        return _date(value)
    if field.kind == "day":
        return _day_of_every_year(value)
    if field.kind == "flag" and isinstance(value, bool):
        return str(value).lower()
    text = _plain_text(value, field)
    if not text:
        return field.default
    if field.kind in ("code", "codes", "flag"):
        parts = re.split(r"[,;\n]", text) if field.kind == "codes" else [text]
        return ",".join(_code(part, labels) for part in parts)
    if field.kind == "int":
        return _whole_number(text, field)
    if field.kind == "years":
        return _years(text)
    if field.kind == "slug" and not re.fullmatch(SLUG, text):
        raise CellError("workbook_code_pattern")
    if field.kind == "nr":
        return text.rstrip(". ")
    if field.kind == "numbers":
        return ",".join(dict.fromkeys(part.strip(" .") for part in re.split(r"[,;\n]", text) if part.strip(" .")))
    return text


def _plain_text(value: CellValue, field: Field) -> str:
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value).replace("\r\n", "\n")
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        return "\n".join(lines) if field.kind == "lines" else " ".join(lines)
    if isinstance(value, bool):
        raise CellError("workbook_not_text")
    if isinstance(value, float | int):
        # In a Latvian Excel 2,8 typed into a number cell is two and eight tenths, and 70% is 0.7.
        is_split = field.kind in _WHOLE_NUMBERS_ONLY and value % 1 != 0
        if field.kind == "printed" or is_split or not abs(value) < _EXACT_BELOW:
            raise CellError("workbook_number_for_text")
        return shortest(float(value))
    raise CellError("workbook_became_date")


def _date(value: CellValue) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    text = value.strip() if isinstance(value, str) else shown(value)
    if not text:
        return ""
    try:
        found = _DATE.fullmatch(text)
        day = dt.date(int(found[3]), int(found[2]), int(found[1])) if found else dt.date.fromisoformat(text)
    except ValueError:
        raise CellError("plan_not_date") from None
    return day.isoformat()


def _day_of_every_year(value: CellValue) -> str:
    """Month and day; a number cell is refused, for Excel stores 15.10 as 15.1."""
    if isinstance(value, dt.date):
        return f"{value:%m-%d}"
    text = value.strip() if isinstance(value, str) else shown(value)
    if not text:
        return ""
    found = _DAY.fullmatch(text) if isinstance(value, str) else None
    try:
        if not found:
            raise ValueError(text)
        month, day = found["month"] or found["iso_month"], found["day"] or found["iso_day"]
        return f"{dt.date(_NO_LEAP_YEAR, int(month), int(day)):%m-%d}"
    except ValueError:
        raise CellError("plan_not_month_day") from None


def _code(text: str, labels: Mapping[str, str]) -> str:
    wanted = folded(text)
    for code, label in labels.items():
        if wanted in (folded(label), folded(code)):
            return code
    raise CellError("plan_code_unknown", codes=", ".join(labels.values()))


def _whole_number(text: str, field: Field) -> str:
    if not re.fullmatch(r"-?\d{1,9}", text):
        raise CellError("plan_not_int")
    if not field.low <= int(text) <= field.high:
        raise CellError("workbook_number_outside", low=str(field.low), high=str(field.high))
    return str(int(text))


def _years(text: str) -> str:
    years: set[int] = set()
    for part in re.split(r"[,;\n]", text):
        found = _YEARS.fullmatch(part.strip(" ."))
        if not found:
            raise CellError("workbook_years_unreadable")
        first, last = int(found[1]), int(found[2] or found[1])
        if last < first:
            raise CellError("workbook_years_unreadable")
        years.update(range(first, last + 1))
    return ",".join(map(str, sorted(years)))
