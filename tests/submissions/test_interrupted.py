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
from inbox import OPENED, collect, made, order_of, put, told
from stopped import full_from, in_a_fork, killed_at

import orchestration.reading
import orchestration.trial
from ingest.problems import InputError, Problem
from ingest.storage import write_derived
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
def test_a_file_system_that_takes_no_more_bytes_leaves_nothing_half(
    tmp_path: Path, expectation: Expectation, monkeypatch: pytest.MonkeyPatch
) -> None:
    import resource

    monkeypatch.setattr("orchestration.intake.stopping", lambda *_: set())
    files = three_files(expectation)
    whole = filled_inbox(tmp_path / "whole", files)
    collect(whole)
    # Room for nothing, for no workbook, for the workbooks but not the rows of the log, for all but the answers.
    for most, told_of in ((0, 0), (2_000, 0), (8_000, 0), (20_000, 3)):
        workspace = filled_inbox(tmp_path / str(most), files)

        def run(workspace: Workspace = workspace, most: int = most) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            collect_forms(workspace, [], OPENED)

        assert in_a_fork(run) == 1
        assert len(landed_receipts(workspace)) == told_of
        collect(workspace)
        assert made(workspace) == made(whole), most
        assert first_break(workspace) is None


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
import os, signal, sys, time
def watch(event, arguments):
    if event == "import" and arguments[0] == "orchestration.self_check":
        import orchestration.reading
        whole = orchestration.reading.read_form
        def read_form(content, name):
            if b"poison" in content:
                {}
            return whole(content, name)
        orchestration.reading.read_form = read_form
sys.addaudithook(watch)
"""
DEATHS = {
    "crash": "os.kill(os.getpid(), signal.SIGKILL)",
    "time": "time.sleep(600)",
    "memory": "raise MemoryError",
}


@pytest.fixture(params=DEATHS)
def poisonous(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading a file with poison in it ends this process and the one in which it is tried, each in the same way."""
    (tmp_path / "sitecustomize.py").write_text(POISON.format(DEATHS[request.param]), encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{PRODUCT}")
    whole = orchestration.reading.read_form

    def read_form(content: bytes, name: str) -> object:
        if b"poison" in content:
            exec(f"import os, signal, time\n{DEATHS[request.param]}")  # noqa: S102 – the words of the child
        return whole(content, name)

    monkeypatch.setattr(orchestration.reading, "read_form", read_form)
    monkeypatch.setattr(orchestration.trial, "SECONDS", 15)


@pytest.mark.slow
@pytest.mark.usefixtures("read_once", "poisonous")
def test_a_file_that_ends_the_process_is_rejected_by_the_next_run_and_never_read_again(
    workspace: Workspace, expectation: Expectation
) -> None:
    put(workspace, "a.xlsx", three_files(expectation)["pārskats.xlsx"])
    put(workspace, "indīgs.xlsx", b"PK\x03\x04 poison")

    def run() -> None:
        signal.alarm(3)  # somebody ends a run that does not
        collect_forms(workspace, [], OPENED)

    assert in_a_fork(run) != 0
    assert landed_receipts(workspace) == []
    assert told(collect(workspace)) == [
        ("indīgs.xlsx", "rejected", ["file_stops_reading"]),
        ("a.xlsx", "accepted", []),
    ]
    put(workspace, "vēlreiz.xlsx", b"PK\x03\x04 poison")
    assert told(collect(workspace)) == [("vēlreiz.xlsx", "duplicate", ["form_duplicate"])]
    assert collect(workspace) == []


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("has_died", [False, True])
def test_a_run_that_told_why_it_stopped_suspects_no_file(
    workspace: Workspace, expectation: Expectation, has_died: bool
) -> None:
    def unsound() -> Expectation:
        raise InputError([Problem("plan_missing")])

    put(workspace, "pārskats.xlsx", three_files(expectation)["pārskats.xlsx"])
    if has_died:
        write_derived(workspace.reading_note, b"")
    with pytest.raises(InputError):
        collect_forms(workspace, [], OPENED, expected=unsound)
    # The file that took the run before has not been found yet.
    assert workspace.reading_note.exists() == has_died


@pytest.mark.usefixtures("read_once")
def test_a_file_whose_reading_fails_keeps_no_other_from_being_answered(
    workspace: Workspace, expectation: Expectation, monkeypatch: pytest.MonkeyPatch
) -> None:
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
