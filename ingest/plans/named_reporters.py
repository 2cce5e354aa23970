"""Which reporters the tasks and activities of a plan name, by `reporters.csv` and `executors.csv`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.plans.landing import TypedRow
from ingest.plans.printed_names import KnownNames, folded
from ingest.plans.registry import RawPlan, RawRegistry, RawTable

Row = dict[str, str]


@dataclass(frozen=True)
class Naming:
    """A cell of a plan that says who does or answers for something.

    Attributes:
        subject: `task` or `activity`.
        subject_nr: Its number.
        field: executor or supervisor of a task, responsible or involved institution of an activity.
        place: Table that prints it.
        text: As printed.
    """

    subject: str
    subject_nr: str
    field: str
    place: str
    text: str


class PrintedExecutors:
    """What the printed names of a plan version mean."""

    def __init__(self, reporters: RawTable | None, executors: RawTable | None, first_day: str, last_day: str) -> None:
        """Take the two lists of a municipality and the days of a plan version; without the lists no name is known."""
        self._reporters = reporters.rows if reporters else []
        self._first_day, self._last_day = first_day, last_day
        self._meanings: defaultdict[str, list[str]] = defaultdict(list)
        for row in self._reporters:
            for name in names_of(row):
                self._meanings[folded(name)].append(row["reporter_id"])
        for row in executors.rows if executors else []:
            self._meanings[folded(row["printed_name"])] += self._meant_by(row)
        self._known = KnownNames(self._meanings)

    def read(self, text: str) -> tuple[list[str], list[str]]:
        """The reporters that a printed text means, and the names in it that nobody knows."""
        names, unmatched = self._known.read(text)
        meant = [reporter for name in names for reporter in self._meanings[name]]
        return list(dict.fromkeys(meant)), unmatched

    def meant(self, text: str) -> frozenset[str] | None:
        """The reporters that a printed text means where it says nothing else; None where a part of it means nobody."""
        names, unmatched = self._known.read(text)
        if not names or unmatched or not all(self._meanings[name] for name in names):
            return None
        return frozenset(reporter for name in names for reporter in self._meanings[name])

    def _meant_by(self, executor: Row) -> list[str]:
        """A name for a whole kind means those of the kind that report during the plan version."""
        if executor["reporter_id"]:
            return [executor["reporter_id"]]
        same = [row for row in self._reporters if row["reporter_kind"] == executor["reporter_kind"]]
        return [row["reporter_id"] for row in same if row["is_expected"] == "true" and self._reports(row)]

    def _reports(self, reporter: Row) -> bool:
        first, last = reporter["valid_from"] or self._first_day, reporter["valid_to"] or self._last_day
        return first <= self._last_day and last >= self._first_day


def names_of(reporter: Row) -> list[str]:
    """Name and aliases of a row of `reporters.csv`, as written."""
    return [reporter["reporter_name"], *filter(None, map(str.strip, reporter["aliases"].split(";")))]


def namings(plan: RawPlan) -> Iterator[Naming]:
    """Every cell of the plan that names institutions for a task or an activity, in plan order."""
    for row in plan.tables["tasks"].rows:
        for field in ("executor", "supervisor"):
            if row[field]:
                yield Naming("task", row["task_nr"], field, row["place"], row[field])
    for row in plan.tables["activity_readings"].rows:
        if row["field"] in ("responsible", "involved"):
            yield Naming("activity", row["activity_nr"], row["field"], row["place"], row["text"])
    for row in plan.tables["resources"].rows:
        if row["activity_nr"] and row["responsible"]:
            yield Naming("activity", row["activity_nr"], "responsible", row["place"], row["responsible"])


def unmatched_names(registry: RawRegistry, plan: RawPlan) -> list[tuple[Naming, str]]:
    """The printed names that neither list of the municipality knows, each with the cell it stands in."""
    executors = executors_of(registry, plan)
    return [(naming, name) for naming in namings(plan) for name in executors.read(naming.text)[1]]


def name_rows(registry: RawRegistry) -> dict[str, list[TypedRow]]:
    """The rows of `reporter_names`, `named_reporters` and `unmatched_names`, as `ingest.plans.landing` takes them."""
    return {
        "reporter_names": [
            {"municipality": municipality, "printed_name": name, "reporter_id": row["reporter_id"]}
            for municipality, reporters in registry.reporters.items()
            for row in reporters.rows
            for name in names_of(row)
        ],
        "named_reporters": _distinct(
            {**_cell(plan, naming), "reporter_id": reporter}
            for plan in registry.plans
            for executors in [executors_of(registry, plan)]
            for naming in namings(plan)
            for reporter in executors.read(naming.text)[0]
        ),
        "unmatched_names": _distinct(
            {**_cell(plan, naming), "printed_name": name, "printed_text": naming.text}
            for plan in registry.plans
            for naming, name in unmatched_names(registry, plan)
        ),
    }


def executors_of(registry: RawRegistry, plan: RawPlan) -> PrintedExecutors:
    """What the lists of a plan's municipality say about printed names while the plan holds."""
    header = plan.header
    lists = registry.reporters.get(header.municipality), registry.executors.get(header.municipality)
    last_day = header.valid_to or header.period_end
    return PrintedExecutors(*lists, header.valid_from.isoformat(), last_day.isoformat())


def _cell(plan: RawPlan, naming: Naming) -> TypedRow:
    return {
        "municipality": plan.header.municipality,
        "plan_id": plan.header.plan_id,
        "subject": naming.subject,
        "subject_nr": naming.subject_nr,
        "field": naming.field,
        "place": naming.place,
    }


def _distinct(rows: Iterator[TypedRow]) -> list[TypedRow]:
    """A table may print the responsible institution of one activity in several rows."""
    return [dict(row) for row in dict.fromkeys(tuple(row.items()) for row in rows)]
