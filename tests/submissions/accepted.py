"""Workbooks that land, whatever was done to them."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from cases import CASES, LOG, REPORT, START, Case, broken, line, report
from form_workbook import filled, order_for, part_of, repacked
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from rejected import SHEET, signed

ARRIVED = "arrived|basic.full_time"
MEAN = "unexcused_lessons_mean|basic"


def move_headings(book):
    sheet = book["Žurnāls"]
    sheet.insert_rows(3, 4)
    sheet.insert_cols(2)


def split_headings(book):
    sheet = book["Žurnāls"]
    for cell in sheet[6]:
        if cell.value:
            cell.value = "\n".join(f"\u00a0{cell.value}  ".split(" "))


def reorder(book):
    book.move_sheet("Dalībnieki gadā", -1)
    book.move_sheet("_pma", -2)


def rename(book):
    book["Žurnāls"].title = "Lapa1"


def mac_dates(book):
    book.epoch = CALENDAR_MAC_1904


def wrong_dimension() -> bytes:
    content = filled(REPORT, {START: 88, "learners_end|basic.full_time": 20})
    sheet = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:B2"', part_of(content, SHEET))
    return repacked(content, {SHEET: sheet})


def figure(name: str, typed: object, value: float, code: str = ARRIVED) -> Case:
    return report(name, typed, code=code, values={code: value})


def money(name: str, typed: object, value: str) -> Case:
    return line(name, {"eur_municipality": typed}, values={"eur_municipality": Decimal(value)})


def date(name: str, typed: object, value: dt.date) -> Case:
    return line(name, {"start_date": typed}, values={"start_date": value})


EVENT = {"events": {"start_date": dt.date(2024, 10, 3)}}
LEAP = order_for("activity_log", "2023/2024-S2")
COMMENTED = order_for("school_report", former={("learners_end", "basic.full_time"): 120})
AFTER_THE_FIRST_OF_JULY = {"start_date": dt.date(2024, 7, 3), "end_date": dt.date(2024, 7, 9)}


def renamed(book):
    book["Pārskats"]["A2"] = "Ziņotājs: Vecais nosaukums (reģ. Nr. 4312900001), Parauga novads"


CASES_ACCEPTED = [
    Case("wrong_dimension", wrong_dimension, values={START: 88}),
    broken("dates_of_1904", mac_dates, order=LOG, values={"start_date": dt.date(2024, 10, 3)}),
    broken("sheets_reordered", reorder, order=LOG, values={"participants_parents": 25}),
    broken("sheet_renamed", rename, order=LOG, values={"participants_parents": 25}),
    broken("headings_moved", move_headings, order=LOG, values={"participants_parents": 25}),
    broken("headings_split", split_headings, order=LOG, values={"participants_parents": 25}),
    Case("signed", signed("Pārskats.xlsx"), rules=(("container_signature_not_checked", ""),), values={START: 100}),
    Case("rows_moved", lambda: filled(REPORT, {START: 88}, break_it=lambda b: b["Pārskats"].insert_rows(9, 3)),
         values={START: 88}),
    money("space", "1 234,56", "1234.56"),
    money("no_break_space", "1\u00a0234,56", "1234.56"),
    money("thin_space", "1\u2009234,56 EUR", "1234.56"),
    money("one_decimal", "1,2", "1.2"),
    money("points_and_comma", "1.234,56", "1234.56"),
    figure("number_as_text", "12", 12),
    figure("zero", 0, 0),
    figure("nearly_whole", 25.999999999997, 26),
    figure("comma", "0,125", 0.125, MEAN),
    figure("large_exponent", 1e2, 100),
    date("date_with_points", "31.12.2024.", dt.date(2024, 12, 31)),
    line("leap_day", {"start_date": "29.02.2024."}, order=LEAP, values={"start_date": dt.date(2024, 2, 29)}),
    line("activity_number_as_text", {"activity_nr": "1.10"}, values={"activity_nr": "1.10"}),
    line("other_quotes", {"institution": "„Sociālais  dienests“"}, order=CASES, table="cases",
         values={"institution": "social_service"}),
    line("without_diacritics", {"institution": "socialais dienests"}, order=CASES, table="cases",
         values={"institution": "social_service"}),
    line("cyrillic_letters", {"institution": "sосiālаis dienests"}, order=CASES, table="cases",
         values={"institution": "social_service"}),
    line("decomposed", {"institution": "socia\u0304lais dienests"}, order=CASES, table="cases",
         values={"institution": "social_service"}),
    line("text_decomposed", {"event": "Veca\u0304ku vakars"}, values={"event": "Vecāku vakars"}),
    Case("comment_stays", lambda: filled(COMMENTED, {"comment": "Slēgta filiāle"}), COMMENTED,
         values={"comment|total": "Slēgta filiāle"}),
    Case("renamed_school", lambda: filled(REPORT, break_it=renamed)),
    line("camp_in_july", AFTER_THE_FIRST_OF_JULY, values=AFTER_THE_FIRST_OF_JULY),
    line("over_new_year", {"start_date": dt.date(2024, 12, 28), "end_date": dt.date(2025, 1, 4)},
         values={"end_date": dt.date(2025, 1, 4)}),
]  # fmt: skip
