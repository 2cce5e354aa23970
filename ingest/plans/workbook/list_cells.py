"""Problems of the lists of a municipality, placed in the workbook that the lists were filled into."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ingest.plans.folder import PlanFolder
from ingest.plans.registry import RawRegistry
from ingest.plans.tables import code_list
from ingest.plans.workbook.layout import workbook_layout
from ingest.problems import Problem

_WITH_CODES = ("forms", "reporter_kind", "study_forms")
"""Columns whose problems name codes, which the workbook shows by their labels."""


def at_their_cells(problems: Iterable[Problem], shown_as: str, folder: PlanFolder, taken: RawRegistry) -> list[Problem]:
    """Name sheet and cell instead of file and row, and labels instead of codes.

    Args:
        problems: Problems of the registry.
        shown_as: Name of the workbook.
        folder: What was read from it.
        taken: The same as the registry reads it.

    Returns:
        The problems; those of rows that the workbook does not hold as they are.
    """
    rows_of = {
        raw.shown_as: (workbook_layout().tables[name].sheet, dict(zip(raw.lines, folder.list_cells[name], strict=True)))
        for plan in taken.plans
        for name, raw in taken.lists_of(plan.header.municipality).items()
    }
    labels = {**code_list("reporter_kind"), **code_list("form"), **code_list("study_form")}
    placed = []
    for problem in problems:
        sheet, cells = rows_of.get(problem.file, ("", {}))
        if problem.row in cells:
            column = problem.column.split(", ")[0]
            known = labels if column in _WITH_CODES else {}
            details = tuple((name, known.get(str(value), value)) for name, value in problem.details)
            value = known.get(problem.value, problem.value)
            cell = cells[problem.row][column]
            problem = replace(problem, file=shown_as, sheet=sheet, row=None, column=cell, value=value, details=details)
        elif sheet:
            problem = replace(problem, file=shown_as, sheet=sheet)
        placed.append(problem)
    return placed
