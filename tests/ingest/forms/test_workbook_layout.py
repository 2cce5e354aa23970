"""Where things stand in the form workbook."""

from __future__ import annotations

import pytest
from orders import order_for

from ingest.forms.breakdowns import cells_of
from ingest.forms.definition import FORMS, load_form
from ingest.forms.workbook.layout import field_lines, line_sheets


@pytest.mark.parametrize("collection", ["2024/2025-S1", "2024/2025-S2", "2024/2025-R"])
@pytest.mark.parametrize("form", [name for name in FORMS if load_form(name).shape == "fields"])
def test_every_cell_of_a_form_has_one_line(form: str, collection: str) -> None:
    order = order_for(form, collection)
    lines = field_lines(order.form, order.collection.kind, order.addressee, order.tasks)
    cells = [
        f"{field.field}|{breakdown}"
        for field, breakdown in cells_of(order.form, order.collection.kind, order.addressee)
    ]
    assert sorted(line.code for line in lines if line.code) == sorted(cells)
    assert [line.row for line in lines] == list(range(7, 7 + len(lines)))


def test_tasks_stand_in_blocks_under_their_names() -> None:
    order = order_for("task_report")
    lines = field_lines(order.form, "S1", order.addressee, order.tasks)
    assert [line.text for line in lines if line.kind == "label"] == ["1.1.1. Bukletu izstrāde", "2.1. Nometne"]
    assert [line.code for line in lines[2:5]] == ["task_state|1.1.1", "state_date|1.1.1", "note|1.1.1"]
    assert lines[10].code == "task_state|2.1"


def test_unique_participants_are_asked_once_a_calendar_year() -> None:
    log = order_for("activity_log")
    assert [sheet.table.sheet for sheet in line_sheets(log.form, "S1", log.addressee)] == ["Žurnāls", "Dalībnieki gadā"]
    assert [sheet.table.sheet for sheet in line_sheets(log.form, "S2", log.addressee)] == ["Žurnāls"]


def test_headings_of_a_sheet_of_lines_tell_its_columns_apart() -> None:
    for form in FORMS:
        for sheet in line_sheets(load_form(form), "S1", order_for(form).addressee):
            assert len(set(sheet.headings)) == len(sheet.headings)
            assert sheet.headings[-1] == "Pārbaude"
            assert sheet.check_column == len(sheet.headings)
