"""Workbooks, or lines of them, that must not land."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
from collections.abc import Callable

from cases import CASES, JUNE, LOG, REPORT, START, SURVEY, Case, at, broken, event, line, report
from form_workbook import filled, order_for, part_of, place_of, repacked

from ingest.excel import container
from ingest.forms.workbook.layout import IDENTITY_SHEET, PROPERTY_PREFIX

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600
SHEET = "xl/worksheets/sheet1.xml"
LEAVERS = "early_leavers|basic.full_time"
ARRIVED = "arrived|basic.full_time"


def sound() -> bytes:
    return filled(REPORT)


def with_part(name: str, part: bytes = b"x") -> Callable[[], bytes]:
    return lambda: repacked(sound(), {name: part})


def declared_small() -> bytes:
    """A part that inflates to more than it declares."""
    content = bytearray(repacked(sound(), {"xl/media/bomb.bin": b"\x00" * 60_000_000}))
    place = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/media/bomb.bin"))
    content[place + 24 : place + 28] = struct.pack("<I", 1000)
    return bytes(content)


def with_doctype(entity: str) -> Callable[[], bytes]:
    def build() -> bytes:
        sheet = part_of(sound(), SHEET)
        return repacked(sound(), {SHEET: f"<!DOCTYPE x [{entity}]>".encode() + sheet})

    return build


def with_cell(cell: bytes) -> Callable[[], bytes]:
    def build() -> bytes:
        sheet = part_of(sound(), SHEET)
        return repacked(sound(), {SHEET: sheet.replace(b"</sheetData>", b"<row>" + cell + b"</row></sheetData>")})

    return build


def signed(*names: str) -> Callable[[], bytes]:
    def build() -> bytes:
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            archive.writestr("mimetype", "application/vnd.etsi.asic-e+zip")
            archive.writestr("META-INF/signatures0.xml", "<x/>")
            for name in names:
                archive.writestr(name, sound())
        return content.getvalue()

    return build


def formula_in(code: str, formula: str) -> Callable[[], bytes]:
    return lambda: filled(REPORT, {code: formula})


def error_in(code: str, error: str) -> Callable[[], bytes]:
    def build() -> bytes:
        cell = place_of(REPORT, code).encode()
        content = filled(REPORT, {code: 77})
        sheet = part_of(content, SHEET)
        changed = sheet.replace(
            b'r="' + cell + b'" t="n"><v>77<', b'r="' + cell + b'" t="e"><v>' + error.encode() + b"<"
        )
        assert changed != sheet
        return repacked(content, {SHEET: changed})

    return build


def text_file(text: str, encoding: str) -> Callable[[], bytes]:
    return lambda: text.encode(encoding)


def number(name: str, value: object, rule_id: str) -> Case:
    return report(name, value, rule_id, ARRIVED)


def survey(name: str, rule_id: str, field: str, value: object) -> Case:
    return line(name, {field: value}, rule_id, field, SURVEY, "answers")


def sum_of(name: str, rule_id: str, place: str, **values: object) -> Case:
    codes = {code.replace("__", "|").replace("_dot_", "."): value for code, value in values.items()}
    return Case(name, lambda: filled(JUNE, codes), JUNE, ((rule_id, at(JUNE, place)),))


def double_column(book):
    sheet = book["Žurnāls"]
    sheet.cell(6, 30, "Pasākums *")


def drop_column(book):
    book["Žurnāls"].delete_cols(3)


def double_code(book):
    sheet = book["Pārskats"]
    sheet.cell(200, 8, START)


def drop_code(book):
    sheet = book["Pārskats"]
    for row in sheet.iter_rows(min_col=8, max_col=8):
        if row[0].value == ARRIVED:
            row[0].value = None


def reason_not_asked(book):
    sheet = book["Pārskats"]
    sheet.cell(300, 3, 2)
    sheet.cell(300, 8, "leavers_by_reason|basic.poverty")


def merge(book):
    book["Pārskats"].merge_cells("C9:C10")


def forget_identity(book):
    book.remove(book[IDENTITY_SHEET])
    book.custom_doc_props.props.clear()


def edit_everywhere(name: str, value: str):
    def change(book):
        edit(name, value)(book)
        book.custom_doc_props[f"{PROPERTY_PREFIX}{name}"].value = value

    return change


def edit(name: str, value: str):
    def change(book):
        for row in book[IDENTITY_SHEET].iter_rows():
            row[1].value = value if row[0].value == name else row[1].value

    return change


def signed_by(reporter: str):
    def overwrite(book):
        book["Pārskats"]["A2"] = f"Ziņotājs: {reporter}"

    return overwrite


SEVERAL = ("container_workbooks", "")
BOARD = order_for("school_report", registration_number="", reporter_name="Parauga novada Izglītības pārvalde")
TASKS = order_for("task_report")
REPORTED_DATE = "state_date|1.1.1"
TASK_STATE = {"task_state|1.1.1": "Izpildīts"}
R_FORMER = {
    ("grade_9_certificate", "total"): 10,
    ("grade_9_transcript", "total"): 2,
    ("grade_12_certificate", "total"): 0,
}
AUTUMN = order_for("school_report", "2024/2025-R", former=R_FORMER)
CHECK_OK = {"early_leavers|basic.full_time": 2, "leavers_by_reason|basic.absence": 1}

THE_FILE = [
    Case("empty", lambda: b"", rules=(("workbook_empty_file", ""),)),
    Case("truncated", lambda: sound()[:3000], rules=(("workbook_damaged", ""),)),
    Case("not_a_zip", lambda: b"\x89PNG\r\n\x1a\n\x00\x00", rules=(("workbook_not_excel", ""),)),
    Case("xls", lambda: OLE, rules=(("workbook_old_excel", ""),)),
    Case("html", lambda: b"<html><table></table></html>", rules=(("workbook_is_html", ""),)),
    Case("csv", text_file("Rādītājs;Vērtība\n", "utf-8"), rules=(("workbook_is_text", ""),)),
    Case("password", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), rules=(("workbook_password", ""),)),
    Case("macros", with_part("xl/vbaProject.bin"), rules=(("workbook_macros", ""),)),
    Case("embedded", with_part("xl/embeddings/oleObject1.bin"), rules=(("workbook_foreign_content", ""),)),
    Case("external_link", with_part("xl/externalLinks/externalLink1.xml"), rules=(("workbook_foreign_content", ""),)),
    Case("web_query", with_part("xl/queryTables/queryTable1.xml"), rules=(("workbook_foreign_content", ""),)),
    Case("bomb", with_part("xl/media/a.bin", b"\x00" * (container.MOST_INFLATED + 1)),
         rules=(("workbook_too_large", ""),)),
    Case("bomb_that_lies", declared_small, rules=(("workbook_damaged", ""),)),
    Case("many_entries", lambda: repacked(sound(), {f"xl/{n}.bin": b"" for n in range(container.MOST_ENTRIES)}),
         rules=(("workbook_too_large", ""),)),
    Case("entities", with_doctype('<!ENTITY a "aa"><!ENTITY b "&a;&a;">'), rules=(("workbook_damaged", ""),)),
    Case("outside_entity", with_doctype('<!ENTITY a SYSTEM "file:///etc/passwd">'), rules=(("workbook_damaged", ""),)),
    Case("entry_outside", with_part("../outside.xml"), rules=(("workbook_damaged", ""),)),
    Case("ghost_cell", with_cell(b'<c r="A1048576" t="n"><v>1</v></c>'),
         rules=(("workbook_far_cell", "Pārskats!A1048576"),)),
    broken("merged", merge, ("workbook_merged_cells", "Pārskats!C9"), ("workbook_merged_cells", "Pārskats!C10")),
    broken("column_missing", drop_column, ("workbook_heading_missing", "Žurnāls"), order=LOG),
    broken("column_doubled", double_column, ("form_heading_doubled", "Žurnāls!AD6"), order=LOG),
    broken("code_doubled", double_code, ("form_code_doubled", "Pārskats!C200")),
    broken("code_missing", drop_code, ("form_cell_missing", "Pārskats"),
           ("form_value_without_code", "Pārskats!C12")),
    broken("sheet_missing", lambda book: (book.create_sheet("Cita"), book.remove(book["Pārskats"])),
           ("workbook_sheet_missing", "Pārskats")),
    Case("signed_without_workbook", signed("pārskats.pdf"), rules=(SEVERAL,)),
    Case("signed_with_two", signed("a.xlsx", "b.xlsx"), rules=(SEVERAL,)),
    Case("formula_without_value", formula_in(START, "=1+1"),
         rules=(("workbook_formula_without_value", at(REPORT, START)),)),
    Case("total_overwritten", lambda: filled(JUNE, CHECK_OK, break_it=lambda b: b["Pārskats"].cell(20, 6, "✓")), JUNE,
         rules=(("reasons_sum_to_leavers", at(JUNE, "leavers_by_reason|basic.low_achievement")),)),
    Case("ref_error", error_in(START, "#REF!"), rules=(("workbook_error_cell", at(REPORT, START)),)),
    Case("div_error", error_in(START, "#DIV/0!"), rules=(("workbook_error_cell", at(REPORT, START)),)),
    broken("another_school", signed_by("Parauga vidusskola (reģ. Nr. 4312900002), Parauga novads"),
           ("form_other_reporter", "")),
    broken("another_municipality", signed_by("Kalnavas novada Izglītības pārvalde, Kalnavas novads"),
           ("form_other_reporter", ""), order=BOARD),
    broken("edited_form_id", edit("form", "board_values"), ("form_header_differs", "")),
    broken("edited_reporter_id", edit("reporter_id", "4312900002"), ("form_header_differs", "")),
    broken("unknown_version", edit_everywhere("version", "9"), ("form_version_unknown", "")),
    broken("unknown_collection", edit_everywhere("collection", "2024"), ("form_collection_unknown", "")),
    Case("line_copied", lambda: filled(LOG, lines={"events": [{}, {}], "people": []}), LOG,
         rules=(("form_line_repeated", "Žurnāls!A7"), ("form_line_repeated", "Žurnāls!A8"))),
    Case("no_form", lambda: filled(REPORT, break_it=forget_identity),
         rules=(("form_unknown", ""),)),
]  # fmt: skip

THE_VALUE = [
    line("ambiguous_eur", {"eur_municipality": "1,234"}, "form_number_ambiguous", "eur_municipality"),
    number("percent", "12%", "form_percent"),
    number("share_for_count", 0.12, "form_not_whole"),
    number("about", "~10", "form_not_exact"),
    number("range", "5-7", "form_not_exact"),
    number("less_than", "<5", "form_not_exact"),
    number("with_words", "25 skolēni", "form_not_number"),
    number("blank", "", "form_value_missing"),
    number("dash", "–", "form_zero_or_nothing"),
    number("suppressed", "*", "form_value_hidden"),
    number("negative", -1, "form_number_outside"),
    number("fraction", 2.5, "form_not_whole"),
    number("exponent", "1E5", "form_not_number"),
    number("huge", 1e12, "form_number_outside"),
    line("no_such_month", {"start_date": "2025-13-01"}, "form_not_date", "start_date"),
    Case("another_century", lambda: filled(TASKS, {**TASK_STATE, REPORTED_DATE: dt.date(1925, 3, 1)}), TASKS,
         rules=(("form_date_outside", at(TASKS, REPORTED_DATE)),)),
    line("serial", {"start_date": 45992}, "form_date_serial", "start_date"),
    line("two_digit_year", {"start_date": "31.12.24."}, "form_year_two_digits", "start_date"),
    line("no_29_february", {"start_date": "29.02.2025."}, "form_not_date", "start_date"),
    number("class_became_date", dt.datetime(2025, 11, 9), "form_became_date"),
    line("zero_lost", {"activity_nr": 1.1}, "form_number_for_choice", "activity_nr"),
    *(
        Case(f"csv_{name}", text_file('Rādītājs;Vērtība\n"a\nb"\t1,2\n', encoding), rules=(("workbook_is_text", ""),))
        for name, encoding in (("cp1257", "cp1257"), ("utf8", "utf-8"), ("bom", "utf-8-sig"), ("utf16", "utf-16"))
    ),
    Case("csv_comma", text_file("Rādītājs,Vērtība\n", "utf-8"), rules=(("workbook_is_text", ""),)),
    line("mojibake_choice", {"institution": "sociālais dienests".encode().decode("latin-1")}, "form_code_unknown",
         "institution", CASES, "cases"),
    event("old_code", "Saruna ar 010190-10001", "personal_code"),
    event("new_code", "Saruna ar 321234-56789", "personal_code"),
    event("email", "Rakstīt anna@skola.lv", "personal_email"),
    event("phone", "Tālr. 29 123 456", "personal_phone"),
    line("unknown_reason", {"reason": "slinkums"}, "form_code_unknown", "reason", CASES, "cases"),
    broken("reason_not_asked", reason_not_asked, ("form_cell_not_asked", "Pārskats!C300")),
    line("yes_for_a_name", {"event": True}, "form_not_words", "event"),
    line("three_decimals", {"eur_municipality": 1.234}, "form_eur_decimals", "eur_municipality"),
    survey("other_scale", "form_not_whole", "positive", 4.2),
    survey("positive_off_scale", "positive_within_scale", "positive_from", 6),
    survey("without_n", "form_value_missing", "answered", None),
]  # fmt: skip

THE_ARITHMETIC = [
    sum_of("end_above_start", "learners_end_within_movement", "learners_end|basic.full_time",
           learners_end__basic_dot_full_time=101),
    Case("leavers_above_learners", lambda: filled(REPORT, {LEAVERS: 101}), rules=(
        ("learners_end_within_movement", at(REPORT, "learners_end|basic.full_time")),
        ("leavers_within_learners", at(REPORT, LEAVERS)),
    )),
    sum_of("reasons_not_leavers", "reasons_sum_to_leavers", "leavers_by_reason|basic.low_achievement",
           leavers_by_reason__basic_dot_absence=1),
    sum_of("grades_above_total", "grades_7_12_within_learners", "learners_grades_7_12|total",
           learners_grades_7_12__total=201),
    sum_of("finished_above_grade", "grade_9_finished_within_grade", "grade_9_certificate|total",
           grade_9_certificate__total=20, grade_9_transcript__total=1),
    Case("continuing_above_graduates",
         lambda: filled(AUTUMN, {"grade_9_destination|general": 11}), AUTUMN,
         rules=(("destinations_sum_to_certificates", at(AUTUMN, "grade_9_destination|general")),)),
    sum_of("absences_without_absentees", "absence_needs_absentees", "unexcused_over_20|basic",
           unexcused_lessons_mean__basic=41),
    sum_of("share_over_100", "counselling_within_grades", "career_counselling|total", career_counselling__total=21),
    sum_of("participations_above_learners", "interest_education_within_learners", "interest_education_learners|total",
           interest_education_learners__total=201),
    line("event_of_the_next_half_year", {"start_date": dt.date(2024, 12, 28), "end_date": dt.date(2025, 1, 4)},
         "event_inside_window", "start_date", order_for("activity_log", "2024/2025-S2")),
    line("ends_before_it_starts", {"end_date": dt.date(2024, 10, 2)}, "event_ends_after_start", "end_date"),
    line("outside_collection", {"start_date": dt.date(2024, 6, 30)}, "event_inside_window", "start_date"),
    line("unknown_activity", {"activity_nr": "9.9"}, "known_activity", "activity_nr"),
]  # fmt: skip

CASES_REJECTED = [*THE_FILE, *THE_VALUE, *THE_ARITHMETIC]
