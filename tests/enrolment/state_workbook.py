"""The state's enrolment workbook built in code: small, right by default, broken where a test asks for it."""

from __future__ import annotations

import io
from typing import Any

import openpyxl

from ingest.enrolment.layout import enrolment_layout

HEADINGS = [column.heading for column in enrolment_layout().columns]
COLUMNS = [column.name for column in enrolment_layout().columns]
NAME = "izglitojamoskvispizglprogr_pa_iestadem_01122022.xlsx"


def institution(number: str, municipality: str = "LUDZAS NOVADS", **cells: Any) -> dict[str, Any]:
    """A row whose totals add up; `cells` replaces some of it (grades as g1 … g12)."""
    row: dict[str, Any] = {
        "municipality_name": municipality,
        "registration_number": number,
        "institution_name": f"Skola {number}",
        "institution_kind": "Vispārējās izglītības iestāde",
        "institution_type": "Vispārizglītojošā vidusskola",
        "subordination": "Pašvaldība ",
        "founder": "Ludzas novada pašvaldība",
        "territory_code": "020490",
        **{grade.name: 0 for grade in enrolment_layout().of_kind("learners")},
    }
    cells = {name.removeprefix("g") if name[1:].isdigit() else name: value for name, value in cells.items()}
    row |= {name: value for name, value in cells.items() if not name.endswith("_total")}

    def added(*names: str) -> int:
        return sum(int(row[name]) for name in names if isinstance(row[name], int | float))

    row["pre_total"] = added("pre_under5", "pre_5plus")
    row["grades_total"] = added(*map(str, range(1, 13)))
    row["all_total"] = row["pre_total"] + row["grades_total"] + added("vocational")
    return row | {name: value for name, value in cells.items() if name.endswith("_total")}


def state_workbook(
    rows: list[dict[str, Any]], headings: list[str] | None = None, columns: list[str] | None = None, above: int = 0
) -> bytes:
    """Bytes of a workbook: `headings` as printed over the values of `columns`, `above` rows of a title before them."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    for number in range(above):
        sheet.append([f"Izglītojamo skaits, {number}"])
    sheet.append(HEADINGS if headings is None else headings)
    for row in rows:
        sheet.append([row.get(name, name) for name in (COLUMNS if columns is None else columns)])
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
