"""The live checks in the sheet: LibreOffice calculates what the writer says they show."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from orders import RULE_WORDS, order_for
from python_calamine import CalamineWorkbook

from ingest.forms.definition import all_forms
from ingest.forms.workbook.answers import Answer
from ingest.forms.workbook.layout import FieldLine, field_lines, line_sheets
from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.write import write_form

COUNT = "✖ jābūt veselam skaitlim no 0 līdz 5\u00a0000"
MOVEMENT = "✖ nesakrīt (learners_end_within_movement)"
SCHOOL = order_for("school_report", "2024/2025-S2")
CASES: list[tuple[str, dict[str, object], str, str]] = [
    ("empty", {}, "learners_start|basic.full_time", "✖ jāaizpilda"),
    ("spaces", {"learners_start|basic.full_time": "  "}, "learners_start|basic.full_time", "✖ jāaizpilda"),
    ("optional", {}, "comment|total", ""),
    ("text", {"comment|total": "Jauna klase"}, "comment|total", "✓"),
    ("zero", {"learners_start|basic.full_time": 0}, "learners_start|basic.full_time", "✓"),
    ("highest", {"learners_start|basic.full_time": 5000}, "learners_start|basic.full_time", "✓"),
    ("too high", {"learners_start|basic.full_time": 5001}, "learners_start|basic.full_time", COUNT),
    ("negative", {"learners_start|basic.full_time": -1}, "learners_start|basic.full_time", COUNT),
    ("half", {"learners_start|basic.full_time": 2.5}, "learners_start|basic.full_time", COUNT),
    ("words", {"learners_start|basic.full_time": "25 skolēni"}, "learners_start|basic.full_time", COUNT),
    ("not applicable", {"learners_start|basic.full_time": "Neattiecas"}, "learners_start|basic.full_time", "✓"),
    ("half a post", {"support_posts|psychologist": 0.5}, "support_posts|psychologist", "✓"),
    ("choice", {"risk_group_rank|economic": "1 – būtiskākais"}, "risk_group_rank|economic", "✓"),
    ("no choice", {"risk_group_rank|economic": "7"}, "risk_group_rank|economic", "✖ jāizvēlas no saraksta"),
]  # fmt: skip
MOVED = {
    "learners_start": 200, "arrived": 10, "moved_school": 5, "moved_abroad": 1, "early_leavers": 2, "learners_end": 202,
}  # fmt: skip


def movement(**changes: object) -> dict[str, object]:
    return {f"{field}|basic.full_time": value for field, value in {**MOVED, **changes}.items() if value is not None}


END = "learners_end|basic.full_time"
CASES += [
    ("sums hold at the edge", movement(), END, "✓"),
    ("sums do not hold", movement(learners_end=203), END, MOVEMENT),
    ("a part is missing", movement(learners_end=203, arrived=None), END, "✓"),
    ("a part is no number", movement(learners_end=203, arrived="daži"), END, "✓"),
]
REASONS: dict[str, object] = {
    line.code: 0
    for line in field_lines(SCHOOL.form, "S2", SCHOOL.addressee)
    if line.code.startswith("leavers_by_reason|basic")
}
FIRST_REASON = next(iter(REASONS))
CASES += [
    ("reasons add up", {**REASONS, FIRST_REASON: 2, "early_leavers|basic.full_time": 2}, FIRST_REASON, "✓"),
    (
        "reasons do not add up", {**REASONS, FIRST_REASON: 1, "early_leavers|basic.full_time": 2}, FIRST_REASON,
        "✖ nesakrīt (reasons_sum_to_leavers)",
    ),
    (
        "more plans than supported learners is only doubtful",
        {"learners_supported|basic.full_time": 3, "individual_plans|basic.full_time": 4},
        "individual_plans|basic.full_time",
        "⚠ nesakrīt (plans_within_supported)",
    ),
]  # fmt: skip

LOG = order_for("activity_log")
DONE = {
    "A": "1.1 – Bukleti", "B": "Bukletu diena", "C": dt.date(2024, 9, 3), "Q": "nav", "V": "notika",
}  # fmt: skip
MONEY = "jābūt summai eiro ar ne vairāk kā diviem cipariem aiz komata, no 0 līdz 10\u00a0000\u00a0000"
LINES: list[tuple[dict[str, object], str]] = [
    ({}, ""),
    (DONE, "✓"),
    ({**DONE, "A": None}, "✖ Aktivitāte: jāaizpilda"),
    ({**DONE, "A": "9.9 – Cita"}, "✖ Aktivitāte: jāizvēlas no saraksta"),
    ({**DONE, "C": dt.date(2024, 7, 1)}, "✓"),
    ({**DONE, "C": dt.date(2024, 12, 31)}, "✓"),
    ({**DONE, "C": dt.date(2025, 1, 1)}, "✖ Sākums: jābūt datumam no 01.07.2024. līdz 31.12.2024."),
    ({**DONE, "C": "neattiecas"}, "✖ Sākums: jāaizpilda"),
    ({**DONE, "F": "neattiecas"}, "✓"),
    ({**DONE, "F": "~10"}, "✖ Vecāki: jābūt veselam skaitlim no 0 līdz 20\u00a0000"),
    ({**DONE, "S": 12.345}, f"✖ Valsts, EUR: {MONEY}"),
    ({"K": 3}, "✖ Aktivitāte: jāaizpilda"),
]  # fmt: skip


def calculated(order: FormOrder, filled: list[tuple[str, dict[str, object]]], folder: Path) -> list[CalamineWorkbook]:
    """Workbooks filled in by openpyxl, which drops every value of a formula, and saved again by LibreOffice."""
    if not (office := shutil.which("soffice")):
        pytest.skip("LibreOffice is not installed")
    content, source, target = write_form(order, RULE_WORDS), folder / "filled", folder / "saved"
    source.mkdir()
    for number, (sheet, cells) in enumerate(filled):
        workbook = openpyxl.load_workbook(io.BytesIO(content))
        for cell, value in cells.items():
            workbook[sheet][cell] = value
        workbook.save(source / f"{number}.xlsx")
    files = [str(source / f"{number}.xlsx") for number in range(len(filled))]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(target), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return [CalamineWorkbook.from_path(target / f"{number}.xlsx") for number in range(len(filled))]


def test_checks_of_single_values(tmp_path: Path) -> None:
    lines = {line.code: line for line in field_lines(SCHOOL.form, "S2", SCHOOL.addressee) if line.code}
    filled = [("Pārskats", {lines[code].cell: value for code, value in given.items()}) for _, given, _, _ in CASES]
    saved = calculated(SCHOOL, filled, tmp_path)
    for (name, given, place, expected), workbook in zip(CASES, saved, strict=True):
        rows = workbook.get_sheet_by_name("Pārskats").to_python(skip_empty_area=False)
        assert rows[lines[place].row - 1][5] == expected, name
        assert written(lines, given, place) == expected, name


def written(lines: dict[str, FieldLine], given: dict[str, object], place: str) -> object:
    """What the writer itself puts in as the value of the check."""
    answers = [
        Answer("Pārskats", lines[code].row, lines[code].cell, "", *code.split("|", 1), value)  # type: ignore[arg-type]
        for code, value in given.items()
    ]
    content = io.BytesIO(write_form(SCHOOL, RULE_WORDS, answers))
    rows = CalamineWorkbook.from_filelike(content).get_sheet_by_name("Pārskats").to_python(skip_empty_area=False)
    return rows[lines[place].row - 1][5]


def test_checks_of_lines(tmp_path: Path) -> None:
    cells = {
        f"{column}{row}": value
        for row, (given, _) in enumerate(LINES, start=7)
        for column, value in given.items()
        if value is not None
    }
    [workbook] = calculated(LOG, [("Žurnāls", {**cells, "K206": 3})], tmp_path)
    rows = workbook.get_sheet_by_name("Žurnāls").to_python(skip_empty_area=False)
    expected = [shown for _, shown in LINES]
    assert [row[22] for row in rows[6 : 6 + len(LINES)]] == expected
    assert (rows[204][22], rows[205][22]) == ("", "✖ Aktivitāte: jāaizpilda")
    assert [written_beside_line(given) for given, _ in LINES[1:]] == expected[1:]


def written_beside_line(given: dict[str, object]) -> object:
    """What the writer itself puts in as the value of the check of a line."""
    [sheet] = [sheet for sheet in line_sheets(LOG.form, "S1", LOG.addressee) if sheet.table.table == "events"]
    fields = dict(zip("ABCDEFGHIJKLMNOPQRSTUV", sheet.fields, strict=True))
    answers = [
        Answer("Žurnāls", 7, f"{column}7", "events", fields[column].field, "", value)  # type: ignore[arg-type]
        for column, value in given.items()
        if value is not None
    ]
    content = io.BytesIO(write_form(LOG, RULE_WORDS, answers))
    return CalamineWorkbook.from_filelike(content).get_sheet_by_name("Žurnāls").to_python(skip_empty_area=False)[6][22]


def test_the_check_of_a_line_is_within_what_excel_takes() -> None:
    """A formula has at most 8192 characters, nests 64 deep, and its texts have at most 255 characters."""
    found = set()
    for form in all_forms():
        for collection in ("2024/2025-S1", "2024/2025-S2"):
            content = io.BytesIO(write_form(order_for(form.form, collection), RULE_WORDS))
            for name, check in openpyxl.load_workbook(content).defined_names.items():
                found.add(name)
                assert len(check.value) <= 8192
                assert check.value.count("IF(") < 64
                assert max(map(len, re.findall(r'"([^"]*)"', check.value))) <= 255
    assert found == {"check_events", "check_people", "check_cases", "check_answers"}
