"""Municipalities as the state's workbooks name them, with their territorial changes: the seed `municipalities.csv`."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Municipality:
    """One municipality.

    Attributes:
        name: As the state's workbook prints it.
        valid_from: First day of the territorial division the seed describes.
        valid_to: Last day, where it has ended.
        successor: The municipality its territory belongs to now, where it has ended.
    """

    name: str
    valid_from: dt.date
    valid_to: dt.date | None
    successor: str

    def is_valid(self, date: dt.date) -> bool:
        """Whether it exists on a day."""
        return self.valid_from <= date and (self.valid_to is None or date <= self.valid_to)


def read_municipalities(path: Path) -> dict[str, Municipality]:
    """The seed by name."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            Municipality(
                row["municipality_name"],
                dt.date.fromisoformat(row["valid_from"]),
                dt.date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
                row["successor"],
            )
            for row in csv.DictReader(file)
        ]
    return {row.name: row for row in rows}
