"""One file through archive, checks and landing."""

from __future__ import annotations

import datetime as dt
import hashlib
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest
from pyarrow import parquet
from state_workbook import NAME, institution, state_workbook

from ingest.enrolment import landing
from ingest.enrolment.landing import TABLES, landed_rows, landed_workbooks
from ingest.enrolment.municipalities import read_municipalities
from ingest.enrolment.snapshot import read_date, snapshot_date
from ingest.problems import InputError
from ingest.submissions.inbox import Delivery, Found, receive
from ingest.submissions.landing import landed_receipts
from ingest.workspace import PRODUCT, Workspace
from orchestration import enrolment_intake
from orchestration.enrolment_intake import Arrival
from orchestration.fingerprint import build_fingerprint
from orchestration.intake import collect_forms
from quality.messages import in_words

DAY = dt.date(2022, 12, 1)
ARRIVED = dt.datetime(2023, 1, 10, 9, tzinfo=dt.UTC)
FIRST = state_workbook([institution("4501900001", g1=20), institution("4501900002", "NEZINĀMS NOVADS", g9="x")])
SECOND = state_workbook([institution("4501900001", g1=21)])


def put(tmp_path: Path, content: bytes, name: str = NAME) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def delivered(workspace: Workspace, path: Path) -> Delivery:
    (delivery,) = receive(workspace, [Found(path, "command", path.name)])
    return delivery


def collect_enrolment(
    workspace: Workspace, path: Path, given: dt.date | None = None, *, again: bool = False
) -> Arrival:
    """Take in a file; whatever has landed was told."""
    delivery = delivered(workspace, path)
    is_told = delivery.submission_id in {one.submission_id for one in landed_workbooks(workspace)}
    return enrolment_intake.collect_enrolment(workspace, delivery, given, is_told=is_told, again=again)


def rules(workspace: Workspace, path: Path, given: dt.date | None = None, *, again: bool = False) -> list[str]:
    with pytest.raises(InputError) as caught:
        collect_enrolment(workspace, path, given, again=again)
    return [problem.rule_id for problem in caught.value.problems]


def rows_of(workspace: Workspace, table: str, content: bytes, day: str = "2022-12-01") -> list[dict[str, object]]:
    name = hashlib.sha256(content).hexdigest()[:16]
    rows: list[dict[str, object]] = parquet.read_table(workspace.landing / table / day / f"{name}.parquet").to_pylist()
    return rows


def test_archived_landed_and_reported(workspace: Workspace, tmp_path: Path) -> None:
    arrival = collect_enrolment(workspace, put(tmp_path, FIRST))
    digest = hashlib.sha256(FIRST).hexdigest()
    assert (workspace.archive / digest[:2] / f"{digest}.xlsx").read_bytes() == FIRST
    assert (arrival.is_new, arrival.rows_in, arrival.rows_landed) == (True, 2, 1)
    rows = rows_of(workspace, "enrolment", FIRST)
    assert list(rows[0]) == list(TABLES["enrolment"])
    assert [row["grade"] for row in rows] == ["pre_under5", "pre_5plus", *map(str, range(1, 13)), "vocational"]
    assert [row["learners"] for row in rows] == [0, 0, 20, *[0] * 12]
    assert {(row["submission_id"], row["snapshot_date"], row["sheet_row"]) for row in rows} == {(digest[:16], DAY, 2)}
    findings = rows_of(workspace, "enrolment_findings", FIRST)
    assert [(row["finding_nr"], row["rule_id"], row["severity"], row["sheet"], row["cell"]) for row in findings] == [
        (1, "enrolment_not_count", "reject_row", "Sheet1", "T3")
    ]
    assert "«9. klase»" in str(findings[0]["message"])


def test_the_same_file_again_does_nothing(workspace: Workspace, tmp_path: Path) -> None:
    collect_enrolment(workspace, put(tmp_path, FIRST))
    before = {path: path.stat().st_mtime_ns for path in workspace.home.rglob("*.parquet")}
    arrival = collect_enrolment(workspace, put(tmp_path, FIRST, "cits.xlsx"), again=True)
    assert (arrival.is_new, arrival.workbook.snapshot_date) == (False, DAY)
    assert {path: path.stat().st_mtime_ns for path in workspace.home.rglob("*.parquet")} == before


def test_another_file_for_the_day_needs_again(workspace: Workspace, tmp_path: Path) -> None:
    former = collect_enrolment(workspace, put(tmp_path, FIRST)).workbook
    with pytest.raises(InputError) as caught:
        collect_enrolment(workspace, put(tmp_path, SECOND))
    words = in_words(caught.value.problems[0], "lv")
    assert "par 01.12.2022. jau ir uzņemts cits fails (iestādes: 1, izglītojamie: 20) → ja valsts" in words
    assert "vai jūs to izlabojāt" in words
    second = collect_enrolment(workspace, put(tmp_path, SECOND), again=True).workbook
    assert second.replaces == former.submission_id
    third = collect_enrolment(
        workspace, put(tmp_path, state_workbook([institution("4501900001")])), again=True
    ).workbook
    assert third.replaces == second.submission_id


def test_refused_file_is_archived_and_does_not_land(workspace: Workspace, tmp_path: Path) -> None:
    assert rules(workspace, put(tmp_path, b"novads;skola\n")) == ["workbook_is_text"]
    digest = hashlib.sha256(b"novads;skola\n").hexdigest()
    assert (workspace.archive / digest[:2] / f"{digest}.bin").is_file()
    nothing_sound = state_workbook([institution("4501900001", g1="x")])
    assert rules(workspace, put(tmp_path, nothing_sound)) == ["enrolment_not_count"]
    assert not workspace.landing.exists()


