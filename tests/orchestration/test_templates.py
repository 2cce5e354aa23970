"""`pmp templates`: workbooks and draft letters in the outbox."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from ingest.forms.orders import orders_of, plan_reported_on
from ingest.forms.workbook.write import write_form
from ingest.periods import Collection
from ingest.plans.registry import RawRegistry
from ingest.problems import InputError
from ingest.workspace import Workspace
from orchestration import templates
from orchestration.cli import main
from orchestration.intake import collect_forms
from orchestration.registry import load_registry
from orchestration.templates import write_templates
from quality.submissions.sums import rule_words


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the first reporter of a municipality: a workbook is written like any other."""

    def first_reporter(registry: RawRegistry, *given: object) -> list[object]:
        orders = list(orders_of(registry, *given))  # type: ignore[arg-type]
        return [order for order in orders if order.reporter_id == orders[0].reporter_id]

    monkeypatch.setattr(templates, "orders_of", first_reporter)


@pytest.mark.usefixtures("few")
def test_a_reporter_gets_its_workbooks_and_a_draft_letter(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["templates", "--collection", "2024/2025-S1", "--municipality", "kraslava"])
    assert ended.value.code == 0
    folder = workspace.outbox / "2024-2025-S1" / "kraslava"
    [letter] = folder.glob("*.eml")
    workbooks = sorted(path.name for path in folder.glob("*.xlsx"))
    forms = ("activity_log", "referral_counts", "school_report", "survey_results")
    assert [name for name in workbooks if "task_report" not in name] == [f"{letter.stem}-{form}.xlsx" for form in forms]
    message = message_from_bytes(letter.read_bytes(), policy=policy.default)
    assert message["To"] == ""
    assert message["Subject"] == "PMP dati: Robežnieku pamatskola, iesniegt līdz 31.01.2025."
    assert message["X-Unsent"] == "1"
    text, *attached = message.iter_parts()
    assert message["Comments"].startswith("Adresāts: direktora vietnieks audzināšanas darbā, Robežnieku pamatskola.")
    assert "Adresāts" not in text.get_content()
    assert {part.get_filename(): part.get_content() for part in attached} == {
        name: (folder / name).read_bytes() for name in workbooks
    }
    told = capsys.readouterr().out
    assert told.startswith(f"✓ Krāslavas novads: ziņotāji 1, veidlapas {len(workbooks)} – ")
    assert "PARAUGDATI" not in told


@pytest.mark.usefixtures("few")
def test_forms_made_beside_demonstration_data_are_not_for_real_reporters(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    registry, collection = load_registry(workspace), Collection.parse("2024/2025-S1")
    plan = plan_reported_on(registry, "kraslava", collection)
    assert plan
    order = next(orders_of(registry, plan, collection))
    workspace.inbox.mkdir(parents=True)
    (workspace.inbox / "paraugs.xlsx").write_bytes(write_form(replace(order, is_demo=True), rule_words()))
    collect_forms(workspace, [], dt.datetime(2025, 1, 20, 10, tzinfo=dt.UTC))
    with pytest.raises(SystemExit):
        main(["templates", "--collection", "2024/2025-S2", "--municipality", "kraslava"])
    _, remark = capsys.readouterr().out.splitlines()
    assert remark.startswith("! Šajā mapē ir PARAUGDATI; īstām veidlapām izmantojiet citu mapi (PMP_HOME=…).")


@pytest.mark.usefixtures("few")
def test_writing_again_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    def files() -> dict[str, bytes]:
        write_templates(workspace, "2024/2025-S2", "ludza", tmp_path / "out")
        return {path.name: path.read_bytes() for path in (tmp_path / "out" / "2024-2025-S2" / "ludza").iterdir()}

    assert files() == files()
    assert not workspace.outbox.exists()


@pytest.mark.parametrize(
    ("collection", "municipality", "rule_id"),
    [
        ("2024-S1", None, "collection_unknown"),
        ("2024/2026-S1", "ludza", "collection_unknown"),
        ("2024/2025-S1", "nav", "templates_municipality_unknown"),
        ("2035/2036-S1", "ludza", "templates_no_plan"),
        ("2035/2036-S1", None, "templates_no_plan"),
    ],
)
def test_what_cannot_be_handed_out_is_said(
    workspace: Workspace, collection: str, municipality: str | None, rule_id: str
) -> None:
    with pytest.raises(InputError) as error:
        write_templates(workspace, collection, municipality)
    assert [problem.rule_id for problem in error.value.problems] == [rule_id]
    assert not workspace.home.exists()


def test_an_unknown_collection_ends_with_a_message_and_code_2(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["templates", "--collection", "2024-S1"])
    assert ended.value.code == 2
    assert "«2024-S1» nav datu vākšanas kods" in capsys.readouterr().err
