"""Filled-in forms that went through another office suite."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest
from form_workbook import checked, filled, found, order_for

from ingest.forms.definition import all_forms

pytestmark = pytest.mark.slow
VALUES = {"school_report": {"learners_start|basic.full_time": 88, "comment": "Slēgta filiāle", "arrived": "3"}}
LINES = {"activity_log": {"events": [{}, {"event": "Nometne", "start_date": dt.date(2024, 7, 3), "quantity": 2.5}]}}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", [form.form for form in all_forms()])
def test_a_workbook_saved_again_by_libreoffice_gives_the_same_rows(tmp_path: Path, form: str) -> None:
    order = order_for(form)
    content = filled(order, VALUES.get(form), LINES.get(form))
    (tmp_path / "sent.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        "again",
        "sent.xlsx",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    again = (tmp_path / "again" / "sent.xlsx").read_bytes()
    assert again != content
    before, after = checked(content, order), checked(again, order)
    assert before.verdict == after.verdict == "accepted"
    assert after.rows == before.rows
    assert found(after) == found(before) == []
