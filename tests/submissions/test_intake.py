"""The life of a submission: what arrives, what counts, what is told; with the real plans and an inbox of its own."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import duckdb
import inbox
import pytest
from form_workbook import filled
from inbox import OPENED, SCHOOL, counting, order_of, put
from openpyxl import load_workbook

from ingest.forms.workbook.order import FormOrder
from ingest.plans.registry import RawRegistry
from ingest.problems import InputError
from ingest.submissions.audit import first_break, log_file
from ingest.submissions.landing import landed_receipts
from ingest.workspace import Workspace
from orchestration import late
from orchestration.cli import main
from orchestration.collection_screen import show_answers, show_settled
from orchestration.expectation import Expectation
from orchestration.intake import collect_forms
from orchestration.self_check import check_only
from orchestration.verdicts import Settled

pytestmark = pytest.mark.usefixtures("read_once")

CODE = "020395-11115"  # nobody's: only its check digit is right


@pytest.fixture
def report(expectation: Expectation) -> FormOrder:
    return order_of(expectation, "school_report")


@pytest.fixture
def log(expectation: Expectation) -> FormOrder:
    return order_of(expectation, "activity_log")


def collect(workspace: Workspace, hours: int = 0, *, again: bool = False, days: int = 0) -> list[Settled]:
    return inbox.collect(workspace, OPENED + dt.timedelta(days=days, hours=hours), again=again)


def states(settled: list[Settled]) -> list[tuple[str, str, str | None]]:
    return [(one.receipt.file_name, one.receipt.state, one.receipt.rule_id) for one in settled]


def landed(workspace: Workspace, table: str) -> int:
    files = list((workspace.landing / table).rglob("*.parquet"))
    return len(duckdb.read_parquet([str(file) for file in files])) if files else 0


def test_a_sound_report_lands_whole(workspace: Workspace, report: FormOrder) -> None:
    put(workspace, "ludza/pārskats.xlsx", filled(report))
    (settled,) = collect(workspace)
    receipt = settled.receipt
    assert (receipt.file_name, receipt.channel, receipt.state) == ("ludza/pārskats.xlsx", "inbox", "accepted")
    assert (receipt.form, receipt.municipality, receipt.reporter_id) == ("school_report", "ludza", SCHOOL)
    assert (receipt.rows_in, receipt.rows_rejected, receipt.is_late, receipt.counts) == (20, 0, False, True)
    assert landed(workspace, "school_report") == 20
    assert landed_receipts(workspace) == [receipt]
    (original,) = workspace.archive.rglob("*.xlsx")
    assert original.stem.startswith(receipt.submission_id)


def test_an_unchanged_inbox_starts_nothing_again(workspace: Workspace, report: FormOrder) -> None:
    put(workspace, "pārskats.xlsx", filled(report))
    collect(workspace)
    before = {path: path.stat().st_mtime_ns for path in workspace.home.rglob("*") if path.is_file()}
    assert collect(workspace, 1) == []
    assert {path: path.stat().st_mtime_ns for path in workspace.home.rglob("*") if path.is_file()} == before


def test_a_report_with_one_wrong_answer_is_not_taken_at_all(workspace: Workspace, report: FormOrder) -> None:
    put(workspace, "pārskats.xlsx", filled(report, {"at_risk": 500}))
    (settled,) = collect(workspace)
    assert states([settled]) == [("pārskats.xlsx", "rejected", "at_risk_within_learners")]
    assert (settled.receipt.rows_in, settled.receipt.rows_accepted, settled.receipt.counts) == (20, 0, False)
    assert landed(workspace, "school_report") == 0


def test_good_lines_land_and_bad_ones_are_answered(workspace: Workspace, log: FormOrder) -> None:
    events = [{}, {"event": "Otrais vakars", "start_date": dt.date(2025, 3, 1)}]
    put(workspace, "žurnāls.xlsx", filled(log, lines={"events": events, "people": []}))
    settled = collect(workspace)
    assert states(settled) == [("žurnāls.xlsx", "accepted_partly", "event_inside_window")]
    assert landed(workspace, "activity_log") == 1
    (folder,) = workspace.quarantine.iterdir()
    assert folder.name[:16] == settled[0].receipt.submission_id
    (error,) = json.loads((folder / "errors.json").read_text(encoding="utf-8"))["findings"]
    assert (error["rule_id"], error["severity"], error["sheet"], error["cell"]) == (
        "event_inside_window",
        "reject_row",
        "Žurnāls",
        "C8",
    )
    assert (folder / "kļūdas.xlsx").read_bytes().startswith(b"PK")
    (letter,) = workspace.outbox.rglob("*.eml")
    assert letter.name == f"{SCHOOL}-activity_log-{settled[0].receipt.submission_id}.eml"


def answers(workspace: Workspace) -> dict[Path, bytes]:
    folders = (workspace.quarantine, workspace.outbox)
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def test_answers_come_back_when_they_were_deleted(workspace: Workspace, report: FormOrder) -> None:
    put(workspace, "pārskats.xlsx", filled(report, {"at_risk": 500}))
    put(workspace, "vēstule.txt", b"Labdien!")
    collect(workspace)
    told = answers(workspace)
    assert sorted(path.suffix for path in told) == [".eml", ".json", ".json", ".xlsx"]
    shutil.rmtree(workspace.quarantine)
    shutil.rmtree(workspace.outbox)
    assert collect(workspace, 1) == []
    assert answers(workspace) == told


def test_demonstration_data_are_told_apart_and_never_replace_real_ones(workspace: Workspace, log: FormOrder) -> None:
    demo, lines = replace(log, is_demo=True), {"events": [{"event": "Cits vakars"}], "people": []}
    put(workspace, "1.xlsx", filled(demo, lines={"events": [{}], "people": []}))
    put(workspace, "2.xlsx", filled(log, lines=lines))
    put(workspace, "3.xlsx", filled(demo, lines=lines))
    settled = collect(workspace)
    assert [(one.receipt.state, one.receipt.is_demo, one.receipt.counts) for one in settled] == [
        ("accepted", True, True),
        ("accepted", False, True),
        ("accepted", True, False),
    ]
    assert [[finding.problem.rule_id for finding in one.findings] for one in settled] == [
        [],
        [],
        ["form_demo_after_real"],
    ]
    assert counting(workspace) == "2.xlsx"
    is_demo = {receipt.file_name: receipt.is_demo for receipt in landed_receipts(workspace)}
    assert is_demo == {"1.xlsx": True, "2.xlsx": False, "3.xlsx": True}


@pytest.mark.parametrize("days", [0, 50], ids=["letter of errors", "letter of refusal"])
@pytest.mark.parametrize("is_demo", [True, False])
def test_a_letter_about_demonstration_data_says_so_first(
    workspace: Workspace, report: FormOrder, days: int, is_demo: bool
) -> None:
    put(workspace, "pārskats.xlsx", filled(replace(report, is_demo=is_demo), {"at_risk": 500}))
    collect(workspace, days=days)
    (letter,) = workspace.outbox.rglob("*.eml")
    message = message_from_bytes(letter.read_bytes(), policy=policy.default)
    text = next(message.iter_parts()).get_content()
    assert str(message["Subject"]).startswith("PARAUGDATI – PMP dati: " if is_demo else "PMP dati: ")
    assert text.startswith("PARAUGDATI – vēstule ir par izdomātiem datiem" if is_demo else "Labdien!")
    assert "Labdien!" in text


def test_a_failed_check_says_how_to_get_the_marked_forms(
    workspace: Workspace,
    expectation: Expectation,
    report: FormOrder,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PMP_HOME", str(workspace.home))
    path = put(workspace, "pārskats.xlsx", filled(report, {"at_risk": 500}))
    told = []
    for arguments in ([], ["--out", str(workspace.home / "out")]):
        with pytest.raises(SystemExit) as ended:
            main(["check", str(path), *arguments])
        assert ended.value.code == 1
        told.append(capsys.readouterr().out.splitlines()[-1])
    assert told[0].endswith("check --out MAPE FAILS…")
    assert told[1].endswith("kļūdas-pārskats.xlsx")
    put(workspace, "pārskats.xlsx", filled(report))
    with pytest.raises(SystemExit) as ended:
        main(["check", str(path)])
    assert (ended.value.code, "--out" in capsys.readouterr().out) == (0, False)


@pytest.mark.parametrize(
    ("days", "state", "rule_id", "is_late"),
    [
        (-19, "refused", "collection_not_open", False),
        (-18, "accepted", None, False),
        (11, "accepted", None, False),
        (12, "accepted", None, True),
        (39, "accepted", None, True),
        (40, "refused", "collection_closed", True),
    ],
)
def test_the_days_of_a_collection(
    workspace: Workspace,
    report: FormOrder,
    days: int,
    state: str,
    rule_id: str | None,
    is_late: bool,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert [str(day) for day in (report.deadlines.opens_on, report.deadlines.due_on, report.deadlines.closes_on)] == [
        "2025-01-02",
        "2025-01-31",
        "2025-02-28",
    ]
    put(workspace, "pārskats.xlsx", filled(report))
    (settled,) = collect(workspace, days=days)
    assert (settled.receipt.state, settled.receipt.rule_id, settled.receipt.is_late) == (state, rule_id, is_late)
    show_answers([settled], workspace, "lv")
    # Where nothing was taken there is nothing to build from it.
    assert ("Tālāk:" in capsys.readouterr().out) == (state == "accepted")


def test_an_exception_lets_a_late_file_in_until_its_last_day(workspace: Workspace, report: FormOrder) -> None:
    put(workspace, "pārskats.xlsx", filled(report))
    assert states(collect(workspace, days=50)) == [("pārskats.xlsx", "refused", "collection_closed")]
    until = (OPENED + dt.timedelta(days=60)).date()
    late.allow(workspace, "ludza", SCHOOL, "2024/2025-S1", until, "pārvaldes vadītājs", "slimība", OPENED)
    put(workspace, "vēlreiz.xlsx", filled(report))
    put(workspace, "par vēlu.xlsx", filled(report, {"at_risk": 1}))
    (workspace.inbox / "pārskats.xlsx").unlink()
    (workspace.inbox / "par vēlu.xlsx").rename(workspace.home / "vēlāk.xlsx")
    assert states(collect(workspace, days=60)) == [("vēlreiz.xlsx", "accepted", None)]
    (workspace.home / "vēlāk.xlsx").rename(workspace.inbox / "par vēlu.xlsx")
    assert states(collect(workspace, days=61)) == [("par vēlu.xlsx", "refused", "collection_closed")]


def test_a_refused_file_is_judged_anew_once_it_may_come(workspace: Workspace, report: FormOrder) -> None:
    put(workspace, "pārskats.xlsx", filled(report))
    collect(workspace, days=50)
    assert collect(workspace, days=51) == []
    allow(workspace, until=dt.date(2025, 3, 20))
    assert collect(workspace, days=70) == []
    assert states(collect(workspace, days=59)) == [("pārskats.xlsx", "accepted", None)]
    assert collect(workspace, days=59) == []
    assert [one.state for one in landed_receipts(workspace)] == ["refused", "accepted"]


def test_a_refused_file_is_judged_anew_on_the_day_it_was_refused(workspace: Workspace, report: FormOrder) -> None:
    put(workspace, "pārskats.xlsx", filled(report))
    collect(workspace, days=50)
    allow(workspace, until=dt.date(2025, 3, 20))
    assert states(collect(workspace, days=50)) == [("pārskats.xlsx", "accepted", None)]
    assert len({one.receipt_id for one in landed_receipts(workspace)}) == 2


def test_the_exception_given_last_counts(workspace: Workspace, report: FormOrder) -> None:
    allow(workspace, until=dt.date(2025, 3, 31))
    allow(workspace, until=dt.date(2025, 3, 10), at=OPENED + dt.timedelta(hours=1))
    put(workspace, "pārskats.xlsx", filled(report))
    assert states(collect(workspace, days=51)) == [("pārskats.xlsx", "refused", "collection_closed")]


def test_a_named_file_that_is_passed_over_is_told(
    workspace: Workspace, report: FormOrder, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put(workspace, "pārskats.xlsx", filled(report, {"at_risk": 500}))
    collect(workspace)
    (told,) = collect_forms(workspace, [path], OPENED + dt.timedelta(hours=1))
    assert (told.is_passed_over, told.receipt.state, told.receipt.file_name) == (True, "rejected", "pārskats.xlsx")
    assert len(landed_receipts(workspace)) == 1
    show_settled([told], workspace, "lv")
    assert capsys.readouterr().out.startswith("= pārskats.xlsx: šis fails jau bija saņemts 20.01.2025.: nav uzņemts;")


def test_the_letter_on_a_closed_collection_asks_for_no_mending(workspace: Workspace, report: FormOrder) -> None:
    put(workspace, "pārskats.xlsx", filled(report))
    collect(workspace, days=50)
    (letter,) = workspace.outbox.rglob("*.eml")
    message = message_from_bytes(letter.read_bytes(), policy=policy.default)
    (text,) = message.iter_parts()
    assert message["Subject"].endswith("– nav uzņemts")
    assert "noslēgts 28.02.2025" in text.get_content()
    assert text.get_content().count("saglabāts") == 1
    assert "Veidlapas saturs vēl nav pārbaudīts." in text.get_content()
    assert "Sazinieties ar Izglītības pārvaldi; tā var atļaut iesniegt vēlāk." in text.get_content()
    assert "iezīmētas" not in text.get_content()
    assert "pmp" not in text.get_content()
    assert list(workspace.quarantine.rglob("*.xlsx")) == []


def test_the_error_workbook_shows_what_the_template_showed(
    workspace: Workspace, expectation: Expectation, report: FormOrder
) -> None:
    put(workspace, "1.xlsx", filled(report, {"at_risk": 7}))
    collect(workspace)
    june = order_of(expectation, "school_report", "2024/2025-S2")
    put(workspace, "2.xlsx", filled(june, {"at_risk": 500}))
    assert states(collect(workspace, days=150))[0][1] == "rejected"
    (path,) = workspace.quarantine.rglob("kļūdas.xlsx")
    rows = list(load_workbook(path)["Pārskats"].iter_rows(min_row=7, values_only=True))
    assert {row[3] for row in rows if str(row[7]).startswith("at_risk|")} == {7}


def allow(workspace: Workspace, until: dt.date, at: dt.datetime = OPENED) -> None:
    late.allow(workspace, "ludza", SCHOOL, "2024/2025-S1", until, "pārvaldes vadītājs", "slimība", at)


@pytest.mark.parametrize(
    ("changed", "rule_id"),
    [
        ({"reporter": "nobody"}, "reporter_unknown"),
        ({"by": ""}, "exception_unexplained"),
        ({"collection": "2024"}, "collection_unknown"),
        ({"until": "2025-02-28"}, "exception_not_later"),
    ],
)
def test_an_exception_says_for_whom_by_whom_and_why(
    workspace: Workspace, changed: dict[str, str], rule_id: str
) -> None:
    sound = {"reporter": SCHOOL, "collection": "2024/2025-S1", "until": "2025-03-01", "by": "vadītājs"}
    given = {**sound, "reason": "slimība", **changed}
    with pytest.raises(InputError) as refused:
        late.allow(
            workspace,
            "ludza",
            given["reporter"],
            given["collection"],
            dt.date.fromisoformat(given["until"]),
            given["by"],
            given["reason"],
            OPENED,
        )
    assert [problem.rule_id for problem in refused.value.problems] == [rule_id]


def test_what_nobody_expects_is_refused_and_kept(workspace: Workspace, report: FormOrder, log: FormOrder) -> None:
    someone = {"municipality": "parauga"}
    put(workspace, "cita pašvaldība.xlsx", filled(FormOrder(**{**report.__dict__, **someone})))
    put(workspace, "nezināms.xlsx", filled(FormOrder(**{**report.__dict__, "reporter_id": "0000000000"})))
    preschool = {"reporter_id": "4201900465"}
    put(workspace, "pirmsskola.xlsx", filled(FormOrder(**{**report.__dict__, **preschool})))
    put(workspace, "vēstule.txt", b"Labdien!")
    put(workspace, "tukšs.xlsx", b"")
    settled = collect(workspace)
    assert states(settled) == [
        ("tukšs.xlsx", "rejected", "workbook_empty_file"),
        ("vēstule.txt", "rejected", "workbook_is_text"),
        ("cita pašvaldība.xlsx", "refused", "form_municipality_unknown"),
        ("nezināms.xlsx", "refused", "form_reporter_unknown"),
        ("pirmsskola.xlsx", "refused", "form_not_owed"),
    ]
    (not_owed,) = settled[-1].findings
    form = "Skolas pārskats par priekšlaicīgas mācību pārtraukšanas novēršanu"
    assert dict(not_owed.problem.details)["form"] == form
    assert not any(character.isdigit() for character in not_owed.problem.value)
    assert len([path for path in workspace.archive.rglob("*") if path.is_file()]) == 5
    assert len(landed_receipts(workspace)) == 5


def test_a_file_that_is_too_large_is_a_receipt_too(workspace: Workspace) -> None:
    put(workspace, "liels.xlsx", b"PK\x03\x04" + bytes(6_000_000))
    assert states(collect(workspace)) == [("liels.xlsx", "rejected", "workbook_too_large")]


def test_a_personal_code_is_masked_wherever_it_would_be_told(workspace: Workspace, log: FormOrder) -> None:
    events = [{"impact": f"Bērns {CODE} atgriezās skolā."}]
    put(workspace, "žurnāls.xlsx", filled(log, lines={"events": events, "people": []}))
    settled = collect(workspace)
    assert states(settled) == [("žurnāls.xlsx", "rejected", "personal_code")]
    told = [path for path in workspace.home.rglob("*") if path.is_file() and "archive" not in path.parts]
    told = [path for path in told if "inbox" not in path.parts]
    assert len(told) >= 5
    for path in told:
        for part in unzipped(path):
            assert CODE.encode() not in part, path


@pytest.mark.parametrize("cell", ["comment", "at_risk|basic.full_time"])
def test_a_personal_code_kept_as_a_number_is_not_sent_back(workspace: Workspace, report: FormOrder, cell: str) -> None:
    put(workspace, "pārskats.xlsx", filled(report, {cell: 32012345678}))
    assert states(collect(workspace)) == [("pārskats.xlsx", "rejected", "personal_code")]
    (answer,) = workspace.quarantine.rglob("*.xlsx")
    assert not any(b"32012345678" in part for part in unzipped(answer))
    (letter,) = workspace.outbox.rglob("*.eml")
    assert b"attachment" not in letter.read_bytes()


def unzipped(path: Path) -> list[bytes]:
    import zipfile

    if not zipfile.is_zipfile(path):
        return [path.read_bytes()]
    with zipfile.ZipFile(path) as archive:
        return [archive.read(name) for name in archive.namelist()]


def test_june_sees_what_january_said(
    workspace: Workspace, registry: RawRegistry, expectation: Expectation, report: FormOrder
) -> None:
    put(workspace, "janvāris.xlsx", filled(report, {"learners_start": 80}))
    collect(workspace)
    (receipt,) = landed_receipts(workspace)
    june = order_of(expectation, "school_report", "2024/2025-S2")
    context = Expectation(workspace, registry).context(june, [receipt])
    assert context.order.former["learners_start", "basic.full_time"] == 80


def test_where_nothing_is_new_the_plans_are_not_even_read(
    workspace: Workspace, report: FormOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(workspace, "1.xlsx", filled(report))
    put(workspace, "2.xlsx", filled(report, {"at_risk": 500}))
    collect(workspace)

    def read(_: Workspace) -> RawRegistry:
        raise AssertionError("the plans were read")

    monkeypatch.setattr("orchestration.intake.load_registry", read)
    assert collect(workspace, 1) == []
    put(workspace, "3.xlsx", filled(report, {"at_risk": 1}))
    with pytest.raises(AssertionError, match="plans were read"):
        collect(workspace, 1)


def test_a_self_check_leaves_nothing_behind(workspace: Workspace, report: FormOrder) -> None:
    path = put(workspace, "pārskats.xlsx", filled(report, {"at_risk": 500}))
    before = sorted(workspace.home.rglob("*"))
    assert states(check_only(workspace, [path])) == [("pārskats.xlsx", "rejected", "at_risk_within_learners")]
    assert sorted(workspace.home.rglob("*")) == before


def test_a_self_check_reads_nothing_that_is_too_large(workspace: Workspace) -> None:
    path = put(workspace, "liels.xlsx", b"")
    os.truncate(path, 10**12)
    assert states(check_only(workspace, [path])) == [("liels.xlsx", "rejected", "workbook_too_large")]


def test_every_receipt_and_exception_stands_in_the_audit_log(workspace: Workspace, report: FormOrder) -> None:
    put(workspace, "1.xlsx", filled(report))
    collect(workspace)
    late.allow(workspace, "ludza", SCHOOL, "2024/2025-S1", dt.date(2025, 3, 1), "vadītājs", "slimība", OPENED)
    put(workspace, "2.xlsx", filled(report, {"at_risk": 1}))
    collect(workspace, 1)
    lines = [line.split(" ", 1)[1] for line in log_file(workspace).read_text(encoding="utf-8").splitlines()]
    assert [json.loads(line)["event"] for line in lines] == ["receipt", "allow_late", "receipt"]
    assert first_break(workspace) is None


def test_a_path_that_does_not_exist_stops_before_anything_is_taken(workspace: Workspace, report: FormOrder) -> None:
    path = put(workspace, "pārskats.xlsx", filled(report))
    with pytest.raises(InputError) as refused:
        collect_forms(workspace, [path, workspace.inbox / "nav.xlsx"], OPENED)
    assert [problem.rule_id for problem in refused.value.problems] == ["file_missing"]
    assert landed_receipts(workspace) == []
