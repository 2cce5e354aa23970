"""One collection from the workbook that is handed out to what comes back: traced values, pages, status."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ingest.forms.definition import load_form
from ingest.forms.orders import orders_of
from ingest.forms.workbook.layout import CODE, FIRST_ROW, HEADING_ROW, VALUE, heading_of
from ingest.plans.registry import RawRegistry
from ingest.workspace import Workspace
from orchestration import job, school_pages, templates, warehouse
from orchestration.cli import main
from orchestration.fingerprint import build_fingerprint
from orchestration.intake import collect_forms
from orchestration.templates import write_templates
from tests.product import rows
from tests.submissions.form_workbook import saved, sound_line, sound_value

pytestmark = pytest.mark.slow

COLLECTION, FOLDER = "2024/2025-S1", "2024-2025-S1"
SCHOOLS = ("4212900551", "4212900568", "4212900569", "4212902579", "4213900573")
LATE, DAGDA = SCHOOLS[3], SCHOOLS[4]
AT_RISK = dict(zip(SCHOOLS, (1, 2, 4, 8, 9), strict=True))
REJECTED = "4212903083"
ON_TIME, AFTERWARDS = dt.datetime(2025, 1, 20, 9, tzinfo=dt.UTC), dt.datetime(2025, 2, 3, 9, tzinfo=dt.UTC)
EVENT = sound_line("activity_log", "events") | {"event": "#let = Vakars", "place": "Dagda"}


def filled_report(path: Path, at_risk: int) -> bytes:
    """The school report that was handed out, filled in as a secretary would: 100 learners, some at risk."""
    book = openpyxl.load_workbook(path)
    sheet = book["Pārskats"]
    fields = {field.field: field for field in load_form("school_report").fields}
    for row in range(HEADING_ROW + 1, sheet.max_row + 1):
        field, _, breakdown = str(sheet.cell(row, CODE).value or "").partition("|")
        if field in fields:
            value = at_risk if (field, breakdown) == ("at_risk", "basic.full_time") else None
            sheet.cell(row, VALUE).value = sound_value(fields[field], breakdown) if value is None else value
    return saved(book)


def filled_log(path: Path) -> bytes:
    """The activity log that was handed out, with one event."""
    book = openpyxl.load_workbook(path)
    sheet = book["Žurnāls"]
    fields = {heading_of(field): field.field for field in load_form("activity_log").tables[0].fields}
    for column in range(1, sheet.max_column + 1):
        field = fields.get(sheet.cell(HEADING_ROW, column).value)
        if field in EVENT:
            sheet.cell(FIRST_ROW, column).value = EVENT[field]
    return saved(book)


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Krāslava: five schools report, one of them late and one with its log; one report is not taken; then a build."""
    workspace = Workspace(tmp_path_factory.mktemp("collected"))

    def few(registry: RawRegistry, *given: Any) -> list[Any]:
        forms = {(school, "school_report") for school in (*SCHOOLS, REJECTED)} | {(DAGDA, "activity_log")}
        return [order for order in orders_of(registry, *given) if (order.reporter_id, order.form.form) in forms]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(templates, "orders_of", few)
        write_templates(workspace, COLLECTION, "kraslava")
        patch.setenv("PMP_HOME", str(workspace.home))
        handed_out = workspace.outbox / FOLDER / "kraslava"
        reports = {
            school: filled_report(handed_out / f"{school}-school_report.xlsx", AT_RISK.get(school, 500))
            for school in (*SCHOOLS, REJECTED)
        }
        log = filled_log(handed_out / f"{DAGDA}-activity_log.xlsx")
        late = {f"{LATE}.xlsx": reports.pop(LATE)}
        on_time = {f"{school}.xlsx": report for school, report in reports.items()} | {"žurnāls.xlsx": log}
        for files, moment in ((on_time, ON_TIME), (late, AFTERWARDS)):
            for name, content in files.items():
                path = workspace.inbox / "kraslava" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            collect_forms(workspace, [], moment)
        # Of two reports that come together the one not taken is settled first; the other one has taken its place.
        both = [workspace.inbox / "kraslava" / name for name in ("vēlreiz.xlsx", f"{LATE} labots.xlsx")]
        for path, at_risk in zip(both, (500, AT_RISK[LATE]), strict=True):
            path.write_bytes(filled_report(handed_out / f"{LATE}-school_report.xlsx", at_risk))
        collect_forms(workspace, both, AFTERWARDS + dt.timedelta(hours=1), again=True)
        job.build_warehouse(workspace)
        yield workspace


