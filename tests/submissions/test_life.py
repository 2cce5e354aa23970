"""The life of a submission: every way in which a second file can follow a first one, and what counts afterwards."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest
from form_workbook import filled
from inbox import OPENED, SCHOOL, collect, counting, order_of, put, told
from openpyxl import Workbook

import orchestration.intake_run
from ingest.forms.definition import load_form
from ingest.forms.workbook.order import FormOrder
from ingest.periods import latvian_day
from ingest.submissions.exceptions import LateException
from ingest.submissions.landing import landed_receipts
from ingest.workspace import Workspace
from orchestration import late
from orchestration.cli import main
from orchestration.expectation import Expectation
from quality.messages import in_words
from quality.submissions.disappeared import rows_disappeared

pytestmark = pytest.mark.usefixtures("read_once")
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def report(expectation: Expectation) -> FormOrder:
    return order_of(expectation, "school_report")


@pytest.fixture
def log(expectation: Expectation) -> FormOrder:
    return order_of(expectation, "activity_log")


def events(log: FormOrder, *lines: dict[str, object]) -> bytes:
    return filled(log, lines={"events": [dict(line) for line in lines], "people": []})


def rename(book: Workbook) -> None:
    book.properties.title = "Nosaukums"


def test_the_third_of_a_b_a_is_a_duplicate_until_a_person_says_again(workspace: Workspace, report: FormOrder) -> None:
    first, second = filled(report, {"at_risk": 1}), filled(report, {"at_risk": 2})
    put(workspace, "1.xlsx", first)
    collect(workspace)
    put(workspace, "2.xlsx", second)
    collect(workspace, OPENED + HOUR)
    put(workspace, "3.xlsx", first)
    (third,) = collect(workspace, OPENED + 2 * HOUR)
    assert told([third]) == [("3.xlsx", "duplicate", ["form_duplicate"])]
    assert dict(third.findings[0].problem.details) == {"former": "1.xlsx", "at": dt.date(2025, 1, 20)}
    assert counting(workspace) == "2.xlsx"


def test_again_makes_the_third_of_a_b_a_count(workspace: Workspace, report: FormOrder) -> None:
    first = filled(report, {"at_risk": 1})
    put(workspace, "1.xlsx", first)
    collect(workspace)
    put(workspace, "2.xlsx", filled(report, {"at_risk": 2}))
    collect(workspace, OPENED + HOUR)
    for name in ("1.xlsx", "2.xlsx"):
        (workspace.inbox / name).unlink()
    put(workspace, "3.xlsx", first)
    assert told(collect(workspace, OPENED + 2 * HOUR, again=True)) == [("3.xlsx", "accepted", [])]
    assert counting(workspace) == "3.xlsx"


def test_a_partly_accepted_file_after_a_fully_accepted_one(workspace: Workspace, log: FormOrder) -> None:
    put(workspace, "1.xlsx", events(log, {}))
    collect(workspace)
    put(workspace, "2.xlsx", events(log, {}, {"event": "Otrais vakars", "start_date": dt.date(2025, 3, 1)}))
    assert told(collect(workspace, OPENED + HOUR)) == [
        ("2.xlsx", "accepted_partly", ["event_inside_window", "form_worse_than_former"])
    ]
    assert counting(workspace) == "1.xlsx"


def test_a_log_sent_with_only_the_new_events(workspace: Workspace, log: FormOrder) -> None:
    put(workspace, "1.xlsx", events(log, {}, {"event": "Otrais vakars"}))
    collect(workspace)
    put(workspace, "2.xlsx", events(log, {"event": "Trešais vakars"}))
    (settled,) = collect(workspace, OPENED + HOUR)
    assert told([settled]) == [("2.xlsx", "accepted", ["rows_disappeared", "rows_disappeared"])]
    assert [finding.problem.value for finding in settled.findings] == [
        "Aktivitāte: 1.1; Pasākums: Otrais vakars; Sākums: 03.10.2024.",
        "Aktivitāte: 1.1; Pasākums: Vecāku vakars; Sākums: 03.10.2024.",
    ]
    assert {finding.problem.sheet for finding in settled.findings} == {"Žurnāls"}
    assert counting(workspace) == "2.xlsx"


def test_a_log_corrected_in_the_same_run_is_compared_with_the_one_before(workspace: Workspace, log: FormOrder) -> None:
    put(workspace, "1.xlsx", events(log, {}, {"event": "Otrais vakars"}))
    put(workspace, "2.xlsx", events(log, {}))
    assert told(collect(workspace)) == [("1.xlsx", "accepted", []), ("2.xlsx", "accepted", ["rows_disappeared"])]
    assert counting(workspace) == "2.xlsx"


def test_a_line_that_disappeared_is_told_in_the_words_of_its_form() -> None:
    form = load_form("referral_counts")
    former = {"referral_counts": {("municipal_police", "absence")}}
    (finding,) = rows_disappeared("2.xlsx", form, former, {})
    assert in_words(finding.problem).startswith(
        "2.xlsx, lapa «Gadījumi»: iepriekšējā failā bija rinda (Institūcija: pašvaldības policija; Iemesls: "
    )
    assert "absence" not in finding.problem.value


def test_the_same_bytes_in_two_runs(workspace: Workspace, report: FormOrder) -> None:
    content = filled(report)
    put(workspace, "1.xlsx", content)
    collect(workspace)
    put(workspace, "2.xlsx", content)
    assert told(collect(workspace, OPENED + HOUR)) == [("2.xlsx", "duplicate", ["form_duplicate"])]


def test_the_same_bytes_twice_in_one_run(workspace: Workspace, report: FormOrder) -> None:
    content = filled(report)
    for name in ("1.xlsx", "2.xlsx"):
        put(workspace, name, content)
    assert told(collect(workspace)) == [("1.xlsx", "accepted", []), ("2.xlsx", "duplicate", ["form_duplicate"])]
    assert counting(workspace) == "1.xlsx"


def test_the_same_content_in_other_bytes_takes_the_place_of_the_first(workspace: Workspace, report: FormOrder) -> None:
    put(workspace, "1.xlsx", filled(report))
    (first,) = collect(workspace)
    put(workspace, "2.xlsx", filled(report, break_it=rename))
    (second,) = collect(workspace, OPENED + HOUR)
    assert first.receipt.submission_id != second.receipt.submission_id
    assert told([second]) == [("2.xlsx", "accepted", [])]
    assert (second.receipt.replaces, counting(workspace)) == (first.receipt.receipt_id, "2.xlsx")


@pytest.mark.parametrize(("days", "is_late"), [(11, False), (12, True)])
def test_a_correction_before_and_after_the_due_day(
    workspace: Workspace, report: FormOrder, days: int, is_late: bool
) -> None:
    put(workspace, "1.xlsx", filled(report, {"at_risk": 1}))
    collect(workspace)
    put(workspace, "2.xlsx", filled(report, {"at_risk": 2}))
    (settled,) = collect(workspace, OPENED + dt.timedelta(days=days))
    assert (settled.receipt.state, settled.receipt.counts, settled.receipt.is_late) == ("accepted", True, is_late)


def test_second_and_third_resubmission(workspace: Workspace, report: FormOrder) -> None:
    receipts = []
    for number in range(4):
        put(workspace, f"{number}.xlsx", filled(report, {"at_risk": number}))
        receipts += [one.receipt for one in collect(workspace, OPENED + number * HOUR)]
    assert [receipt.replaces for receipt in receipts] == [None, *(receipt.receipt_id for receipt in receipts[:3])]
    assert counting(workspace) == "3.xlsx"


def test_an_older_file_sent_after_a_newer_one(workspace: Workspace, report: FormOrder) -> None:
    """Known already, so the newer one stays; a file never seen before is a correction, however old it is inside."""
    older = filled(report, {"at_risk": 1})
    put(workspace, "vecais.xlsx", older)
    collect(workspace)
    put(workspace, "jaunais.xlsx", filled(report, {"at_risk": 2}))
    collect(workspace, OPENED + HOUR)
    put(workspace, "vecais (2).xlsx", older)
    assert told(collect(workspace, OPENED + 2 * HOUR)) == [("vecais (2).xlsx", "duplicate", ["form_duplicate"])]
    assert counting(workspace) == "jaunais.xlsx"


@pytest.mark.parametrize("batch", [200, 1])
def test_september_is_held_against_june_whatever_the_files_are_called_and_however_many_come(
    workspace: Workspace, expectation: Expectation, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr("orchestration.intake.BATCH", batch)
    june, september = (order_of(expectation, "school_report", f"2024/2025-{kind}") for kind in ("S2", "R"))
    put(workspace, "1 septembris.xlsx", filled(september))
    put(workspace, "2 jūnijs.xlsx", filled(june, {"grade_9_certificate": 15, "grade_9_transcript": 5}))
    day = dt.datetime(2025, 9, 10, 9, tzinfo=dt.UTC)
    late.allow(workspace, "ludza", SCHOOL, "2024/2025-S2", dt.date(2025, 9, 30), "vadītājs", "slimība", day)
    first, second = told(collect(workspace, day))
    assert first == ("2 jūnijs.xlsx", "accepted", [])
    assert second[:2] == ("1 septembris.xlsx", "rejected")
    assert "destinations_sum_to_certificates" in second[2]
    assert "june_report_missing" not in second[2]


def test_exceptions_are_read_once_for_all_late_files(
    workspace: Workspace, report: FormOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[Workspace] = []
    whole = orchestration.intake_run.landed_exceptions

    def landed_exceptions(workspace: Workspace) -> dict[str, LateException]:
        reads.append(workspace)
        return whole(workspace)

    monkeypatch.setattr(orchestration.intake_run, "landed_exceptions", landed_exceptions)
    for number in (1, 2):
        put(workspace, f"{number}.xlsx", filled(report, {"at_risk": number}))
    for hour in (0, 1):
        late_day = dt.datetime(2025, 4, 20, 9 + hour, tzinfo=dt.UTC)
        assert len(collect(workspace, late_day)) == 2 * (1 - hour)
        assert len(reads) == hour + 1


def test_one_sheet_only(workspace: Workspace, log: FormOrder) -> None:
    def keep_one(book):
        book.remove(book["Dalībnieki gadā"])

    put(workspace, "žurnāls.xlsx", filled(log, lines={"events": [{}], "people": []}, break_it=keep_one))
    assert told(collect(workspace)) == [("žurnāls.xlsx", "rejected", ["workbook_sheet_missing"])]
    assert landed_receipts(workspace)[0].counts is False


def test_a_form_of_another_collection_is_judged_by_its_own_days(workspace: Workspace, expectation: Expectation) -> None:
    june = order_of(expectation, "school_report", "2024/2025-S2")
    put(workspace, "jūnijs.xlsx", filled(june))
    assert told(collect(workspace)) == [("jūnijs.xlsx", "refused", ["collection_not_open"])]


def test_two_reporters_for_one_form(workspace: Workspace, expectation: Expectation, report: FormOrder) -> None:
    """Two people of one school: the later file counts. Two schools: each its own."""
    put(workspace, "direktore.xlsx", filled(report, {"at_risk": 1}))
    put(workspace, "lietvede.xlsx", filled(report, {"at_risk": 2}))
    other = order_of(expectation, "school_report", reporter="4213900473")
    put(workspace, "otra skola.xlsx", filled(other))
    settled = collect(workspace)
    assert [one.receipt.state for one in settled] == ["accepted"] * 3
    assert [one.receipt.file_name for one in settled if one.receipt.replaces] == ["lietvede.xlsx"]
    assert counting(workspace) == "lietvede.xlsx"


# Two hours before UTC in winter, three in summer; the clocks change on the last Sundays of March and October.
DEADLINE_NIGHTS = [
    ("2025-01-31T21:59:59", "2025-01-31"),
    ("2025-01-31T22:00:00", "2025-02-01"),
    ("2025-06-20T20:59:59", "2025-06-20"),
    ("2025-06-20T21:00:00", "2025-06-21"),
    ("2025-03-29T21:59:59", "2025-03-29"),
    ("2025-03-29T22:00:00", "2025-03-30"),
    ("2025-03-30T20:59:59", "2025-03-30"),
    ("2025-03-30T21:00:00", "2025-03-31"),
    ("2025-10-25T21:00:00", "2025-10-26"),
    ("2025-10-26T21:59:59", "2025-10-26"),
    ("2025-10-26T22:00:00", "2025-10-27"),
]


@pytest.mark.parametrize(("moment", "day"), DEADLINE_NIGHTS)
def test_the_day_of_a_moment_is_the_day_in_latvia(moment: str, day: str) -> None:
    assert latvian_day(dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("moment", "state", "is_late"),
    [
        ("2025-01-01T21:59:59", "refused", False),
        ("2025-01-01T22:00:00", "accepted", False),
        ("2025-01-31T21:59:59", "accepted", False),
        ("2025-01-31T22:00:00", "accepted", True),
        ("2025-02-28T21:59:59", "accepted", True),
        ("2025-02-28T22:00:00", "refused", True),
    ],
)
def test_deadline_night(workspace: Workspace, report: FormOrder, moment: str, state: str, is_late: bool) -> None:
    put(workspace, "pārskats.xlsx", filled(report))
    (settled,) = collect(workspace, dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC))
    assert (settled.receipt.state, settled.receipt.is_late) == (state, is_late)


@pytest.mark.parametrize(
    ("moment", "state"), [("2025-06-20T20:59:59", False), ("2025-06-20T21:00:00", True)], ids=["before", "after"]
)
def test_deadline_night_in_summer(workspace: Workspace, expectation: Expectation, moment: str, state: bool) -> None:
    june = order_of(expectation, "school_report", "2024/2025-S2")
    assert june.deadlines.due_on == dt.date(2025, 6, 20)
    put(workspace, "jūnijs.xlsx", filled(june))
    (settled,) = collect(workspace, dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC))
    assert settled.receipt.is_late == state


def test_answers_to_a_file_that_is_taken_now_go_away(workspace: Workspace, report: FormOrder) -> None:
    content = filled(report)
    put(workspace, "pārskats.xlsx", content)
    (refused,) = collect(workspace, OPENED + dt.timedelta(days=50))
    (folder,) = workspace.quarantine.glob(f"{refused.receipt.submission_id}*")
    assert {path.name for path in folder.iterdir()} == {"errors.json"}
    assert len(list(workspace.outbox.rglob("*.eml"))) == 1
    late.allow(workspace, "ludza", SCHOOL, "2024/2025-S1", dt.date(2025, 3, 31), "vadītāja", "slimība", OPENED)
    put(workspace, "vēlreiz.xlsx", content)
    assert told(collect(workspace, OPENED + dt.timedelta(days=51))) == [
        ("pārskats.xlsx", "accepted", []),
        ("vēlreiz.xlsx", "duplicate", ["form_duplicate"]),
    ]
    assert not folder.exists()
    assert list(workspace.outbox.rglob("*.eml")) == []


def test_errors_of_the_former_file_are_not_told_of_the_new_one(workspace: Workspace, report: FormOrder) -> None:
    put(workspace, "1.xlsx", filled(report, {"at_risk": 500}))
    (first,) = collect(workspace)
    put(workspace, "2.xlsx", filled(report, {"arrived": -1}))
    (second,) = collect(workspace, OPENED + HOUR)
    assert [rules for _, _, rules in told([first, second])] == [["at_risk_within_learners"], ["form_number_outside"]]
    (path,) = workspace.quarantine.glob(f"{second.receipt.submission_id}*/errors.json")
    errors = path.read_text(encoding="utf-8")
    assert "at_risk_within_learners" not in errors


HOSTILE_NAMES = {
    "long": "ļ" * 120 + ".xlsx",
    "right-to-left": "a\u202exslx.exe",
    "control": "a\x1b[31m\n.xlsx",
    "formula": "=HYPERLINK(1).xlsx",
    "climbing": "a\\..\\..\\parole.xlsx",
}


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES)
def test_a_file_with_a_hostile_name_is_archived_under_its_hash_and_told_harmlessly(
    workspace: Workspace, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = b"not a workbook"
    put(workspace, name, content)
    monkeypatch.setenv("PMP_HOME", str(workspace.home))
    monkeypatch.setenv("COLUMNS", "400")
    with pytest.raises(SystemExit):
        main(["collect"])
    shown = capsys.readouterr()
    digest = hashlib.sha256(content).hexdigest()
    assert [path.stem for path in workspace.archive.rglob("*") if path.is_file()] == [digest]
    assert all(line.isprintable() for line in (shown.out + shown.err).splitlines())
    assert "\u202e" not in shown.out + shown.err
    (receipt,) = landed_receipts(workspace)
    assert (receipt.state, receipt.rule_id) == ("rejected", "workbook_is_text")
    assert receipt.file_name.isprintable()
