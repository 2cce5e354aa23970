"""The day the learners were counted: from the file's name or from the person who hands the file in."""

from __future__ import annotations

import datetime as dt
import re

from ingest.problems import InputError, Problem

_IN_NAME = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{4})(?!\d)")


def snapshot_date(file_name: str, given: dt.date | None) -> dt.date:
    """The date of a workbook, `…_01122022.xlsx` being 1 December 2022.

    Args:
        file_name: Name of the file.
        given: What the person said, if anything.

    Raises:
        InputError: `enrolment_date_missing` when neither says it, `enrolment_date_differs` when they contradict.
    """
    named = _date_in(file_name)
    if named is None and given is None:
        raise InputError([Problem("enrolment_date_missing", file=file_name)])
    if named and given and named != given:
        details = (("date", given), ("named", named))
        raise InputError([Problem("enrolment_date_differs", file=file_name, details=details)])
    return named or given  # type: ignore[return-value]


def read_date(text: str) -> dt.date:
    """A date as a person types it: 01.12.2022, also with the dot after the year, or 2022-12-01.

    Raises:
        InputError: `enrolment_date_unreadable`.
    """
    for form in ("%d.%m.%Y", "%d.%m.%Y.", "%Y-%m-%d"):
        try:
            return dt.datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    raise InputError([Problem("enrolment_date_unreadable", value=text)])


def school_year_end(date: dt.date) -> int:
    """The calendar year in which the school year of a day ends (1 September to 31 August)."""
    return date.year + (date.month >= 9)


def _date_in(file_name: str) -> dt.date | None:
    for day, month, year in _IN_NAME.findall(file_name):
        try:
            return dt.date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None