def cell(workspace: Workspace, file_name: str, sheet: str, address: str) -> Any:
    """What stands in a cell of a file that was sent."""
    return openpyxl.load_workbook(workspace.inbox / file_name)[sheet][address].value


def test_a_figure_of_a_school_is_traced_to_its_cell(collected: Workspace) -> None:
    found = rows(
        collected,
        "select school_profile.at_risk, file_name, sheet, cell, value_number from marts.school_profile "
        "inner join marts.submitted_value using (municipality, reporter_id, collection) "
        "where reporter_id = '4212900569' and field = 'at_risk'",
    )
    ((at_risk, file_name, sheet, address, value),) = found
    assert (at_risk, file_name, value) == (4, "kraslava/4212900569.xlsx", 4)
    assert cell(collected, file_name, sheet, address) == 4


def test_money_of_the_results_table_is_traced_to_its_cell(collected: Workspace) -> None:
    found = rows(
        collected,
        "select invested_funding_eur, file_name, sheet, cell, value_number from marts.table_4_4 "
        "inner join marts.submitted_value using (municipality, activity_key, results_year) "
        "where activity_nr = '1.1' and field like 'eur_%'",
    )
    ((eur, file_name, sheet, address, value),) = found
    assert (float(eur), value, file_name) == (120.5, 120.5, "kraslava/žurnāls.xlsx")
    assert cell(collected, file_name, sheet, address) == 120.5
    texts = dict(rows(collected, "select field, value_text from marts.submitted_value where sheet = 'Žurnāls'"))
    assert (texts["event"], texts["start_date"], texts["state"]) == ("#let = Vakars", "2024-10-03", "done")


def test_every_cell_that_counts_is_found_in_its_file(collected: Workspace) -> None:
    found = rows(
        collected,
        "select file_name, sheet, cell, value_number from marts.submitted_value where value_number is not null",
    )
    books = {name: openpyxl.load_workbook(collected.inbox / name) for name in {row[0] for row in found}}
    assert len(books) == 6
    assert [row for row in found if books[row[0]][row[1]][row[2]].value != row[3]] == []


def test_each_school_gets_its_page_with_the_median_of_five(collected: Workspace) -> None:
    pages = sorted(path.name for path in collected.outbox.rglob("*.pdf"))
    assert pages == sorted(f"{school}-jusu-skola.pdf" for school in SCHOOLS)
    page = collected.outbox / FOLDER / "kraslava" / f"{DAGDA}-jusu-skola.pdf"
    done = subprocess.run(["pdftotext", "-layout", str(page), "-"], capture_output=True, check=True)
    text = " ".join(done.stdout.decode().split())
    # Dagda has two stages of 100 learners, the others one: 4,5 % of 200 beside 1, 2, 4 and 8 % of 100.
    assert "PMP riskam pakļautie izglītojamie 9 (4,5 %) – 4,0 % (5 skolas)" in text
    assert "#let = Vakars" in text
    assert "1 35 120,50" in text
    assert "PARAUGDATI" not in text


