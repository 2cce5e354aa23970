"""What is wrong with an input, and where: collected as data, put into words elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

Detail: TypeAlias = str | float | Decimal | dt.date
"""Text, number, amount of money or date, each put into words by the language of the message."""


@dataclass(frozen=True)
class Problem:
    """One thing a person can mend.

    Attributes:
        rule_id: Key of the message (cause and remedy, in Latvian and English).
        file: File as the person knows it.
        sheet: Sheet of a workbook.
        row: Row as Excel or a text editor counts it.
        column: Column heading, or the cell's address in a workbook.
        value: The offending value as written.
        details: What else the message names, by name.
        told: Cause and remedy in Latvian as they landed, where a former verdict is repeated; None where the words are
            those of the present message.
    """

    rule_id: str
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    details: tuple[tuple[str, Detail], ...] = ()
    told: tuple[str, str] | None = None


class InputError(Exception):
    """Everything found wrong with an input, raised once after all of it was looked at."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(sorted({problem.rule_id for problem in self.problems})))
