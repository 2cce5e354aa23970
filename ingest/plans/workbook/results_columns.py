"""The columns of a plan's results table as the lines of one cell: `mērķis: MĒRĶIS`."""

from __future__ import annotations

from ingest.excel.findings import Findings
from ingest.excel.headings import folded
from ingest.plans.header import ResultsColumn, ResultsTable
from ingest.plans.workbook.layout import workbook_layout
from ingest.plans.workbook.sheets import SheetRow


def as_lines(table: ResultsTable) -> str:
    """One line a column: what it means, and its printed heading."""
    meanings = workbook_layout().codes["results_column"]
    return "\n".join(f"{meanings[column.key]}: {column.label}".strip() for column in table.columns)


def read_results_table(form: SheetRow, findings: Findings) -> ResultsTable:
    """The layout that the form describes; without columns where it describes none."""
    keys = {folded(meaning): key for key, meaning in workbook_layout().codes["results_column"].items()}
    labels: dict[str, str] = {}
    for line in filter(None, form["results_columns"].split("\n")):
        meaning, colon, label = line.partition(":")
        key = keys.get(folded(meaning))
        if not colon or key is None or key in labels:
            findings.add("workbook_results_column", form.sheet, form.cells["results_columns"], line)
        else:
            labels[key] = label.strip()
    columns = [ResultsColumn.model_validate({"key": key, "label": label}) for key, label in labels.items()]
    return ResultsTable(place=None, title=form["results_title"] or None, columns=columns)