def test_only_pages_whose_content_changed_are_set_again(collected: Workspace) -> None:
    pages = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in collected.outbox.rglob("*.pdf")}
    assert school_pages.are_current(collected)
    assert school_pages.write_pages(collected) == []
    gone, *_ = pages
    gone.unlink()
    made_from = json.loads(collected.school_pages.read_bytes())
    other = next(name for name in made_from["pages"] if not name.endswith(gone.name))
    made_from["pages"] |= {other: "made from other content", f"{FOLDER}/kraslava/no-longer.pdf": "a report that went"}
    collected.school_pages.write_text(json.dumps(made_from))
    (collected.outbox / FOLDER / "kraslava" / "no-longer.pdf").touch()
    assert not school_pages.are_current(collected)
    assert sorted(school_pages.write_pages(collected)) == sorted([gone, collected.outbox / other])
    assert {path: path.read_bytes() for path in collected.outbox.rglob("*.pdf")} == {
        path: content for path, (content, _) in pages.items()
    }
    untouched = set(pages) - {gone, collected.outbox / other}
    assert all(path.stat().st_mtime_ns == pages[path][1] for path in untouched)


def status(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main([*arguments[:2], "status", *arguments[2:]] if arguments[:1] == ("--lang",) else ["status", *arguments])
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_status_tells_who_has_reported(
    collected: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PMP_HOME", str(collected.home))
    monkeypatch.setenv("COLUMNS", "80")
    told = status(capsys, "--municipality", "kraslava")
    assert max(map(len, told.splitlines())) <= 80
    lines = {line.split("  ")[0]: line.split() for line in told.splitlines()}
    text = " ".join(told.split())
    assert "jaunākā datu vākšana, par kuru ir saņemts kaut viens fails: 2024/2025-S1" in text
    assert "Krāslavas novads, 2024/2025-S1, iesniegt līdz 31.01.2025." in text
    assert lines["Saņemts"][1:4] == ["5", "no", "10"]
    assert lines["Saņemts, %"][2] == "50"
    assert [lines[name][1] for name in ("Laikā", "Vēlu", "Trūkst")] == ["4", "1", "4"]
    assert lines["Dagdas vidusskola"][2] == "✓"
    assert lines["Priežmalas pamatskola"][2:4] == ["✓", "vēlu"]
    assert lines["Indras pamatskola"][2] == "✖"
    assert f"✖ Indras pamatskola, pārskats: kraslava/{REJECTED}.xlsx – lapa «Pārskats», šūna C20: PMP riskam" in text
    assert "vēlreiz.xlsx" not in text
    assert "pmp build" not in text
    assert "PARAUGDATI" not in text
    silent = {line.split("  ")[0]: line.split() for line in status(capsys, "--municipality", "ludza").splitlines()}
    assert silent["Saņemts"][1:4] == ["0", "no", "8"]
    english = " ".join(status(capsys, "--lang", "en", "--municipality", "kraslava").split())
    assert f"✖ Indras pamatskola, school: kraslava/{REJECTED}.xlsx – " in english
    assert "par 2024/2025-s2 vēl nav saņemts" in " ".join(
        status(capsys, "--collection", "2024/2025-S2").lower().split()
    )


def test_status_says_when_the_warehouse_is_old(
    collected: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PMP_HOME", str(collected.home))
    monkeypatch.setattr(warehouse, "build_fingerprint", lambda workspace: build_fingerprint(workspace)[::-1])
    assert "palaidiet: pmp build" in " ".join(status(capsys).split())


def test_status_is_the_same_without_what_can_be_made_again(
    collected: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PMP_HOME", str(collected.home))
    told = status(capsys)
    derived = (collected.home / "derived").rename(tmp_path / "derived")
    assert status(capsys) == told
    if (collected.home / "derived").exists():
        shutil.rmtree(collected.home / "derived")
    derived.rename(collected.home / "derived")


def test_status_of_an_empty_workspace(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Vēl nekas nav saņemts" in status(capsys)
    assert "Nothing has been received yet" in status(capsys, "--lang", "en")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["--collection", "2024"], "2024"), (["--municipality", "atlantīda"], "aizkraukle, kraslava")],
)
def test_status_of_what_nobody_knows(
    collected: Workspace,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    words: str,
) -> None:
    monkeypatch.setenv("PMP_HOME", str(collected.home))
    with pytest.raises(SystemExit) as ended:
        main(["status", *arguments])
    assert ended.value.code == 2
    assert words in capsys.readouterr().err
