"""Many workbooks checked at once are answered as each would be alone."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

from form_workbook import NAME, filled, found, order_for
from openpyxl import Workbook

from ingest.forms.breakdowns import Addressee
from ingest.forms.workbook.read import read_form
from quality.submissions.check import check_form, check_forms
from quality.submissions.context import FormContext


def sign_as_another(book: Workbook) -> None:
    book["Pārskats"]["A2"] = "Ziņotājs: Parauga vidusskola (reģ. Nr. 4312900002), Parauga novads"


def test_a_batch_gives_what_single_checks_give() -> None:
    report, june, log = (
        order_for("school_report"),
        order_for("school_report", "2024/2025-S2", Addressee("school", ("basic.full_time",))),
        order_for("activity_log"),
    )
    deliveries = [
        (filled(report), report),
        (filled(report, {"arrived|basic.full_time": -1}), report),
        (filled(june, {"leavers_by_reason|basic.absence": 1}), june),
        (filled(log), log),
        (filled(log, lines={"events": [{}, {}, {"start_date": dt.date(2023, 1, 1)}]}), log),
        (filled(report, break_it=sign_as_another), report),
        (filled(order_for("survey_results"), lines={"answers": [{"answered": None}]}), order_for("survey_results")),
    ]
    read = [(read_form(content, NAME), FormContext(order)) for content, order in deliveries]
    together = check_forms(read)
    assert together == [check_form(submitted, context) for submitted, context in read]
    assert [result.verdict for result in together] == [
        "accepted", "rejected", "rejected", "accepted", "accepted_partly", "rejected", "rejected",
    ]  # fmt: skip
    assert found(together[5]) == [("form_other_reporter", "reject_delivery", "")]


def test_nothing_to_check_is_no_work() -> None:
    assert check_forms([]) == []


def test_reading_needs_neither_pandas_nor_pandera() -> None:
    code = "import sys, ingest.forms.workbook.read, quality.submissions.check; print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
