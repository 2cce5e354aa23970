"""A plan version as the files of its folder: the text of `plan.yml` and of one CSV a table."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from ingest.plans.header import PlanHeader
from ingest.plans.tables import plan_tables
from ingest.storage import sync_folder, write_derived, write_once

Row = Mapping[str, str]


@dataclass(frozen=True)
class PlanFolder:
    """Everything of one plan version that goes to disk.

    Attributes:
        municipality: Slug, the outer folder.
        plan_id: The inner folder.
        files: File name to content, as `ingest.plans.registry.read_plan` wants them.
        lists: `reporters.csv`, `executors.csv` and `collections.csv` of the municipality, as far as the source has
            rows for them.
        list_cells: Where the rows of these lists stand in a workbook: by list, the cell of each column, row by row.
    """

    municipality: str
    plan_id: str
    files: dict[str, bytes] = field(repr=False)
    lists: dict[str, bytes] = field(default_factory=dict, repr=False)
    list_cells: Mapping[str, list[Row]] = field(default_factory=dict, repr=False)

    def write(self, plans: Path) -> Path:
        """Write the version below a folder of plans: it is there as a whole or not at all.

        Args:
            plans: The folder that holds `<slug>/<plan_id>/`.

        Returns:
            The folder of the version.

        Raises:
            FileExistsError: If the version is there; a version is never changed.
        """
        folder = plans / self.municipality / self.plan_id
        if folder.exists():
            raise FileExistsError(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        # One level too deep for the registry: what a killed process leaves behind is no plan.
        with tempfile.TemporaryDirectory(prefix=".", suffix=".part", dir=folder.parent) as scratch:
            unfinished = Path(scratch) / self.plan_id
            for name, content in self.files.items():
                write_once(unfinished / name, content)
            for name, content in self.lists.items():
                write_derived(folder.parent / name, content)
            unfinished.rename(folder)
        sync_folder(folder.parent)
        return folder


def plan_folder(
    header: PlanHeader, tables: Mapping[str, Iterable[Row]], lists: Mapping[str, Sequence[Row]] | None = None
) -> PlanFolder:
    """Put a plan version into the text of its files.

    Args:
        header: What goes to `plan.yml`.
        tables: Rows by table; a column that a row does not have is empty, a table that is not given has no rows.
        lists: Rows of `reporters`, `executors` and `collections`; without rows the municipality's list is left alone.
    """
    files = {"plan.yml": _yaml_of(header)}
    for name, table in plan_tables().items():
        if table.scope == "plan":
            files[f"{name}.csv"] = _csv_of(list(table.columns), tables.get(name, []))
    given = {name: rows for name, rows in (lists or {}).items() if rows}
    listed = {f"{name}.csv": _csv_of(list(plan_tables()[name].columns), rows) for name, rows in given.items()}
    return PlanFolder(header.municipality, header.plan_id, files, listed)


def _yaml_of(header: PlanHeader) -> bytes:
    text: str = yaml.safe_dump(header.model_dump(), allow_unicode=True, sort_keys=False, width=120)
    return text.encode("utf-8")


def _csv_of(columns: list[str], rows: Iterable[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")
