"""A published table as CSV: RFC 4180, UTF-8, decimal point, ISO dates."""

from __future__ import annotations

import csv
import re
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

from publication.open_data.tables import Table

_FORMULA = re.compile(r'(^|[;\t\n])(?="*[=+\-@])')
"""Where a spreadsheet begins a cell, whatever it takes for the separator, and what it takes for a formula there."""


def write_csv(table: Table, lines: list[tuple[Any, ...]]) -> bytes:
    """Write a table.

    A text that a spreadsheet would take for a formula gets one space before it: then it is shown, not computed. No
    other text begins with a space, so that stripping gives back what was meant; an apostrophe could not be told from
    one that belongs to the text. Numbers stay bare.

    Args:
        table: Its definition.
        lines: What it holds.

    Returns:
        The file: one line of column names, then the lines.
    """
    target = StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([field(value) for value in line] for line in lines)
    return target.getvalue().encode()


def field(value: Any) -> str:
    """A value as it is written."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _FORMULA.sub(r"\1 ", value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | Decimal):
        return str(value)
    raise TypeError(type(value))
