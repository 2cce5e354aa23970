"""What happens when in a municipality: the days of its collections and its publication, the duties its plan prints.

Everything is worked out from the plans and the day that is asked for; nothing reads the clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from ingest.forms.orders import deadlines_of, plan_in_force, plan_reported_on
from ingest.periods import Collection, CollectionKind
from ingest.plans.registry import RawPlan, RawRegistry

Action = Literal["templates", "status_due", "status_closing", "draft"]
"""What the system does by itself: forms and invitations when a collection opens, who has reported when it is due and
when it closes, the draft of the yearly publication."""

_PUBLICATION = "publication"
_DECEMBER = 12
_LONGEST_LAG = 2
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """Something that is done by itself in a municipality.

    Attributes:
        subject: The collection, or the results year of a draft.
        day: The day on which it is done.
        last_day: The last day on which doing it late still helps somebody.
        basis: What the plan prints, or what the municipality notes about its days; empty where neither says anything.
        place: Section of the plan that is quoted.
        is_assumed: Whether nobody has named the time and it is our assumption.
    """

    municipality: str
    municipality_name: str
    action: Action
    subject: Collection | int
    day: date
    last_day: date
    basis: str
    place: str
    is_assumed: bool

    def __str__(self) -> str:
        return f"{self.municipality}/{self.subject_name}/{self.action}"

    @property
    def subject_name(self) -> str:
        """What it is about, as folders are named."""
        return self.subject.folder if isinstance(self.subject, Collection) else str(self.subject)


@dataclass(frozen=True)
class Duty:
    """Something that the plan asks of people in a year.

    Attributes:
        month: The month in which it is due; None where nothing points to one.
        times_per_year: How often a year; None for what is done once.
        is_month_assumed: Whether the month is our assumption and not in the quote.
    """

    event: str
    month: int | None
    times_per_year: int | None
    is_month_assumed: bool
    responsible: str
    quote: str
    place: str


def entries(registry: RawRegistry, municipality: str, first: date, last: date) -> list[Entry]:
    """What is done by itself from one day to another, both included, in the order of the days."""
    years = range(first.year, last.year + 1)
    found = [
        entry
        for year in years
        for entry in (*_of_collections(registry, municipality, year), *_of_publication(registry, municipality, year))
    ]
    return sorted((one for one in found if first <= one.day <= last), key=lambda one: one.day)


def still_due(registry: RawRegistry, municipality: str, day: date) -> list[Entry]:
    """What is to have been done by the end of a day, as far as doing it still helps somebody."""
    begun = entries(registry, municipality, date(day.year - 1, 1, 1), day)
    return [one for one in begun if day <= one.last_day]


def duties(registry: RawRegistry, municipality: str, year: int) -> list[Duty]:
    """What the plan in force on 31 December of a year, else at its beginning, asks of people; by month, then the rest.

    What has neither a month nor a number of times nor a year is done when it is needed, so no year has it.
    """
    plan = plan_in_force(registry, municipality, date(year, 12, 31)) or plan_in_force(
        registry, municipality, date(year, 1, 1)
    )
    rows = plan.tables["calendar"].rows if plan else []
    found = [
        Duty(
            event=row["event"],
            month=int(row["month"]) if row["month"] else None,
            times_per_year=int(row["times_per_year"]) if row["times_per_year"] else None,
            is_month_assumed=row["is_month_assumed"] == "true",
            responsible=row["responsible"],
            quote=row["quote"],
            place=row["place"],
        )
        for row in rows
        if row["year"] in ("", str(year)) and (row["month"] or row["times_per_year"] or row["year"])
    ]
    return sorted(found, key=lambda one: one.month or _DECEMBER + 1)


def first_working_day(year: int, month: int) -> date:
    """The first day of a month that is neither a weekend nor a holiday in Latvia nor a day off moved there."""
    from holidays import country_holidays

    return country_holidays("LV").get_nth_working_day(date(year, month, 1) - _DAY, 1)


def _of_collections(registry: RawRegistry, municipality: str, year: int) -> Iterator[Entry]:
    """Opening, due and closing day of the collections of a calendar year; where two fall on a day, the later counts."""
    if municipality not in registry.reporters:
        return
    own = registry.collections.get(municipality)
    notes = {row["collection_kind"]: row["note"] for row in own.rows} if own else {}
    for kind in get_args(CollectionKind):
        collection = Collection(year - 1, kind)
        plan = plan_reported_on(registry, municipality, collection)
        if plan is None:
            continue
        days = deadlines_of(registry, municipality, collection)
        opens_next = deadlines_of(registry, municipality, collection.after).opens_on
        spans: dict[Action, tuple[date, date]] = {
            "templates": (days.opens_on, days.closes_on),
            "status_due": (days.due_on, days.closes_on - _DAY),
            "status_closing": (days.closes_on, max(days.closes_on, opens_next - _DAY)),
        }
        for action, (first, last) in spans.items():
            if first <= last:
                name, note = plan.header.municipality_name, notes.get(kind, "")
                yield Entry(municipality, name, action, collection, first, last, note, "", is_assumed=not note)


def _of_publication(registry: RawRegistry, municipality: str, due_year: int) -> Iterator[Entry]:
    """The draft due in a calendar year, in the month of which the plan speaks, else in December."""
    for results_year in range(due_year - _LONGEST_LAG, due_year + 1):
        plan = plan_in_force(registry, municipality, date(results_year, 12, 31))
        if plan is None or results_year + plan.header.publication_lag_years != due_year:
            continue
        asked = _publication_row(plan)
        month = int(asked["month"] or _DECEMBER)
        yield Entry(
            municipality,
            plan.header.municipality_name,
            "draft",
            results_year,
            first_working_day(due_year, month),
            date(due_year + 1, month, 1) - _DAY,
            basis=asked["quote"],
            place=asked["place"],
            is_assumed=not asked["month"] or asked["is_month_assumed"] == "true",
        )


def _publication_row(plan: RawPlan) -> dict[str, str]:
    """What the plan prints about publishing its results; the first month of several."""
    rows = [row for row in plan.tables["calendar"].rows if row["event"] == _PUBLICATION]
    nothing = {"month": "", "quote": "", "place": "", "is_month_assumed": "true"}
    return min(rows, key=lambda row: int(row["month"] or _DECEMBER + 1), default=nothing)
