"""The workbook that is handed out, read back."""

from __future__ import annotations

import datetime as dt

import pytest
from form_workbook import asked_count, checked, found, order_for, sound_line, sound_value

from ingest.forms.arithmetic import arithmetic_rules
from ingest.forms.workbook.answers import Answer, Mark
from ingest.forms.workbook.choices import activity_label
from ingest.forms.workbook.layout import FIRST_ROW, field_lines, line_sheets
from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.write import write_form

WORDS = dict.fromkeys(arithmetic_rules(), "nesakrīt")


def answers(order: FormOrder) -> list[Answer]:
    if order.form.sheet:
        return [
            Answer(order.form.sheet, line.row, line.cell, "", line.field.field, line.breakdown,
                   sound_value(line.field, line.breakdown))
            for line in field_lines(order.form, order.collection.kind, order.addressee, order.tasks)
            if line.code and line.field
        ]  # fmt: skip
    return [
        Answer(part.table.sheet, FIRST_ROW, "", part.table.table, name, "total", value)
        for part in line_sheets(order.form, order.collection.kind, order.addressee)
        for name, value in sound_line(order.form.form, part.table.table).items()
    ]


@pytest.mark.parametrize(
    ("form", "collection"),
    [
        ("school_report", "2024/2025-S1"),
        ("school_report", "2024/2025-S2"),
        ("board_values", "2024/2025-S1"),
        ("task_report", "2024/2025-S1"),
    ],
)
def test_form_of_single_values(form: str, collection: str) -> None:
    order = order_for(form, collection)
    result = checked(write_form(order, WORDS, answers(order)), order)
    assert (result.verdict, found(result), result.rows_accepted) == ("accepted", [], asked_count(order))


@pytest.mark.parametrize("form", ["activity_log", "referral_counts", "survey_results"])
def test_form_of_lines(form: str) -> None:
    order = order_for(form)
    result = checked(write_form(order, WORDS, answers(order)), order)
    assert (result.verdict, found(result)) == ("accepted", [])
    assert {row["row"] for rows in result.rows.values() for row in rows} == {FIRST_ROW}


def test_a_corrected_answer_may_keep_our_own_sheets() -> None:
    order = order_for("activity_log")
    mark = Mark("form_not_exact", "reject_row", "Žurnāls", f"F{FIRST_ROW}", "Nav precīzs", "~10", "nav", "rakstiet 10")
    result = checked(write_form(order, WORDS, answers(order), [mark]), order)
    assert (result.verdict, found(result)) == ("accepted", [])


def test_an_activity_is_read_as_the_drop_down_words_it() -> None:
    order = order_for("activity_log")
    label = activity_label(*order.activities[1])
    chosen = [
        answer if answer.field != "activity_nr" else Answer(*list(answer.__dict__.values())[:-1], label)
        for answer in answers(order)
    ]
    assert checked(write_form(order, WORDS, chosen), order).rows["events"][0]["activity_nr"] == "1.10"


def test_an_empty_template_lacks_its_required_answers_only() -> None:
    order = order_for("school_report")
    result = checked(write_form(order, WORDS), order)
    assert result.verdict == "rejected"
    assert {finding.problem.rule_id for finding in result.findings} == {"form_value_missing"}
    assert len(result.findings) == asked_count(order) - 1  # all but the comment


def test_a_date_typed_into_the_template_lands_as_a_date() -> None:
    order = order_for("activity_log")
    result = checked(write_form(order, WORDS, answers(order)), order)
    assert result.rows["events"][0]["start_date"] == dt.date(2024, 10, 3)
