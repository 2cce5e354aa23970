"""What calamine returns for a cell, how a person recognises it, and what is raised where it is something else."""

from __future__ import annotations

import datetime as dt
from typing import TypeAlias

from ingest.typography import day

CellValue: TypeAlias = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta
"""An empty text is a blank cell."""


class CellError(ValueError):
    """A cell whose content is not what is asked there.

    Attributes:
        rule_id: Key of the message.
        details: What else the message names.
    """

    def __init__(self, rule_id: str, **details: str) -> None:
        super().__init__(rule_id)
        self.rule_id = rule_id
        self.details = details


def is_blank(cell: CellValue) -> bool:
    """True for a cell without content; a space is none."""
    return isinstance(cell, str) and not cell.strip()


def shown(value: CellValue) -> str:
    """A cell's content as a person would recognise it in a message: `31.12.2025.`, `2,5`, `TRUE`."""
    if isinstance(value, dt.date):
        return day(value)
    if isinstance(value, float):
        return shortest(value).replace(".", ",")
    return str(value).upper() if isinstance(value, bool) else str(value)


def shortest(value: float) -> str:
    """A number without a decimal point that says nothing."""
    return str(int(value)) if value % 1 == 0 else repr(value)
