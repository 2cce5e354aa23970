"""The registry of one plan as the rows that the plan prints."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

REGISTRY = Path(__file__).parents[2] / "plans"

ACTIVITY_TABLE = ("activity_name", "planned_result", "responsible", "involved", "years_text", "funding_source")
RESULTS_TABLE = ("activity_name", "planned_funding", "planned_result")
TASK_TABLE = ("task_name", "deadline_text", "executor", "supervisor")
RESOURCE_TABLE = ("activity_name", "planned_result", "resources_text", "funding_source", "responsible")


class PrintedRow(NamedTuple):
    """Cells that stand beside each other in the plan, left to right, and the number printed before them if any."""

    name: str
    cells: tuple[str, ...]
    number: str | None = None


class Transcript:
    """The first version of one plan in the registry, every value as text."""

    def __init__(self, slug: str) -> None:
        folder = REGISTRY / slug / f"{slug}-2024"
        self.header: dict[str, Any] = yaml.safe_load((folder / "plan.yml").read_text(encoding="utf-8"))
        self.tables = {path.stem: _records(path) for path in folder.glob("*.csv")}

    def plan_places(self) -> dict[str, str]:
        """The places of goals, activities, tasks ..., without those that only observations stand in."""
        tables = [rows for name, rows in self.tables.items() if name != "observations"]
        used = {row["place"] for rows in tables for row in rows if "place" in row}
        return {place: heading for place, heading in self.header["places"].items() if place in used}

    def planned_results(self) -> dict[tuple[str, str], str]:
        """The planned result of an activity as a place prints it, by activity number and place."""
        results = {
            (record["activity_nr"], record["place"]): record["text"]
            for record in self.tables["activity_readings"]
            if record["field"] == "planned_result"
        }
        return results | {
            (record["activity_nr"], record["place"]): record["planned_result"]
            for record in self.tables["resources"]
            if record["activity_nr"] and record["planned_result"]
        }

    def rows(self, place: str) -> list[PrintedRow]:
        """Every row that a place prints, empty cells left out; a text that several records repeat stands once."""
        rows = (*self._goals(place), *self._indicators(place), *self._activities(place), *self._duties(place))
        printed = (row._replace(cells=tuple(filter(None, row.cells))) for row in rows)
        return list(dict.fromkeys(row for row in printed if row.cells))

    def _of(self, table: str, place: str) -> Iterator[dict[str, str]]:
        return (record for record in self.tables[table] if record["place"] == place)

    def _goals(self, place: str) -> Iterator[PrintedRow]:
        for goal in self._of("goal_readings", place):
            yield PrintedRow(f"goal {goal['goal_nr']}", (goal["text"],), goal["printed_goal_nr"] or None)
        for result in self._of("expected_results", place):
            yield PrintedRow(f"expected result {result['goal_nr']}-{result['result_nr']}", (result["text"],))

    def _indicators(self, place: str) -> Iterator[PrintedRow]:
        """An indicator with its first breakdown; further breakdowns follow without name and source."""
        seen = set()
        for indicator in self._of("indicators", place):
            number = indicator["indicator_nr"]
            targets = [
                target["target_text"]
                for target in sorted(self._of("indicator_targets", place), key=lambda target: target["target_year"])
                if (target["indicator_nr"], target["breakdown"]) == (number, indicator["breakdown"])
            ]
            values = (indicator["baseline_text"], *targets)
            if number in seen:
                yield PrintedRow(f"indicator {number} {indicator['breakdown']}", values)
            else:
                seen.add(number)
                cells = (indicator["indicator_name"], *values, indicator["data_source"])
                yield PrintedRow(f"indicator {number}", cells, number)

    def _activities(self, place: str) -> Iterator[PrintedRow]:
        for activity in self.tables["activities"]:
            number = activity["activity_nr"]
            texts = {
                reading["field"]: reading["text"]
                for reading in self._of("activity_readings", place)
                if reading["activity_nr"] == number
            }
            is_first = activity["place"] == place
            columns = ACTIVITY_TABLE if is_first else RESULTS_TABLE
            texts["years_text"] = activity["years_text"]
            yield PrintedRow(f"activity {number}", tuple(texts.get(column, "") for column in columns), number)

    def _duties(self, place: str) -> Iterator[PrintedRow]:
        for task in self._of("tasks", place):
            number = task["printed_activity_nr"]
            yield PrintedRow(f"activity {number}", (task["activity_name"],), number)
            yield PrintedRow(f"task {task['task_nr']}", tuple(task[column] for column in TASK_TABLE), task["task_nr"])
        for resource in self._of("resources", place):
            yield PrintedRow(
                f"resource {resource['resource_nr']}", tuple(resource[column] for column in RESOURCE_TABLE)
            )
        for duty in self._of("calendar", place):
            yield PrintedRow("monitoring duty", (duty["quote"],))


def _records(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
