"""Runs of intake that are killed, meet a full disk, or meet each other: the next run leaves what one run would have."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from form_workbook import filled
from inbox import OPENED, collect, made, order_of, put, rows_balance, told
from stopped import full_from, in_a_fork, killed_at

from ingest.problems import InputError
from ingest.submissions.audit import first_break, log_file
from ingest.submissions.landing import landed_receipts
from ingest.workspace import PRODUCT, Workspace
from orchestration.expectation import Expectation
from orchestration.intake import collect_forms

PARTLY = [{}, {"event": "Otrais vakars", "start_date": dt.date(2025, 3, 1)}]


def three_files(expectation: Expectation) -> dict[str, bytes]:
    """One that is taken, one in part, one not."""
    report, log = order_of(expectation, "school_report"), order_of(expectation, "activity_log")
    return {
        "pārskats.xlsx": filled(report),
        "žurnāls.xlsx": filled(log, lines={"events": PARTLY, "people": []}),
        "bojāts.xlsx": b"PK\x03\x04 broken",
    }


def filled_inbox(home: Path, files: dict[str, bytes]) -> Workspace:
    workspace = Workspace(home)
    for name, content in files.items():
        put(workspace, name, content)
    return workspace


@pytest.mark.slow
@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize(("stop", "code"), [(killed_at, -signal.SIGKILL), (full_from, 1)], ids=["killed", "disk full"])
def test_a_run_stopped_at_any_write_is_done_again(
    tmp_path: Path, expectation: Expectation, monkeypatch: pytest.MonkeyPatch, stop: Callable[..., None], code: int
) -> None:
    # Whether files are tried apart first has its own tests; here it would only cost time.
    monkeypatch.setattr("orchestration.intake.stopping", lambda *_: set())
    files = three_files(expectation)
    whole = filled_inbox(tmp_path / "whole", files)
    collect(whole)
    wanted = made(whole)
    stops = 0
    while True:
        workspace = filled_inbox(tmp_path / str(stops), files)

        def run(home: Path = workspace.home, number: int = stops + 1, workspace: Workspace = workspace) -> None:
            stop(home, number)
            collect_forms(workspace, [], OPENED)

        ended = in_a_fork(run)
        if ended == 0:
            break
        assert ended == code
        stops += 1
        assert len(landed_receipts(workspace)) in (0, 3)
        collect(workspace)
        assert {name for name in made(workspace) if "intake-is-reading" in name} == set()
        assert made(workspace) == wanted, stops
        assert first_break(workspace) is None
    assert stops == 14
    assert len(log_file(whole).read_text(encoding="utf-8").splitlines()) == 3


@pytest.mark.slow
@pytest.mark.usefixtures("read_once")
def test_a_file_system_that_takes_no_more_bytes_leaves_nothing_half(tmp_path: Path, expectation: Expectation) -> None:
    import resource

    files = three_files(expectation)
    whole = filled_inbox(tmp_path / "whole", files)
    collect(whole)
    for most in (0, 2_000, 5_000, 20_000):
        workspace = filled_inbox(tmp_path / str(most), files)

        def run(workspace: Workspace = workspace, most: int = most) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            collect_forms(workspace, [], OPENED)

        assert in_a_fork(run) == 1
        assert landed_receipts(workspace) == []
        collect(workspace)
        assert made(workspace) == made(whole)


@pytest.mark.usefixtures("read_once")
def test_of_two_runs_at_once_one_waits_for_nobody_and_says_so(workspace: Workspace, expectation: Expectation) -> None:
    put(workspace, "pārskats.xlsx", three_files(expectation)["pārskats.xlsx"])
    is_inside, may_go_on = os.pipe(), os.pipe()

    def first() -> None:
        def wait_inside(event: str, arguments: tuple[object, ...]) -> None:
            if event == "os.link" and "archive" in str(arguments[1]):
                os.write(is_inside[1], b"!")
                os.read(may_go_on[0], 1)

        sys.addaudithook(wait_inside)
        collect_forms(workspace, [], OPENED)

    child = os.fork()
    if child == 0:
        first()
        os._exit(0)
    os.read(is_inside[0], 1)
    with pytest.raises(InputError) as refused:
        collect_forms(workspace, [], OPENED)
    assert [problem.rule_id for problem in refused.value.problems] == ["workspace_busy"]
    os.write(may_go_on[1], b"!")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert collect(workspace) == []
    assert [receipt.state for receipt in landed_receipts(workspace)] == ["accepted"]


# Ends the process while it reads one certain file; no workbook is known that does so, hence the word in it.
POISON = """
import os, signal, sys
def watch(event, arguments):
    if event == "import" and arguments[0] == "orchestration.intake":
        import ingest.forms.workbook.read as read
        whole = read.read_form
        def read_form(content, name):
            if b"poison" in content:
                {}
            return whole(content, name)
        import orchestration.reading
        orchestration.reading.read_form = read_form
