"""School years, collections and the windows of events: what the calendar of the whole system is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from ingest.problems import InputError, Problem

CollectionKind = Literal["S1", "S2", "R"]

_LATVIA = ZoneInfo("Europe/Riga")
_COLLECTION = re.compile(r"(?P<start>20\d\d)/(?P<end>20\d\d)-(?P<kind>S1|S2|R)")


def latvian_day(moment: datetime) -> date:
    """The day on which something happened for people in Latvia: a deadline ends at their midnight, summer and winter.

    Args:
        moment: A moment with its time zone.
    """
    return moment.astimezone(_LATVIA).date()


@dataclass(frozen=True)
class Collection:
    """One collection of reports, `2024/2025-S1`.

    Attributes:
        start_year: Year in which the school year starts.
        kind: `S1` (due in January), `S2` (due in June) or `R` (the refinement due in September).
    """

    start_year: int
    kind: CollectionKind

    @classmethod
    def parse(cls, text: str) -> Collection:
        """The collection that a text names.

        Raises:
            ValueError: It names none.
        """
        found = _COLLECTION.fullmatch(text.strip())
        if not found or int(found["end"]) != int(found["start"]) + 1:
            raise ValueError(text)
        return cls(int(found["start"]), found["kind"])  # type: ignore[arg-type]

    def __str__(self) -> str:
        return f"{self.school_year}-{self.kind}"

    @property
    def school_year(self) -> str:
        """The school year it belongs to, `2024/2025`."""
        return f"{self.start_year}/{self.start_year + 1}"

    @property
    def folder(self) -> str:
        """Its name as a folder, `2024-2025-S1`."""
        return str(self).replace("/", "-")

    @property
    def place(self) -> tuple[int, int]:
        """Sorts collections by when they are due: January, June, September."""
        return self.start_year, ("S1", "S2", "R").index(self.kind)

    @property
    def window(self) -> tuple[date, date] | None:
        """First and last day of the events it takes; the refinement takes none. Windows touch and never overlap."""
        if self.kind == "S1":
            return date(self.start_year, 7, 1), date(self.start_year, 12, 31)
        if self.kind == "S2":
            return date(self.start_year + 1, 1, 1), date(self.start_year + 1, 6, 30)
        return None

    @property
    def last_day(self) -> date:
        """The last day that it tells of; the refinement corrects what June told."""
        return date(self.start_year, 12, 31) if self.kind == "S1" else date(self.start_year + 1, 6, 30)

    @property
    def answers_in(self) -> int:
        """The calendar year in which it opens and is due: January and June after the school year began, September."""
        return self.start_year + 1

    @property
    def after(self) -> Collection:
        """The collection that opens next: January, June, September."""
        if self.kind == "R":
            return Collection(self.start_year + 1, "S1")
        return Collection(self.start_year, "S2" if self.kind == "S1" else "R")

    @property
    def former(self) -> Collection:
        """The collection it continues: September corrects June, June goes on from January, January from last June."""
        if self.kind == "S1":
            return Collection(self.start_year - 1, "S2")
        return Collection(self.start_year, "S1" if self.kind == "S2" else "S2")

    @property
    def year_before(self) -> Collection:
        """The collection of the same kind one school year earlier."""
        return Collection(self.start_year - 1, self.kind)


def collection_named(name: str) -> Collection:
    """The collection that a person named.

    Raises:
        InputError: `collection_unknown`.
    """
    try:
        return Collection.parse(name)
    except ValueError:
        raise InputError([Problem("collection_unknown", value=name)]) from None


@dataclass(frozen=True)
class Deadlines:
    """When a collection opens, is due and closes in one municipality, each day included."""

    opens_on: date
    due_on: date
    closes_on: date