def test_what_lands_are_the_archived_bytes(workspace: Workspace, tmp_path: Path) -> None:
    path = put(tmp_path, FIRST)
    delivery = delivered(workspace, path)
    path.write_bytes(SECOND)
    enrolment_intake.collect_enrolment(workspace, delivery, is_told=False)
    assert [row["learners"] for row in rows_of(workspace, "enrolment", FIRST)][2] == 20


def test_what_a_killed_run_landed_is_told_by_the_next_one(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise OSError("disk full")

    path = put(tmp_path, FIRST)
    with monkeypatch.context() as patch:
        patch.setattr("orchestration.intake.tell", stop)
        with pytest.raises(OSError, match="disk full"):
            collect_forms(workspace, [path], ARRIVED)
    assert (len(landed_workbooks(workspace)), landed_receipts(workspace)) == (1, [])
    (settled,) = collect_forms(workspace, [path], ARRIVED)
    assert (settled.receipt.state, settled.receipt.rows_accepted) == ("accepted_partly", 1)
    assert [finding.problem.rule_id for finding in settled.findings] == ["enrolment_not_count"]
    assert (len(landed_workbooks(workspace)), landed_receipts(workspace)) == (1, [settled.receipt])


def test_the_name_of_the_file_names_nobody_and_its_day_is_read(workspace: Workspace, tmp_path: Path) -> None:
    path = put(tmp_path, FIRST, "020395-11115_21122022.xlsx")
    (settled,) = collect_forms(workspace, [path], ARRIVED)
    assert settled.arrival
    assert settled.arrival.workbook.snapshot_date == dt.date(2022, 12, 21)
    assert settled.arrival.file == settled.receipt.file_name
    assert "020395" not in settled.arrival.file


HOLD = """
from ingest.lock import workspace_lock
from ingest.workspace import Workspace
with workspace_lock(Workspace.from_environment()):
    print("held", flush=True)
    input()
"""


def test_another_writer_keeps_it_out(workspace: Workspace, tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD], stdin=PIPE, stdout=PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(InputError) as refused:
            collect_forms(workspace, [put(tmp_path, FIRST)], ARRIVED)
        assert [problem.rule_id for problem in refused.value.problems] == ["workspace_busy"]
        holder.communicate("\n")
    assert not workspace.archive.exists()


def test_interrupted_landing_is_done_again(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(path: Path, content: bytes) -> None:
        if path.parent.parent.name == "enrolment":
            raise OSError("disk full")
        real(path, content)

    real = landing.write_once
    with monkeypatch.context() as patch:
        patch.setattr(landing, "write_once", full_disk)
        with pytest.raises(OSError, match="disk full"):
            collect_enrolment(workspace, put(tmp_path, FIRST))
    assert landed_rows(workspace) == {"enrolment": 0, "enrolment_findings": 1}
    assert collect_enrolment(workspace, put(tmp_path, FIRST)).is_new
    assert landed_rows(workspace) == {"enrolment": 15, "enrolment_findings": 1}


def test_what_has_landed_makes_a_build_stale(workspace: Workspace, tmp_path: Path) -> None:
    before = build_fingerprint(workspace)
    collect_enrolment(workspace, put(tmp_path, FIRST))
    assert build_fingerprint(workspace) != before


@pytest.mark.parametrize(
    ("name", "given", "date"),
    [
        (NAME, None, DAY),
        (NAME, DAY, DAY),
        ("skolas_01122022 (1).xlsx", None, DAY),
        ("skolas.xlsx", dt.date(2023, 12, 1), dt.date(2023, 12, 1)),
        ("skolas_31022022.xlsx", DAY, DAY),
    ],
)
def test_snapshot_date(name: str, given: dt.date | None, date: dt.date) -> None:
    assert snapshot_date(name, given) == date


@pytest.mark.parametrize(
    ("name", "given", "rule_id"),
    [
        ("skolas.xlsx", None, "enrolment_date_missing"),
        ("skolas_31022022.xlsx", None, "enrolment_date_missing"),
        (NAME, dt.date(2023, 12, 1), "enrolment_date_differs"),
        ("skolas.xlsx", dt.date(1999, 12, 1), "enrolment_date_unknown"),
    ],
)
def test_date_that_cannot_be_taken(
    workspace: Workspace, tmp_path: Path, name: str, given: dt.date | None, rule_id: str
) -> None:
    assert rules(workspace, put(tmp_path, FIRST, name), given) == [rule_id]
    assert not workspace.landing.exists()


@pytest.mark.parametrize("text", ["01.12.2022", "01.12.2022.", "1.12.2022", "2022-12-01", " 2022-12-01 "])
def test_date_as_people_type_it(text: str) -> None:
    assert read_date(text) == DAY


@pytest.mark.parametrize("text", ["31.02.2022", "12/01/2022", "vakar", ""])
def test_date_that_cannot_be_read(text: str) -> None:
    with pytest.raises(InputError) as caught:
        read_date(text)
    assert in_words(caught.value.problems[0], "lv") == (
        f"«{text}» nav datums → norādiet to šādi: --snapshot-date 01.12.2022 vai 2022-12-01"
    )


def test_seed_of_municipalities() -> None:
    known = read_municipalities(PRODUCT / "dbt_project" / "seeds" / "municipalities.csv")
    assert len(known) == 43
    merged = known["VARAKĻĀNU NOVADS"]
    assert (merged.valid_to, merged.successor) == (dt.date(2025, 6, 30), "MADONAS NOVADS")
    assert not merged.is_valid(dt.date(2025, 7, 1))
    assert sum(one.is_valid(dt.date(2025, 9, 1)) for one in known.values()) == 42
