"""Makes the pictures of zinotajiem.md anew from an invented school; needs LibreOffice and poppler.

`.venv/bin/python -m docs.lv.pictures` in the root of the product.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from ingest.forms.breakdowns import Addressee
from ingest.forms.definition import load_form
from ingest.forms.workbook.answers import Answer
from ingest.forms.workbook.layout import field_lines
from ingest.forms.workbook.order import FormOrder
from ingest.forms.workbook.read import read_form
from ingest.forms.workbook.write import write_form
from ingest.periods import Collection, Deadlines
from orchestration.answers import error_workbook, mark
from quality.submissions.check import check_form
from quality.submissions.context import FormContext
from quality.submissions.sums import rule_words

HERE = Path(__file__).parent
BASIC, UPPER = "basic.full_time", "upper_secondary.full_time"
ORDER = FormOrder(
    form=load_form("school_report"),
    collection=Collection.parse("2024/2025-S1"),
    municipality="paraugs",
    municipality_name="Parauga novads",
    reporter_id="parauga-vidusskola",
    reporter_name="Parauga vidusskola",
    registration_number="",
    deadlines=Deadlines(dt.date(2025, 1, 2), dt.date(2025, 1, 31), dt.date(2025, 2, 28)),
    addressee=Addressee("school", (BASIC, UPPER)),
    former={("learners_start", BASIC): 126, ("learners_start", UPPER): 48, ("moved_school", BASIC): 4},
    known={("learners_start", BASIC): 121, ("learners_start", UPPER): 44},
    is_demo=True,
)
Typed = dict[str, tuple[int | str, int]]
BEGUN: Typed = {"learners_start": (122, 44), "arrived": (2, 0), "moved_school": ("ap 5", 0)}
SENT: Typed = {**BEGUN, "moved_abroad": (1, 0), "learners_end": (118, 44), "at_risk": (200, 3), "early_leavers": (1, 0)}
# Page of the printed workbook, then height of the picture in points; all are as wide as the page.
PICTURES = {"veidlapa": ("begun", 2, 340), "kludas-saraksts": ("errors", 2, 100), "kludas": ("errors", 4, 358)}


def form(given: Typed) -> bytes:
    """The workbook of the invented school with what it has typed so far."""
    answers = [
        Answer(str(ORDER.form.sheet), line.row, line.cell, "", field, line.breakdown, value)
        for line in field_lines(ORDER.form, ORDER.collection.kind, ORDER.addressee)
        for field, values in given.items()
        for value in [dict(zip((BASIC, UPPER), values, strict=True)).get(line.breakdown)]
        if line.kind == "cell" and line.field and line.field.field == field and value is not None
    ]
    return write_form(ORDER, rule_words(), answers)


def errors() -> bytes:
    """What comes back; only the cells that were filled in are looked at."""
    submitted = read_form(form(SENT), "pārskats.xlsx")
    filled = replace(submitted, answers=[answer for answer in submitted.answers if answer.value != ""])
    findings = [one for one in check_form(filled, FormContext(ORDER)).findings if one.problem.column]
    return error_workbook(ORDER, filled, list(map(mark, findings)))


def main() -> None:
    """Write every picture beside this file."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name, content in (("begun", form(BEGUN)), ("errors", errors())):
            (folder / f"{name}.xlsx").write_bytes(content)
            office = ["soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless", "--convert-to", "pdf"]
            subprocess.run([*office, "--outdir", scratch, f"{name}.xlsx"], cwd=folder, check=True, capture_output=True)
        for picture, (name, page, height) in PICTURES.items():
            cut = ["-r", "96", "-x", "30", "-y", "40", "-W", "1070", "-H", str(height * 96 // 72)]
            command = ["pdftoppm", "-png", "-singlefile", "-f", str(page), "-l", str(page), *cut]
            subprocess.run([*command, f"{name}.pdf", str(HERE / picture)], cwd=folder, check=True)


if __name__ == "__main__":
    main()
