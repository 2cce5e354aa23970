"""Finding and reading plan versions: `plans/<slug>/<plan_id>/plan.yml` and one CSV a table.

Everything is read as text; whether it keeps its promises is for `quality.plan_rules` to say.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ingest.plans.header import PlanHeader, read_header
from ingest.plans.tables import Table, municipality_tables, plan_tables
from ingest.problems import InputError, Problem

MOST_BYTES = 5_000_000
"""A plan table is some hundred rows; anything larger is not one."""


@dataclass(frozen=True)
class RawTable:
    """A CSV file as text: rows in file order, `lines` the line each row ends on."""

    shown_as: str
    columns: list[str]
    rows: list[dict[str, str]]
    lines: list[int]

    def numbered(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row with its line."""
        return zip(self.lines, self.rows, strict=True)

    def keys(self, *columns: str) -> set[tuple[str, ...]]:
        """The values of some columns, one tuple a distinct combination."""
        return {tuple(row[column] for column in columns) for row in self.rows}


@dataclass(frozen=True)
class RawPlan:
    """One plan version as it lies on disk."""

    header: PlanHeader
    folder: Path
    shown_as: str
    tables: dict[str, RawTable] = field(default_factory=dict)


@dataclass(frozen=True)
class RawRegistry:
    """All plan versions; of each municipality its reporters, whom the printed executors mean, and its deadlines."""

    plans: list[RawPlan]
    reporters: dict[str, RawTable] = field(default_factory=dict)
    executors: dict[str, RawTable] = field(default_factory=dict)
    collections: dict[str, RawTable] = field(default_factory=dict)

    def lists_of(self, municipality: str) -> dict[str, RawTable]:
        """The lists that a municipality has, by their table."""
        lists = {name: getattr(self, name) for name in municipality_tables()}
        return {name: tables[municipality] for name, tables in lists.items() if municipality in tables}


def read_registry(roots: list[Path]) -> RawRegistry:
    """Read every plan version below the given folders.

    Args:
        roots: Folders that hold `<slug>/<plan_id>/`; absent ones are passed over.

    Returns:
        The plans ordered by municipality and start of validity.

    Raises:
        InputError: With every problem of every unreadable file.
    """
    problems: list[Problem] = []
    plans: list[RawPlan] = []
    lists: dict[str, dict[str, RawTable]] = {name: {} for name in municipality_tables()}
    for root in roots:
        for folder in sorted(path.parent for path in root.glob("*/*/plan.yml")):
            try:
                plans.append(read_plan(folder))
            except InputError as error:
                problems += error.problems
        for name, of_municipality in lists.items():
            for path in sorted(root.glob(f"*/{name}.csv")):
                try:
                    of_municipality[path.parent.name] = _read_table(path, name, plan_tables()[name])
                except InputError as error:
                    problems += error.problems
    if problems:
        raise InputError(problems)
    plans.sort(key=lambda plan: (plan.header.municipality, plan.header.valid_from, plan.header.plan_id))
    return RawRegistry(plans, **lists)


def read_plan(folder: Path) -> RawPlan:
    """Read one plan version.

    Raises:
        InputError: If the header or a table is missing or cannot be read.
    """
    shown_as = f"{folder.parent.name}/{folder.name}"
    problems: list[Problem] = []
    header = read_header(folder / "plan.yml", f"{shown_as}/plan.yml")
    if (header.municipality, header.plan_id) != (folder.parent.name, folder.name):
        value = f"{header.municipality}/{header.plan_id}"
        problems.append(Problem("plan_folder_name", f"{shown_as}/plan.yml", column="plan_id", value=value))
    wanted = {name: table for name, table in plan_tables().items() if table.scope == "plan"}
    known = {f"{name}.csv" for name in wanted} | {"plan.yml"}
    problems += [
        Problem("plan_unknown_file", f"{shown_as}/{path.name}")
        for path in sorted(folder.iterdir())
        if path.name not in known
    ]
    tables: dict[str, RawTable] = {}
    for name, table in wanted.items():
        try:
            tables[name] = _read_table(folder / f"{name}.csv", name, table)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return RawPlan(header, folder, shown_as, tables)


def _read_table(path: Path, name: str, table: Table) -> RawTable:
    """Read one CSV; the heading row must name exactly the table's columns, in any order."""
    shown_as = "/".join(path.parts[-3:] if table.scope == "plan" else path.parts[-2:])
    if not path.is_file():
        raise InputError([Problem("plan_table_missing", shown_as, details=(("table", name),))])
    if path.stat().st_size > MOST_BYTES:
        raise InputError([Problem("plan_table_too_large", shown_as)])
    try:
        reader = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), strict=True)
        columns = list(reader.fieldnames or [])
        problems = _heading_problems(shown_as, columns, list(table.columns))
        rows, lines = [], []
        for row in reader:
            if None in row or None in row.values():
                problems.append(Problem("plan_row_width", shown_as, row=reader.line_num))
                continue
            rows.append(row)
            lines.append(reader.line_num)
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError([Problem("plan_table_unreadable", shown_as, details=(("cause", str(error)[:160]),))]) from None
    if problems:
        raise InputError(problems)
    return RawTable(shown_as, columns, rows, lines)


def _heading_problems(shown_as: str, found: list[str], wanted: list[str]) -> list[Problem]:
    expected = (("expected", ", ".join(wanted)),)
    extra = [column for column in found if column not in wanted]
    doubled = sorted({column for column in found if found.count(column) > 1})
    missing = [column for column in wanted if column not in found]
    return [
        *(Problem("plan_column_unknown", shown_as, row=1, column=column, details=expected) for column in extra),
        *(Problem("plan_column_doubled", shown_as, row=1, column=column) for column in doubled),
        *(Problem("plan_column_missing", shown_as, row=1, column=column) for column in missing),
    ]
