"""What has landed stands in the next templates, through the real commands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ingest.forms.definition import load_form
from ingest.forms.orders import orders_of
from ingest.plans.registry import RawRegistry
from ingest.workspace import Workspace
from orchestration import templates
from orchestration.cli import main
from tests.enrolment.state_workbook import institution, state_workbook
from tests.submissions.form_workbook import sound_value

SCHOOL = "4212900452"
START, END = "learners_start|basic.full_time", "learners_end|basic.full_time"
FIELDS = {field.field: field for field in load_form("school_report").fields}


@pytest.fixture(autouse=True)
def _one_reporter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only one reporter: a workbook is written like any other."""

    def of_the_school(registry: RawRegistry, *given: object) -> list[object]:
        return [order for order in orders_of(registry, *given) if order.reporter_id == SCHOOL]  # type: ignore[arg-type]

    monkeypatch.setattr(templates, "orders_of", of_the_school)


def pmp(*arguments: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    assert ended.value.code == 0


def template(workspace: Workspace, collection: str) -> Path:
    pmp("templates", "--collection", collection, "--municipality", "ludza")
    return workspace.outbox / collection.replace("/", "-") / "ludza" / f"{SCHOOL}-school_report.xlsx"


def beside(workspace: Workspace, collection: str) -> dict[str, tuple[Any, Any, Any]]:
    """Answer, earlier answer and explanation by the code of a line."""
    sheet = openpyxl.load_workbook(template(workspace, collection))["Pārskats"]
    return {
        row[7]: (row[2], row[3], row[6])
        for row in sheet.iter_rows(min_row=7, values_only=True)
        if isinstance(row[7], str) and row[7]
    }


def send(
    workspace: Workspace, collection: str, received: str, values: Mapping[str, float], *, demo: bool = False
) -> None:
    """Fill in the template and take it in."""
    book = openpyxl.load_workbook(template(workspace, collection))
    for row in book["Pārskats"].iter_rows(min_row=7):
        if code := row[7].value:
            field, breakdown = str(code).split("|")
            row[2].value = values.get(str(code), sound_value(FIELDS[field], breakdown))
    if demo:
        for row in book["_pma"].iter_rows():
            row[1].value = "true" if row[0].value == "demo" else row[1].value
        book.custom_doc_props["pma_demo"].value = "true"
    path = workspace.inbox / f"{received}.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    pmp("collect", "--received", received)


def test_a_year_later_the_answers_of_the_same_half_stand_beside_the_cells(workspace: Workspace) -> None:
    assert {former for _, former, _ in beside(workspace, "2025/2026-S1").values()} == {None}
    send(workspace, "2024/2025-S1", "2025-01-20", {START: 120, END: 120})
    lines = beside(workspace, "2025/2026-S1")
    assert (lines[START], lines[END]) == ((None, 120, None), (None, 120, None))


def test_in_june_the_answers_of_january_stand_where_there_are_none_of_last_june(workspace: Workspace) -> None:
    send(workspace, "2024/2025-S1", "2025-01-20", {START: 120, END: 120})
    lines = beside(workspace, "2024/2025-S2")
    assert (lines[END][1], lines["teachers|total"][1]) == (120, None)
    send(workspace, "2024/2025-S2", "2025-06-10", {START: 120, END: 118, "moved_school|basic.full_time": 2})
    # January is compared with January, though June has come since; what only June is asked comes from June.
    assert beside(workspace, "2025/2026-S1")[END][1] == 120
    lines = beside(workspace, "2025/2026-S2")
    assert (lines[END][1], lines["teachers|total"][1]) == (118, 20)


def test_demonstration_data_are_shown_to_nobody(workspace: Workspace) -> None:
    send(workspace, "2024/2025-S1", "2025-01-20", {START: 120, END: 120}, demo=True)
    assert beside(workspace, "2025/2026-S1")[START] == (None, None, None)


def test_the_learners_that_the_state_counts_stand_beside_the_cell(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "valsts.xlsx"
    path.write_bytes(state_workbook([institution(SCHOOL, g1=40, g9=63, pre_5plus=9), institution("4212900453", g2=1)]))
    pmp("collect", str(path), "--snapshot-date", "01.12.2024")
    words = "Valsts dati (VIIS) par šo mācību gadu, šajā posmā kopā: 103"
    assert beside(workspace, "2024/2025-S1")[START] == (None, None, words)
    assert beside(workspace, "2025/2026-S1")[START] == (None, None, None)
