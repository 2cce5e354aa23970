"""Each finding in a row: rule, severity, sheet, cell; what lands and what does not."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from state_workbook import NAME, institution, state_workbook

from ingest.enrolment.municipalities import Municipality
from ingest.enrolment.read import read_enrolment
from quality.enrolment_rules import CheckedEnrolment, check_enrolment
from quality.messages import in_words

DAY = dt.date(2022, 12, 1)
FROM = dt.date(2021, 7, 1)
KNOWN = {
    "LUDZAS NOVADS": Municipality("LUDZAS NOVADS", FROM, None, ""),
    "VECAIS NOVADS": Municipality("VECAIS NOVADS", FROM, dt.date(2022, 11, 30), "LUDZAS NOVADS"),
}
SOUND = institution("4501900001", g1=20, g9=15, pre_under5=3, vocational=2)


def checked(*rows: dict[str, Any], day: dt.date = DAY) -> CheckedEnrolment:
    return check_enrolment(read_enrolment(state_workbook(list(rows)), NAME), NAME, KNOWN, day)


def found(result: CheckedEnrolment) -> list[tuple[str, str, str, str]]:
    assert {(finding.problem.sheet, finding.problem.file) for finding in result.findings} <= {("Sheet1", NAME)}
    return [(f.problem.rule_id, f.severity, f.problem.column, f.problem.value) for f in result.findings]


def test_sound_row_lands_in_whole_numbers() -> None:
    result = checked(SOUND)
    assert result.findings == []
    [(row, values)] = result.rows
    assert row == 2
    assert (values["1"], values["9"], values["2"], values["all_total"]) == (20, 15, 0, 40)
    assert isinstance(values["1"], int)


@pytest.mark.parametrize(
    ("cells", "rule_id", "cell", "value"),
    [
        ({"g1": "divdesmit"}, "enrolment_not_count", "L3", "divdesmit"),
        ({"g1": "20"}, "enrolment_not_count", "L3", "20"),
        ({"g12": -1}, "enrolment_not_count", "W3", "−1"),
        ({"g12": 2.5}, "enrolment_not_count", "W3", "2,5"),
        ({"g12": True}, "enrolment_not_count", "W3", "True"),
        ({"vocational": 100_001}, "enrolment_not_count", "Y3", "100001"),
        ({"vocational": None}, "enrolment_cell_empty", "Y3", ""),
        ({"municipality_name": None}, "enrolment_cell_empty", "A3", ""),
        ({"institution_name": 7}, "enrolment_not_text", "C3", "7"),
        ({"registration_number": None}, "enrolment_cell_empty", "B3", ""),
        ({"registration_number": "450190000"}, "enrolment_registration_number", "B3", "450190000"),
        ({"registration_number": "Kopā"}, "enrolment_registration_number", "B3", "Kopā"),
    ],
)
def test_unreadable_cell_rejects_its_row(cells: dict[str, Any], rule_id: str, cell: str, value: str) -> None:
    result = checked(SOUND, institution("4501900002", g2=5) | institution("4501900002", **{"g2": 5, **cells}))
    assert [entry for entry in found(result) if entry[1] == "reject_row"] == [(rule_id, "reject_row", cell, value)]
    assert [row for row, _ in result.rows] == [2]


def test_nearly_whole_is_whole() -> None:
    assert checked(institution("4501900002", g1=26) | {"1": 25.999999999997}).rows[0][1]["1"] == 26


def test_two_blank_numbers_are_not_the_same_institution() -> None:
    blank = institution("") | {"registration_number": None}
    assert [entry[0] for entry in found(checked(SOUND, blank, blank))] == ["enrolment_cell_empty"] * 2


def test_institution_twice_rejects_both() -> None:
    result = checked(SOUND, institution("4501900002", g1=1), institution("4501900002", g1=2))
    assert found(result) == [
        ("enrolment_institution_twice", "reject_row", "B3", "4501900002"),
        ("enrolment_institution_twice", "reject_row", "B4", "4501900002"),
    ]
    assert [row for row, _ in result.rows] == [2]


@pytest.mark.parametrize(
    ("total", "cell", "printed", "added"),
    [("pre_total", "K2", 4, 3), ("grades_total", "X2", 36, 35), ("all_total", "Z2", 41, 40)],
)
def test_total_that_does_not_add_up_is_a_warning(total: str, cell: str, printed: int, added: int) -> None:
    row = dict(SOUND)
    row[total] = printed
    result = checked(row)
    mine = [finding for finding in result.findings if finding.problem.column == cell]
    assert [(f.problem.rule_id, f.severity, f.problem.value) for f in mine] == [
        ("enrolment_total_differs", "warning", str(printed))
    ]
    assert dict(mine[0].problem.details)["sum"] == str(added)
    assert len(result.rows) == 1


def test_total_that_cannot_be_read_is_a_warning() -> None:
    result = checked(institution("4501900002", g1=4) | {"grades_total": "četri"})
    assert found(result) == [("enrolment_not_count", "warning", "X2", "četri")]
    assert result.rows[0][1]["1"] == 4


@pytest.mark.parametrize(
    ("name", "day", "rule_id"),
    [
        ("NEZINĀMS NOVADS", DAY, "enrolment_municipality_unknown"),
        ("VECAIS NOVADS", DAY, "enrolment_municipality_not_valid"),
        ("VECAIS NOVADS", dt.date(2022, 11, 30), None),
        ("LUDZAS NOVADS", FROM, None),
        ("LUDZAS NOVADS", dt.date(2021, 6, 30), "enrolment_municipality_not_yet"),
    ],
)
def test_municipality_against_the_seed(name: str, day: dt.date, rule_id: str | None) -> None:
    result = checked(institution("4501900002", name, g1=4), day=day)
    assert found(result) == ([(rule_id, "warning", "A2", name)] if rule_id else [])
    assert result.rows[0][1]["municipality_name"] == name


def test_a_municipality_is_one_finding_with_the_number_of_its_rows() -> None:
    names = ("LUDZAS NOVADS", "NEZINĀMS NOVADS", "LUDZAS NOVADS", "LUDZAS NOVADS")
    rows = [institution(f"450190000{number}", name) for number, name in enumerate(names)]
    result = checked(*rows, day=dt.date(2020, 12, 1))
    assert found(result) == [
        ("enrolment_municipality_not_yet", "warning", "A2", "LUDZAS NOVADS"),
        ("enrolment_municipality_unknown", "warning", "A3", "NEZINĀMS NOVADS"),
    ]
    words = in_words(result.findings[0].problem, "lv")
    assert "«LUDZAS NOVADS» 01.12.2020.: šis pašvaldību iedalījums ir spēkā no 01.07.2021.; rindas ar šo" in words
    assert "nosaukumu (3) ir uzņemtas" in words
    assert "in force from 2021-07-01" in in_words(result.findings[0].problem, "en")
    assert len(result.rows) == 4


@pytest.mark.parametrize(("value", "shown"), [(-3, "«−3»"), (2.5, "«2,5»"), ("daudz", "«daudz»")])
def test_figures_are_quoted_as_figures_and_the_state_is_told(value: object, shown: str) -> None:
    result = checked(institution("4501900002") | {"9": value})
    (finding,) = (one for one in result.findings if one.problem.column == "T2")
    words = in_words(finding.problem, "lv")
    assert f"ir {shown}, bet izglītojamo skaits ir vesels skaitlis no 0 → lejupielādējiet failu vēlreiz" in words
    assert words.endswith("ja kļūda ir arī tur, ziņojiet valstij")
    assert "teksts" not in words


def test_every_row_lands_or_is_reported() -> None:
    rows = [institution(f"45019000{number:02}", g1=number) for number in range(10)]
    for number in (2, 5, 6):
        rows[number]["9"] = "daudz"
    result = checked(*rows)
    rejected = {finding.problem.column for finding in result.findings if finding.severity == "reject_row"}
    assert rejected == {"T4", "T7", "T8"}
    assert len(result.rows) + len(rejected) == len(rows)
