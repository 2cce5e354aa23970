"""What one answer must be by itself, said twice from one definition: as a formula for Excel, and in Python."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import TypeAlias

from ingest.excel.values import CellValue
from ingest.forms.definition import Field
from ingest.forms.workbook.choices import Choice
from ingest.forms.workbook.values import NOT_APPLICABLE_WORDS
from ingest.forms.workbook.words import in_latvian
from ingest.periods import Collection

_DAY_ZERO = dt.datetime(1899, 12, 30)
DAYS = dt.date(2000, 1, 1), dt.date(2099, 12, 31)
"""First and last day that an answer may name, where its collection does not say more."""
_DIGITS = {"count": 0, "eur": 2}
_KINDS = {
    "count": "veselam skaitlim",
    "number": "skaitlim",
    "eur": "summai eiro ar ne vairāk kā diviem cipariem aiz komata,",
}


@dataclass(frozen=True)
class Within:
    """A number between two bounds; a date is its serial number.

    Attributes:
        digits: Most digits after the comma; None for any.
    """

    low: float
    high: float
    digits: int | None
    words: str

    def formula(self, cell: str) -> str:
        """True in Excel where the cell breaks it."""
        wrong = [f"{cell}<{self.low:.15g}", f"{cell}>{self.high:.15g}"]
        if self.digits is not None:
            wrong.append(f"ROUND({cell},{self.digits})<>{cell}")
        return f"IF(ISNUMBER({cell}),OR({','.join(wrong)}),{_says_something_else(cell)})"

    def is_broken(self, value: CellValue) -> bool:
        """The same in Python."""
        number = number_of(value)
        if number is None:
            return not is_not_applicable(value)
        too_many_digits = self.digits is not None and round(number, self.digits) != number
        return not self.low <= number <= self.high or too_many_digits


@dataclass(frozen=True)
class OneOf:
    """One of the labels that a drop-down offers."""

    choice: Choice
    words: str = "jāizvēlas no saraksta"

    def formula(self, cell: str) -> str:
        """True in Excel where the cell breaks it."""
        return f"AND(COUNTIF({self.choice.cells},{cell})=0,{_says_something_else(cell)})"

    def is_broken(self, value: CellValue) -> bool:
        """The same in Python."""
        number = number_of(value)
        text = str(value) if number is None else f"{number:.15g}"
        offered = {label.casefold() for label in self.choice.labels.values()}
        return text.casefold() not in offered and not is_not_applicable(value)


ValueRule: TypeAlias = Within | OneOf


def value_rule(field: Field, collection: Collection, choice: Choice | None) -> ValueRule | None:
    """The rule of a field; None for texts."""
    if choice:
        return OneOf(choice)
    if field.type == "date":
        return _date_rule(field, collection)
    if field.high is None:
        return None
    low, high = (_grouped(bound) for bound in (field.low, field.high))
    return Within(field.low, field.high, _DIGITS.get(field.type), f"jābūt {_KINDS[field.type]} no {low} līdz {high}")


def _date_rule(field: Field, collection: Collection) -> Within:
    window = collection.window if "event_inside_window" in field.rules else None
    first, last = window or DAYS
    words = f"jābūt datumam no {in_latvian(first)} līdz {in_latvian(last)}"
    return Within(_serial(first), _serial(last), None, words)


def is_not_applicable(value: CellValue) -> bool:
    """Whether the reporter says that the question makes no sense for it."""
    return isinstance(value, str) and value.strip().lower() in NOT_APPLICABLE_WORDS


def number_of(value: CellValue) -> float | None:
    """What Excel takes for a number; None for anything else."""
    if isinstance(value, dt.date):
        return _serial(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def _says_something_else(cell: str) -> str:
    others = [f'LOWER(TRIM({cell}))<>"{words}"' for words in NOT_APPLICABLE_WORDS]
    return f"AND({','.join(others)})"


def _serial(day: dt.date) -> float:
    moment = day if isinstance(day, dt.datetime) else dt.datetime(day.year, day.month, day.day)
    return (moment - _DAY_ZERO) / dt.timedelta(days=1)


def _grouped(number: float) -> str:
    return f"{number:,.15g}".translate({ord(","): "\u00a0", ord("."): ","})
