"""What a reporter finds in a template and in the answer to a workbook with mistakes."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from orders import LONG_NAME, RULE_WORDS, order_for
from python_calamine import CalamineWorkbook

from ingest.forms.definition import FORMS
from ingest.forms.workbook.answers import Answer, Mark
from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.write import write_form


def opened(order: FormOrder, **given: list[Answer] | list[Mark]) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_form(order, RULE_WORDS, **given)))  # type: ignore[arg-type]


def shown(order: FormOrder, sheet: str, **given: list[Answer] | list[Mark]) -> list[list[object]]:
    """What a programme that does not calculate reads."""
    content = io.BytesIO(write_form(order, RULE_WORDS, **given))  # type: ignore[arg-type]
    return CalamineWorkbook.from_filelike(content).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


@pytest.mark.parametrize("form", FORMS)
def test_the_same_order_gives_the_same_bytes(form: str) -> None:
    assert write_form(order_for(form), RULE_WORDS) == write_form(order_for(form), RULE_WORDS)


def test_sheets_in_order_and_what_is_out_of_sight() -> None:
    workbook = opened(order_for("activity_log"))
    assert workbook.sheetnames == ["Lasi mani", "Žurnāls", "Dalībnieki gadā", "Saraksti", "_pma"]
    assert [sheet.sheet_state for sheet in workbook] == ["visible", "visible", "visible", "hidden", "veryHidden"]


def test_the_workbook_says_twice_what_it_is() -> None:
    workbook = opened(order_for("school_report", is_demo=True))
    identity = {
        "form": "school_report", "version": "1", "municipality": "ezers", "reporter_id": "4200000000",
        "collection": "2024/2025-S1", "demo": "true",
    }  # fmt: skip
    assert dict(workbook["_pma"].iter_rows(values_only=True)) == identity
    assert {found.name: found.value for found in workbook.custom_doc_props.props} == {
        f"pma_{name}": value for name, value in identity.items()
    }
    assert all("PARAUGDATI" in str(workbook[name]["A1"].value) for name in ("Lasi mani", "Pārskats"))


def test_only_input_cells_can_be_changed() -> None:
    sheet = opened(order_for("school_report"))["Pārskats"]
    assert sheet.protection.sheet
    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert unlocked == {f"C{row}" for row in range(7, sheet.max_row + 1) if sheet[f"H{row}"].value}
    assert sheet.column_dimensions["H"].hidden


def test_an_empty_template_says_what_must_be_filled_in() -> None:
    lines = {row[7]: row[5] for row in shown(order_for("school_report"), "Pārskats")[6:]}
    assert lines["learners_start|basic.full_time"] == "✖ jāaizpilda"
    assert lines["comment|total"] == ""
    # Untouched lines say nothing: a reader finds no row below the headings.
    assert len(shown(order_for("activity_log"), "Žurnāls")) == 6


def test_what_is_known_and_what_was_stand_beside_the_empty_cell() -> None:
    cell = ("learners_start", "basic.full_time")
    lines = {
        row[7]: row
        for row in shown(order_for("school_report", known={cell: 201.0}, former={cell: 212.0}), "Pārskats")[6:]
    }
    assert lines["learners_start|basic.full_time"][2:7] == [
        "",
        212.0,
        "unikālie izglītojamie",
        "✖ jāaizpilda",
        "Valsts dati (VIIS) par šo mācību gadu, šajā posmā kopā: 201",
    ]


def test_former_choices_and_dates_are_shown_as_they_were_given() -> None:
    order = order_for("school_report", "2024/2025-S2", former={("risk_group_rank", "economic"): "1"})
    lines = {row[7]: row for row in shown(order, "Pārskats")[6:]}
    assert lines["risk_group_rank|economic"][2:4] == ["", "1 – būtiskākais"]
    former = {("task_state", "2.1"): "done", ("state_date", "2.1"): "2024-06-03"}
    lines = {row[7]: row for row in shown(order_for("task_report", former=former), "Uzdevumi")[6:]}
    assert [lines[f"{field}|2.1"][3] for field in ("task_state", "state_date")] == ["izpildīts", "03.06.2024."]


def test_drop_downs_offer_the_activities_of_the_plan() -> None:
    workbook = opened(order_for("activity_log"))
    rules = workbook["Žurnāls"].data_validations.dataValidation
    assert {str(rule.sqref): rule.formula1 for rule in rules if rule.type == "list"}["A7:A206"] == "Saraksti!$A$1:$A$2"
    short, long = (cell.value for cell in workbook["Saraksti"]["A"][:2])
    assert short == "1.1 – Bukleti"
    assert long == f"1.10 – {LONG_NAME}"[: len(long) - 2] + " …"
    assert 70 < len(long) <= 80


def test_cells_explain_themselves_and_figures_are_bounded() -> None:
    sheet = opened(order_for("school_report"))["Pārskats"]
    [rule] = [rule for rule in sheet.data_validations.dataValidation if str(rule.sqref) == "C9"]
    assert (rule.type, rule.formula1, rule.formula2) == ("whole", "0", "5000")
    assert rule.prompt == "Izglītojamie, kas 1. septembrī bija iestādes sarakstā. Katrs skaitīts vienu reizi."
    assert sheet["B8"].comment.text == rule.prompt


@pytest.mark.parametrize(
    ("form", "sheet", "pages_wide"), [("school_report", "Pārskats", None), ("activity_log", "Žurnāls", 2)]
)
def test_prints_on_a4_landscape_with_the_headings_on_every_page(form: str, sheet: str, pages_wide: int | None) -> None:
    page = opened(order_for(form))[sheet]
    assert (page.page_setup.orientation, str(page.page_setup.paperSize)) == ("landscape", "9")
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (pages_wide, 0)
    assert page.print_title_rows == "$6:$6"


def sent(row: int, cell: str, field: str, value: object) -> Answer:
    return Answer("Žurnāls", row, cell, "events", field, "total", value)  # type: ignore[arg-type]


def test_what_was_sent_stays_text_and_keeps_its_row() -> None:
    """Columns of the workbook that was sent stood in another order."""
    answers = [
        sent(9, "A9", "event", "=HYPERLINK(\"http://x.lv\")"), sent(9, "B9", "activity_nr", "@1.1"),
        sent(9, "C9", "place", "http://x.lv"), sent(9, "D9", "start_date", dt.date(2024, 9, 3)),
        sent(9, "E9", "eur_state", 120.5), sent(9, "F9", "participants_parents", "~10"),
    ]  # fmt: skip
    sheet = opened(order_for("activity_log"), answers=answers)["Žurnāls"]
    assert [sheet[cell].value for cell in ("A9", "B9", "E9", "F9", "S9")] == [
        "@1.1", '=HYPERLINK("http://x.lv")', "http://x.lv", "~10", 120.5,
    ]  # fmt: skip
    assert {sheet[cell].data_type for cell in ("A9", "B9", "E9", "F9")} == {"s"}
    assert sheet["E9"].hyperlink is None
    assert (sheet["C9"].value, sheet["C9"].is_date) == (dt.datetime(2024, 9, 3), True)


MARK = Mark(
    "form_not_exact", "reject_row", "Žurnāls", "F9", "Skaitlim jābūt precīzam", "~10", "nav precīzs", "rakstiet 10"
)
DOUBT = Mark("form_large", "warning", "Žurnāls", "E9", "Liela summa", "120.5", "liela summa", "pārbaudiet")


def test_a_finding_is_marked_by_symbol_colour_border_and_words_and_keeps_the_number_format() -> None:
    answers = [sent(9, "F9", "participants_parents", "~10"), sent(9, "E9", "eur_state", 120.5)]
    sheet = opened(order_for("activity_log"), answers=answers, marks=[MARK, DOUBT])["Žurnāls"]
    wrong, doubtful, plain = sheet["F9"], sheet["S9"], sheet["F10"]
    assert wrong.comment.text == "✖ nav precīzs → rakstiet 10"
    assert wrong.number_format.endswith(';"✖ "@')
    assert doubtful.number_format.startswith('"⚠ "#,##0.00;')
    assert len({cell.fill.fgColor.rgb for cell in (wrong, doubtful, plain)}) == 3
    assert (wrong.border.left.style, plain.border.left.style) == ("medium", "thin")
    assert not wrong.protection.locked


def test_findings_are_counted_by_rule_and_listed_with_links() -> None:
    answers = [sent(9, "F9", "participants_parents", "~10"), sent(9, "E9", "eur_state", 120.5)]
    everywhere = Mark("form_other", "reject_delivery", "", "", "Cits", "", "cita iestāde", "nosūtiet savu")
    workbook = opened(order_for("activity_log"), answers=answers, marks=[MARK, MARK, DOUBT, everywhere])
    assert workbook.sheetnames[:3] == ["Kopsavilkums", "Visas kļūdas", "Lasi mani"]
    assert [row[:3] for row in workbook["Kopsavilkums"].iter_rows(min_row=6, values_only=True)] == [
        ("✖ jālabo", "Skaitlim jābūt precīzam", 2), ("⚠ jāpārbauda", "Liela summa", 1), ("✖ jālabo", "Cits", 1),
    ]  # fmt: skip
    found = workbook["Visas kļūdas"]
    assert [cell.value for cell in found[8]] == [
        "3",
        "⚠ jāpārbauda",
        "Žurnāls",
        "S9",
        "120.5",
        "liela summa",
        "pārbaudiet",
    ]
    assert found["D8"].hyperlink.location == "'Žurnāls'!S9"
    assert found["D9"].hyperlink is None


def test_more_lines_than_a_template_offers_are_all_written() -> None:
    answers = [sent(row, f"A{row}", "event", f"P{row}") for row in (3, 4, 400)]
    sheet = opened(order_for("activity_log"), answers=answers)["Žurnāls"]
    # The lines stood in the rows of the head and move down together.
    assert [sheet[cell].value for cell in ("B7", "B8", "B404")] == ["P3", "P4", "P400"]
    assert sheet["W404"].value == "=check_events"