sys.addaudithook(watch)
"""


def pmp(workspace: Workspace, code: str, tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    (tmp_path / "sitecustomize.py").write_text(POISON.format(code), encoding="utf-8")
    environment = {**os.environ, "PMP_HOME": str(workspace.home), "PYTHONPATH": f"{tmp_path}{os.pathsep}{PRODUCT}"}
    command = [
        sys.executable,
        "-c",
        "from orchestration.cli import main; main()",
        "collect",
        "--received",
        "2025-01-20",
    ]
    return subprocess.run(
        [*command, *arguments], cwd=PRODUCT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
def test_a_file_that_ends_the_process_is_rejected_by_the_next_run_and_never_read_again(
    workspace: Workspace, expectation: Expectation, tmp_path: Path
) -> None:
    die = "os.kill(os.getpid(), signal.SIGKILL)"
    report = three_files(expectation)["pārskats.xlsx"]
    put(workspace, "a.xlsx", report)
    put(workspace, "indīgs.xlsx", b"PK\x03\x04 poison")
    assert pmp(workspace, die, tmp_path).returncode == -signal.SIGKILL
    assert landed_receipts(workspace) == []
    assert pmp(workspace, die, tmp_path).returncode == 1
    states = {receipt.file_name: (receipt.state, receipt.rule_id) for receipt in landed_receipts(workspace)}
    assert states == {"a.xlsx": ("accepted", None), "indīgs.xlsx": ("rejected", "file_stops_reading")}
    put(workspace, "vēlreiz.xlsx", b"PK\x03\x04 poison")
    assert pmp(workspace, die, tmp_path).returncode == 0
    assert [(receipt.state, receipt.rule_id) for receipt in landed_receipts(workspace)][-1] == (
        "duplicate",
        "form_duplicate",
    )
    rows_balance(workspace)
    assert pmp(workspace, die, tmp_path).stdout.strip() == "Jaunu failu nav; nekas nav mainīts."


@pytest.mark.usefixtures("read_once")
def test_a_file_whose_reading_fails_keeps_no_other_from_being_answered(
    workspace: Workspace, expectation: Expectation, monkeypatch: pytest.MonkeyPatch
) -> None:
    import orchestration.reading

    whole = orchestration.reading.read_form

    def read_form(content: bytes, name: str) -> object:
        if name == "indīgs.xlsx":
            raise RecursionError("secret 010190-10001")
        return whole(content, name)

    monkeypatch.setattr(orchestration.reading, "read_form", read_form)
    put(workspace, "a.xlsx", three_files(expectation)["pārskats.xlsx"])
    put(workspace, "indīgs.xlsx", b"PK\x03\x04")
    settled = collect(workspace)
    assert told(settled) == [("indīgs.xlsx", "rejected", ["file_stops_reading"]), ("a.xlsx", "accepted", [])]
    assert settled[0].findings[0].problem.details == (("cause", "RecursionError"),)
    assert collect(workspace) == []


@pytest.mark.usefixtures("read_once")
def test_where_no_run_died_no_process_is_started(
    workspace: Workspace, expectation: Expectation, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []
    monkeypatch.setattr(subprocess, "run", lambda *arguments, **_: started.append(arguments))
    put(workspace, "pārskats.xlsx", three_files(expectation)["pārskats.xlsx"])
    assert told(collect(workspace)) == [("pārskats.xlsx", "accepted", [])]
    assert started == []
