"""The `pmp` command as a person uses it: exit codes, messages, never a traceback."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import duckdb
import pytest

from ingest.workspace import PRODUCT, Workspace
from orchestration import cli, warehouse
from orchestration.finalising import Approval, publish_final
from tests.product import pmp
from tests.traces import files_with

pytestmark = pytest.mark.slow


@pytest.fixture
def ready(built: Workspace, workspace: Workspace) -> Workspace:
    shutil.copytree(built.home, workspace.home, symlinks=True)
    return workspace


def test_run_publishes_then_says_that_nothing_changed_and_watches_over_what_is_final(ready: Workspace) -> None:
    first = pmp(ready, "run", "--no-demo", "--municipality", "ludza")
    assert first.returncode == 0, first.stderr
    drafts = sorted(path.parent.parent.name for path in (ready.publications / "ludza").glob("*/draft/index.html"))
    assert drafts == ["2024", "2025", "2026", "2027"]
    for year in drafts:
        assert f"ludza/{year}/draft/ (data/, dati.xlsx, index.html, kopsavilkums.pdf, lapai.html" in first.stdout
    assert len([line for line in first.stdout.splitlines() if line.strip()[:2] in {"1.", "2.", "3."}]) == 3
    before = {path: path.stat().st_mtime_ns for path in ready.publications.rglob("*") if path.is_file()}
    second = pmp(ready, "run", "--no-demo", "--municipality", "ludza")
    assert second.returncode == 0
    assert "Nekas nav mainījies" in second.stdout
    assert {path: path.stat().st_mtime_ns for path in ready.publications.rglob("*") if path.is_file()} == before
    approval = Approval("ludza", 2026, "Vadītāja", "Nr. 1", dt.date(2027, 12, 1))
    folder = publish_final(ready, approval, lambda files, former: [])
    assert folder == ready.publications / "ludza" / "2026" / "final-1"
    assert pmp(ready, "run", "--no-demo", "--municipality", "ludza").returncode == 0
    (folder / "lapai.html").chmod(0o644)
    (folder / "lapai.html").write_text("cits")
    third = pmp(ready, "run", "--no-demo", "--municipality", "ludza")
    assert (third.returncode, third.stderr.count("✖")) == (1, 1)
    assert "publication/ludza/2026/final-1/lapai.html" in third.stderr
    assert "Nekas nav mainījies" in third.stdout


HIDDEN, SHOWN, BASE = 4817263, 6143527, 9371000
"""Nobody is left out of the first but three: it is hidden for their sake. So long that no process is called so."""

PLANTED_FIGURE = """
    insert into marts.fct_indicator_value by name
        select * replace (
            '2024/2025' as period, $1 as numerator, $2 as denominator, 100 * $1 / $2 as value, 'board' as value_source,
            null as source_place
        )
        from marts.fct_indicator_value
        where municipality = 'kraslava' and indicator_key = 'early_leaver_share' and breakdown = $3
"""
PLANTED_PROGRESS = """
    update marts.indicator_progress
    set latest_value = 100 * $1 / $2, latest_period = '2024/2025', is_latest_publishable = true,
        progress_status = 'off_track'
    where municipality = 'kraslava' and indicator_nr = '10' and breakdown = $3 and results_year = 2025
