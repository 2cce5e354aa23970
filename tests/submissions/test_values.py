"""One cell: what it says, or why it says nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ingest.excel.values import CellError
from ingest.forms.definition import Field, all_forms, load_form
from ingest.forms.workbook.values import BLANK, NOT_APPLICABLE, Value, code_keys, read_value

FIELDS = {(form.form, field.field): field for form in all_forms() for field in form.fields}
COUNT = FIELDS["school_report", "arrived"]
NUMBER = FIELDS["school_report", "support_posts"]
EUR = FIELDS["activity_log", "eur_state"]
DATE = FIELDS["activity_log", "start_date"]
TEXT = FIELDS["activity_log", "event"]
YES_NO = FIELDS["school_report", "has_pmp_system"]
RANK = FIELDS["school_report", "risk_group_rank"]


def read(cell: Any, field: Field) -> Value:
    return read_value(cell, field, code_keys(field.choices()))


@pytest.mark.parametrize("field", [COUNT, NUMBER, EUR, DATE, TEXT, YES_NO])
@pytest.mark.parametrize("cell", ["", "  ", "\u00a0", "\n"])
def test_blank(cell: str, field: Field) -> None:
    assert read(cell, field) is BLANK


@pytest.mark.parametrize("field", [COUNT, NUMBER, EUR, DATE, YES_NO])
@pytest.mark.parametrize("cell", ["neattiecas", "Neattiecas.", "nav attiecināms", "n/a", "N/A"])
def test_not_applicable(cell: str, field: Field) -> None:
    assert read(cell, field) is NOT_APPLICABLE


@pytest.mark.parametrize(
    ("cell", "field", "number"),
    [
        (0, COUNT, 0), (0.0, COUNT, 0), ("0", COUNT, 0), ("12", COUNT, 12),
        (" 12 ", COUNT, 12), ("1 234", COUNT, 1234),
        (25.999999999997, COUNT, 26), (2.5, COUNT, 2.5), (-1, COUNT, -1), ("−1", COUNT, -1), (1e20, COUNT, 1e20),
        ("0,5", NUMBER, 0.5), ("0.125", NUMBER, 0.125), ("1,5", NUMBER, 1.5), ("12,3456", NUMBER, 12.3456),
        ("1 234,56", EUR, 1234.56), ("1\u00a0234,56", EUR, 1234.56), ("1\u2009234,56", EUR, 1234.56),
        ("1\u202f234,56", EUR, 1234.56), ("1.234,56", EUR, 1234.56), ("1,234.56", EUR, 1234.56),
        ("1.234.567", EUR, 1234567), ("1 234 567", EUR, 1234567), ("120 EUR", EUR, 120), ("€ 120,50", EUR, 120.5),
        (120.50000000001, EUR, 120.5), ("0,500", EUR, 0.5), ("1234,500", EUR, 1234.5),
    ],
)  # fmt: skip
def test_number(cell: Any, field: Field, number: float) -> None:
    assert read(cell, field) == Value(number=number)


@pytest.mark.parametrize(
    ("cell", "field", "rule_id"),
    [
        ("1,234", EUR, "form_number_ambiguous"), ("1.234", COUNT, "form_number_ambiguous"),
        ("12 34", COUNT, "form_not_number"), ("25 skolēni", COUNT, "form_not_number"),
        ("1E5", COUNT, "form_not_number"),
        ("divi", COUNT, "form_not_number"), (True, COUNT, "form_not_number"), ("120 EUR", COUNT, "form_not_number"),
        ("~10", COUNT, "form_not_exact"), ("5-7", COUNT, "form_not_exact"), ("5 – 7", COUNT, "form_not_exact"),
        ("<5", COUNT, "form_not_exact"), ("ap 10", COUNT, "form_not_exact"),
        ("vairāk nekā 5", COUNT, "form_not_exact"),
        ("12%", COUNT, "form_percent"), ("12,5 %", NUMBER, "form_percent"),
        ("-", COUNT, "form_zero_or_nothing"), ("–", COUNT, "form_zero_or_nothing"),
        ("nav", COUNT, "form_zero_or_nothing"),
        ("…", COUNT, "form_zero_or_nothing"), ("x", COUNT, "form_zero_or_nothing"),
        ("*", COUNT, "form_value_hidden"), ("konfidenciāli", COUNT, "form_value_hidden"),
        (1.234, EUR, "form_eur_decimals"), ("0,125", EUR, "form_eur_decimals"),
        (dt.datetime(2025, 11, 9), COUNT, "form_became_date"), (dt.timedelta(hours=5), NUMBER, "form_became_date"),
        (dt.date(2025, 11, 9), TEXT, "form_became_date"), (dt.time(9, 11), YES_NO, "form_became_date"),
        (True, TEXT, "form_not_words"), (1.1, RANK, "form_number_for_choice"),
        ("31.12.25", DATE, "form_year_two_digits"), ("1/2/25", DATE, "form_year_two_digits"),
        ("2025-13-01", DATE, "form_not_date"), ("29.02.2025.", DATE, "form_not_date"),
        ("decembris", DATE, "form_not_date"),
        (45992, DATE, "form_date_serial"), (45992.0, DATE, "form_date_serial"), (dt.time(9), DATE, "form_not_date"),
    ],
)  # fmt: skip
def test_nothing_is_guessed(cell: Any, field: Field, rule_id: str) -> None:
    with pytest.raises(CellError) as error:
        read(cell, field)
    assert error.value.rule_id == rule_id


@pytest.mark.parametrize(
    ("cell", "field", "text"),
    [
        ("31.12.2025.", DATE, "2025-12-31"), ("1.2.2025", DATE, "2025-02-01"), ("31. 12. 2025.", DATE, "2025-12-31"),
        ("2025-12-31", DATE, "2025-12-31"), (dt.datetime(2024, 2, 29, 8), DATE, "2024-02-29"),
        (dt.date(2024, 2, 29), DATE, "2024-02-29"), ("29.02.2024.", DATE, "2024-02-29"),
        ("  Vakars\r\n un  diena ", TEXT, "Vakars\nun  diena"), (2024.0, TEXT, "2024"), ("Ve\u0304ja", TEXT, "Vēja"),
        ("neattiecas", TEXT, "neattiecas"),
        ("Jā", YES_NO, "yes"), ("ja", YES_NO, "yes"), ("nē", YES_NO, "no"), (True, YES_NO, "yes"),
        (False, YES_NO, "no"),
        ("varbūt", YES_NO, "varbūt"), (2.0, RANK, "2"), ("1 – būtiskākais", RANK, "1"), ("1", RANK, "1"),
    ],
)  # fmt: skip
def test_text_date_or_code(cell: Any, field: Field, text: str) -> None:
    assert read(cell, field) == Value(text=text)


def test_no_two_codes_of_a_field_are_typed_alike() -> None:
    for field in FIELDS.values():
        typed = code_keys(field.choices())
        assert set(typed.values()) == set(field.choices())
        assert len(set(typed)) >= 2 * len(field.choices()) or field.codes == "rank", field.field


def test_headings_of_a_table_are_told_apart() -> None:
    for form in all_forms():
        for table in form.tables:
            labels = [field.label.lv.casefold() for field in table.fields]
            assert len(labels) == len(set(labels)), table.table
    assert load_form("activity_log").tables