"""


def test_publish_one_writes_a_hidden_number_nowhere(ready: Workspace) -> None:
    """What publishing writes below the workspace is searched, its logs too; the warehouse alone holds every number."""
    with duckdb.connect(warehouse.real_path(ready)) as connection:
        for breakdown, number, whole in (("upper_secondary", HIDDEN, HIDDEN + 3), ("basic", SHOWN, BASE)):
            connection.execute(PLANTED_FIGURE, [number, whole, breakdown])
            connection.execute(PLANTED_PROGRESS, [number, whole, breakdown])
    before = {path: path.stat().st_mtime_ns for path in ready.home.rglob("*") if path.is_file()}
    done = pmp(ready, "publish", "--municipality", "kraslava", "--year", "2025")
    assert done.returncode == 0, done.stderr
    assert "Nelieli skaitļi, kas nav publicēti" in done.stdout
    assert str(HIDDEN) not in done.stdout + done.stderr
    draft = ready.draft("kraslava", 2025)
    written = [path for path in ready.home.rglob("*") if path.is_file() and before.get(path) != path.stat().st_mtime_ns]
    rooms = {path.relative_to(ready.home).parts[0] for path in written}
    assert {"dagster", "publication"} <= rooms
    assert "warehouse" not in rooms
    assert files_with(HIDDEN, *written) == []
    shown = {path.relative_to(draft).as_posix() for path in files_with(SHOWN, *written)}
    assert shown >= {"index.html", "rezultati.pdf", "dati.xlsx", "data/indicator_values.csv"}
    assert (draft / "tabula-4-4.xlsx").is_file()


def test_an_english_draft_lies_beside_the_latvian_one(ready: Workspace) -> None:
    done = pmp(ready, "--lang", "en", "publish", "--municipality", "smiltene", "--year", "2025", "--kind", "mid_term")
    assert done.returncode == 0, done.stderr
    folder = ready.publications / "smiltene" / "2025" / "mid_term" / "en" / "draft"
    assert sorted(ready.publications.rglob("manifest.json")) == [folder / "manifest.json"]
    assert "Results" in done.stdout
    assert "smiltene/2025/mid_term/en/draft/ (starpposms.docx, starpposms.pdf)" in done.stdout


def test_another_kind_lies_beside_the_december_draft(ready: Workspace) -> None:
    done = pmp(ready, "publish", "--municipality", "smiltene", "--year", "2025", "--kind", "mid_term")
    assert done.returncode == 0, done.stderr
    folder = ready.publications / "smiltene" / "2025"
    assert [path.name for path in folder.iterdir()] == ["mid_term"]
    files = sorted(path.name for path in (folder / "mid_term" / "draft").iterdir())
    assert files == ["manifest.json", "starpposms.docx", "starpposms.pdf"]
    assert "smiltene/2025/mid_term/draft/ (starpposms.docx, starpposms.pdf)" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["--help"], 0, "plan"),
        (["publish", "--help"], 0, "y+1."),
        (["run", "--nothing"], 2, "--nothing"),
        (["run", "--no-demo", "--municipality", "atlantīda"], 2, "aizkraukle, kraslava"),
        (["query"], 2, "sql"),
        (["publish", "--municipality", "kraslava", "--year", "1999"], 2, "1999. gada 31. decembrī"),
        (["plan", "add", "nav.xlsx"], 2, "fails nav atrasts"),
        (["plan", "check", "kraslava-2024"], 0, "aktivitātes: 13"),
        (["plan", "check", "nav"], 2, "riga-2024"),
        (["plan", "workbook", "--out", "/"], 1, "netiek pārrakstīts"),
        (["plan", "diff", "kraslava-2024", "x"], 2, "kraslava-2024"),
        (["--lang", "en", "plan", "diff", "kraslava-2024", "x"], 2, "was not found"),
        (["publish", "--municipality", "kraslava", "--year", "2025", "--kind", "final"], 2, "--year 2028"),
        (["publish", "--municipality", "kraslava", "--year", "2025", "--kind", "balles"], 2, "annual_review"),
        (["--lang", "ru", "publish", "--municipality", "kraslava", "--year", "2025"], 2, "'lv', 'en'"),
        (["query", "drop table x"], 1, "SELECT"),
    ],
)
def test_wrong_use(ready: Workspace, arguments: list[str], status: int, words: str) -> None:
    done = pmp(ready, *arguments)
    assert done.returncode == status, done.stderr
    assert words.lower() in (done.stdout + done.stderr).lower()


def test_a_file_that_cannot_be_read_is_told_with_what_is_known_of_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unreadable(arguments: list[str]) -> None:
        raise FileNotFoundError("/darba-mape/derived/plans.parquet")  # as pyarrow does: no errno, no file name

    monkeypatch.setattr(cli, "app", unreadable)
    with pytest.raises(SystemExit) as ended:
        cli.main(["status"])
    assert ended.value.code == 3
    assert "/darba-mape/derived/plans.parquet" in capsys.readouterr().err


def test_a_warehouse_is_needed_to_query(workspace: Workspace) -> None:
    done = pmp(workspace, "query", "select 1")
    assert done.returncode == 3
    assert "pmp run" in done.stderr


def test_query_formats(ready: Workspace) -> None:
    sql = "select municipality, count(*) as activities from marts.dim_activity group by 1 order by 1 limit 2"
    as_json = pmp(ready, "query", sql, "--format", "json")
    assert json.loads(as_json.stdout) == [
        {"municipality": "aizkraukle", "activities": 19},
        {"municipality": "kraslava", "activities": 13},
    ]
    as_csv = pmp(ready, "query", sql, "--format", "csv")
    assert as_csv.stdout == "municipality,activities\naizkraukle,19\nkraslava,13\n"


def broken_plan(workspace: Workspace, table: str, before: str, after: str) -> None:
    """A plan in the workspace that breaks its promise in one place; plan_id and municipality are a test's own."""
    folder = workspace.plans / "parauga" / "parauga-2024"
    shutil.copytree(PRODUCT / "plans" / "kraslava" / "kraslava-2024", folder)
    header = (folder / "plan.yml").read_text(encoding="utf-8")
    header = header.replace("municipality: kraslava", "municipality: parauga").replace("kraslava-2024", "parauga-2024")
    (folder / "plan.yml").write_text(header, encoding="utf-8")
    text = (folder / table).read_text(encoding="utf-8")
    assert before in text
    (folder / table).write_text(text.replace(before, after, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("table", "before", "after", "words"),
    [
        ("goals.csv", "prevention_level", "līmenis", ["goals.csv", "1. rinda", "līmenis", "nezināma kolonna"]),
        ("indicator_targets.csv", "Līdz +5%", "daudz", ["indicator_targets.csv", "«daudz»", "nevar izlasīt"]),
        ("activities.csv", ",3,2,", ",33,2,", ["activities.csv", "«33»", "plānā nav"]),
        ("plan.yml", "supervisor:", "uzraugs:", ["plan.yml", "uzraugs"]),
    ],
)
def test_a_broken_plan_ends_with_one_clear_message(
    ready: Workspace, table: str, before: str, after: str, words: list[str]
) -> None:
    good = warehouse.real_path(ready)
    content = good.read_bytes()
    broken_plan(ready, table, before, after)
    commands = [["plan", "check"], ["run", "--no-demo"]] if table == "goals.csv" else [["plan", "check"]]
    for command in commands:
        done = pmp(ready, *command)
        assert done.returncode == 1, done.stderr
        for word in words:
            assert word in done.stderr, (word, done.stderr)
    assert warehouse.real_path(ready) == good
    assert good.read_bytes() == content


def test_two_versions_that_overlap(ready: Workspace) -> None:
    broken_plan(ready, "plan.yml", "valid_from: 2024-01-01", "valid_from: 2024-01-01")
    other = ready.plans / "parauga" / "parauga-2025"
    shutil.copytree(ready.plans / "parauga" / "parauga-2024", other)
    header = (other / "plan.yml").read_text(encoding="utf-8")
    header = header.replace("plan_id: parauga-2024", "plan_id: parauga-2025")
    (other / "plan.yml").write_text(
        header.replace("valid_from: 2024-01-01", "valid_from: 2025-01-01"), encoding="utf-8"
    )
    done = pmp(ready, "plan", "check")
    assert done.returncode == 1
    assert "parauga/parauga-2025/plan.yml" in done.stderr
    assert "«parauga-2024»" in done.stderr


def test_files_that_are_no_plan_workbook(ready: Workspace, tmp_path: Path) -> None:
    text = tmp_path / "plāns.xlsx"
    text.write_text("<html>nav darba grāmata</html>", encoding="utf-8")
    done = pmp(ready, "plan", "add", str(text))
    assert done.returncode == 1
    assert done.stderr.count("✖") == 1
    assert "plāns.xlsx" in done.stderr
