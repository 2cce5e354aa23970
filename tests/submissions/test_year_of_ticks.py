"""A year of mornings and of files through a real Dagster instance: what is asked for when, done once, made up for."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg
import pytest
from dagster._utils.schedules import schedule_execution_time_iterator
from form_workbook import filled
from inbox import SCHOOL, order_of, put

from ingest.calendar import Entry
from ingest.forms.orders import orders_of
from ingest.plans.registry import RawRegistry
from ingest.problems import InputError, Problem
from ingest.submissions.landing import landed_receipts
from ingest.workspace import Workspace
from orchestration import job, on_time, schedules, sensors, templates
from orchestration.expectation import Expectation
from orchestration.schedules import calendar, every_morning
from orchestration.sensors import collect, complete_files

RIGA = ZoneInfo("Europe/Riga")
FIVE = ("aizkraukle", "kraslava", "ludza", "riga", "smiltene")
YEAR = {
    "2025-01-02": "2024-2025-S1/templates",
    "2025-01-31": "2024-2025-S1/status_due",
    "2025-02-28": "2024-2025-S1/status_closing",
    "2025-06-01": "2024-2025-S2/templates",
    "2025-06-20": "2024-2025-S2/status_due",
    "2025-07-15": "2024-2025-S2/status_closing",
    "2025-09-01": "2024-2025-R/templates",
    "2025-09-20": "2024-2025-R/status_due",
    "2025-09-30": "2024-2025-R/status_closing",
    "2025-12-01": "2024/draft",
}
DONE_FOR_REAL = {
    "ludza/2024-2025-S1/templates",
    "ludza/2024-2025-S1/status_due",
    "ludza/2024-2025-S1/status_closing",
    "kraslava/2024/draft",
}
"""The runs of the rest are real too, but only note what they carry out."""


class Morning:
    """The schedule and its job on one instance."""

    def __init__(self, instance: dg.DagsterInstance) -> None:
        self.instance = instance
        self.asked: list[tuple[str, str]] = []

    def look(self, at: dt.datetime) -> list[dg.RunRequest]:
        context = dg.build_schedule_context(instance=self.instance, scheduled_execution_time=at)
        return list(every_morning.evaluate_tick(context).run_requests or [])

    def tick(self, at: dt.datetime) -> list[str]:
        """Evaluate a tick and run what it asks for; the names of what it asked for."""
        requests = self.look(at)
        for request in requests:
            calendar.execute_in_process(
                instance=self.instance, run_config=request.run_config, tags=request.tags, raise_on_error=False
            )
        names = [str(request.run_key) for request in requests]
        self.asked += [(at.astimezone(RIGA).date().isoformat(), name) for name in names]
        return names


class Looks:
    """The sensor and its job on one instance."""

    def __init__(self, instance: dg.DagsterInstance) -> None:
        self.instance, self.cursor, self.keys = instance, None, set()

    def look(self) -> int:
        """Evaluate the sensor and run what it asks for; how many files it asked for."""
        context = dg.build_sensor_context(instance=self.instance, cursor=self.cursor)
        told = complete_files.evaluate_tick(context)
        self.cursor = told.cursor
        files = 0
        for request in told.run_requests or []:
            files += len(request.run_config["ops"]["take_in"]["config"]["marks"])
            self.keys.add(request.run_key)
            collect.execute_in_process(instance=self.instance, run_config=request.run_config, raise_on_error=False)
        return files


@pytest.fixture
def morning(kept: dg.DagsterInstance) -> Morning:
    return Morning(kept)


@pytest.fixture
def looks(instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch, registry: RawRegistry) -> Looks:
    monkeypatch.setattr(sensors, "load_registry", lambda _: registry)
    monkeypatch.setattr("orchestration.intake.load_registry", lambda _: registry)
    # Nobody can set when a file came to lie there, so here it is the time of its content.
    monkeypatch.setattr(sensors, "arrived_at", lambda path: dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC))
    return Looks(instance)


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as one:
        yield one


@pytest.fixture
def kept(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[dg.DagsterInstance]:
    """The instance as `pmp dev` has it, on disk; opened once, not each morning: that takes a tenth of a second."""
    job._instance_settings(workspace)
    with dg.DagsterInstance.from_config(str(workspace.dagster_home)) as one:
        monkeypatch.setattr(dg.DagsterInstance, "from_ref", staticmethod(lambda _: nullcontext(one)))
        yield one


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch, registry: RawRegistry) -> None:
    """The plans as they were read once: they do not change in this year."""
    monkeypatch.setattr(on_time, "sound_registry", lambda _: registry)
    monkeypatch.setattr(templates, "sound_registry", lambda _: registry)


@pytest.fixture
def riga(monkeypatch: pytest.MonkeyPatch, registry: RawRegistry) -> RawRegistry:
    """The plans, of one municipality only: a run costs a tenth of a second."""
    alone = replace(registry, plans=[plan for plan in registry.plans if plan.header.municipality == "riga"])
    monkeypatch.setattr(on_time, "sound_registry", lambda _: alone)
    return alone


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was carried out, in runs that are real but only note it."""
    done: list[str] = []

    def note(_: Workspace, entry: Entry, on: dt.date) -> list[Path]:
        done.append(f"{on} {entry}")
        return []

    monkeypatch.setattr(schedules, "carry_out", note)
    return done


def ticks(first: str, last: str) -> Iterator[dt.datetime]:
    """The moments at which Dagster's own clock strikes, from one day to another."""
    start = dt.datetime.fromisoformat(f"{first}T00:00").replace(tzinfo=RIGA)
    strikes = schedule_execution_time_iterator(
        start.timestamp(), every_morning.cron_schedule, every_morning.execution_timezone
    )
    for at in strikes:
        if at.astimezone(RIGA).date().isoformat() > last:
            return
        yield at


def morning_of(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T07:00").replace(tzinfo=RIGA)


def text_of(letter: Path) -> str:
    (text,) = message_from_bytes(letter.read_bytes(), policy=policy.default).iter_parts()
    return str(text.get_content())


def arrive(workspace: Workspace, day: str, name: str, content: bytes) -> Path:
    path = put(workspace, name, content)
    noon = dt.datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=RIGA).timestamp()
    os.utime(path, (noon, noon))
    return path


@pytest.mark.usefixtures("plans")
def test_a_year_of_ticks_and_files(
    built: Workspace,
    workspace: Workspace,
    morning: Morning,
    looks: Looks,
    noted: list[str],
    expectation: Expectation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for part in ("warehouse", "derived"):
        shutil.copytree(built.home / part, workspace.home / part, symlinks=True, copy_function=os.link)
    made_current = really_done(monkeypatch, noted)
    report = {
        day: filled(order_of(expectation, "school_report", collection), {"at_risk": number})
        for number, (day, collection) in enumerate(
            {"2025-01-20": "2024/2025-S1", "2025-02-10": "2024/2025-S1", "2025-03-05": "2024/2025-S1",
             "2025-06-10": "2024/2025-S2"}.items()
        )
    }  # fmt: skip
    utc = {}
    for at in ticks("2025-01-02", "2025-12-31"):
        day = at.astimezone(RIGA).date().isoformat()
        utc[day] = at.astimezone(dt.UTC).hour
        morning.tick(at)
        if day in report:
            arrive(workspace, day, f"{day}/pārskats.xlsx", report[day])
            put(workspace, f"{day}/~$pārskats.xlsx", b"open in an office programme")
            assert [looks.look(), looks.look(), looks.look()] == [0, 1, 0]

    assert len(utc) == 364
    assert [utc[day] for day in ("2025-03-29", "2025-03-30", "2025-10-25", "2025-10-26")] == [5, 4, 4, 5]
    assert sorted(morning.asked) == sorted((day, f"{slug}/{what}") for day, what in YEAR.items() for slug in FIVE)
    assert sorted(noted) == sorted(f"{day} {name}" for day, name in morning.asked)
    assert [(one.file_name, one.state, one.is_late) for one in landed_receipts(workspace)] == [
        ("2025-01-20/pārskats.xlsx", "accepted", False),
        ("2025-02-10/pārskats.xlsx", "accepted", True),
        ("2025-03-05/pārskats.xlsx", "refused", True),
        ("2025-06-10/pārskats.xlsx", "accepted", False),
    ]
    # The warehouse is made current before a list or a draft, not for templates.
    assert made_current == sorted(DONE_FOR_REAL - {"ludza/2024-2025-S1/templates"}, reverse=True)
    what_was_written(workspace)


def really_done(monkeypatch: pytest.MonkeyPatch, noted: list[str]) -> list[str]:
    """Carry out some of it; says for which of them the warehouse was to be made current, which takes a minute."""
    made_current: list[str] = []
    note = schedules.carry_out

    def carry_out(workspace: Workspace, entry: Entry, on: dt.date) -> list[Path]:
        note(workspace, entry, on)
        return on_time.carry_out(workspace, entry, on) if str(entry) in DONE_FOR_REAL else []

    monkeypatch.setattr(schedules, "carry_out", carry_out)
    monkeypatch.setattr(job, "build_warehouse", lambda _: made_current.append(noted[-1].split()[1]))
    monkeypatch.setattr(templates, "orders_of", first_reporter)
    return made_current


def what_was_written(workspace: Workspace) -> None:
    outbox = workspace.outbox / "2024-2025-S1" / "ludza"
    letters = {path.name for path in outbox.glob("*.eml")}
    assert {"termins-2025-01-31.eml", "noslegums-2025-02-28.eml"} < letters
    assert len(letters) == 3
    assert len(list(outbox.glob("*.xlsx"))) > 1
    due = text_of(outbox / "termins-2025-01-31.eml")
    assert "Ludzas novads, datu vākšana 2024/2025-S1: kas ir iesniedzis un kas nav, 31.01.2025. no rīta." in due
    draft = workspace.draft("kraslava", 2024)
    assert {"manifest.json", "index.html", "rezultati.pdf"} <= {path.name for path in draft.iterdir()}
    told = text_of(workspace.outbox / "2024" / "kraslava" / "melnraksts-2025-12-01.eml")
    assert "Plānā (4.5) rakstīts: „Līdz katra gada decembra beigām" in told
    assert "Kas tajā trūkst 01.12.2025.:" in told
    assert "Aktivitātes, par kurām nav datu (13):" in told


def first_reporter(registry: RawRegistry, *given: object) -> list[object]:
    """Only the first reporter of a municipality: a workbook is written like any other."""
    orders = list(orders_of(registry, *given))  # type: ignore[arg-type]
    return [order for order in orders if order.reporter_id == orders[0].reporter_id]


@pytest.mark.usefixtures("riga")
def test_the_same_tick_twice_does_nothing_twice(morning: Morning, noted: list[str]) -> None:
    at = morning_of("2025-06-01")
    requests = morning.look(at)
    # Dagster itself takes one run of a tick and key; these are the same.
    assert [one.run_key for one in morning.look(at)] == [one.run_key for one in requests]
    first = morning.tick(at)
    assert first == ["riga/2024-2025-S2/templates"]
    assert morning.tick(at) == []
    assert len(noted) == len(first)


@pytest.mark.usefixtures("plans")
def test_a_schedule_that_slept_for_a_week_catches_up_once(morning: Morning, noted: list[str]) -> None:
    morning.tick(morning_of("2025-01-28"))
    noted.clear()
    # Of the ticks that were missed Dagster evaluates the last one.
    assert sorted(morning.tick(morning_of("2025-02-04"))) == [f"{slug}/2024-2025-S1/status_due" for slug in FIVE]
    assert sorted(noted) == [f"2025-02-04 {slug}/2024-2025-S1/status_due" for slug in FIVE]
    assert morning.tick(morning_of("2025-02-05")) == []


@pytest.mark.usefixtures("riga", "noted")
def test_what_failed_is_asked_for_again_the_next_morning(morning: Morning, monkeypatch: pytest.MonkeyPatch) -> None:
    morning.tick(morning_of("2025-05-31"))

    def busy(*_: object) -> None:
        raise InputError([Problem("workspace_busy")])

    with monkeypatch.context() as patch:
        patch.setattr(schedules, "carry_out", busy)
        failed = morning.tick(morning_of("2025-06-01"))
    runs = morning.instance.get_runs(dg.RunsFilter(statuses=[dg.DagsterRunStatus.FAILURE]))
    assert (len(runs), failed) == (1, ["riga/2024-2025-S2/templates"])
    told = [event.dagster_event for event in morning.instance.all_logs(runs[0].run_id) if event.dagster_event]
    assert any("jau strādā cita pmp komanda" in str(one.event_specific_data) for one in told)
    assert morning.tick(morning_of("2025-06-02")) == failed
    assert morning.tick(morning_of("2025-06-03")) == []


@pytest.mark.usefixtures("noted")
def test_days_on_which_the_clock_changes_are_days_like_others(
    morning: Morning, riga: RawRegistry, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = riga.collections["riga"]
    days = {"opens_on": "03-30", "due_on": "10-26", "closes_on": "10-27"}
    rows = [{**row, **days} if row["collection_kind"] == "S2" else row for row in raw.rows]
    moved = replace(riga, collections={"riga": replace(raw, rows=rows)})
    monkeypatch.setattr(on_time, "sound_registry", lambda _: moved)
    for span in (("2025-03-28", "2025-04-01"), ("2025-10-24", "2025-10-28")):
        for at in ticks(*span):
            morning.tick(at)
    assert [one for one in morning.asked if "-S2/" in one[1]] == [
        ("2025-03-30", "riga/2024-2025-S2/templates"),
        ("2025-10-26", "riga/2024-2025-S2/status_due"),
        ("2025-10-27", "riga/2024-2025-S2/status_closing"),
    ]


def test_a_file_is_taken_in_once_and_only_when_nobody_writes_to_it(
    workspace: Workspace, looks: Looks, expectation: Expectation
) -> None:
    content = filled(order_of(expectation, "school_report"))
    arrive(workspace, "2025-01-20", "pārskats.xlsx", content[: len(content) // 2])
    assert looks.look() == 0
    arrive(workspace, "2025-01-20", "pārskats.xlsx", content)
    assert [looks.look(), looks.look(), looks.look()] == [0, 1, 0]
    arrive(workspace, "2025-01-21", "tas pats.xlsx", content)
    assert [looks.look(), looks.look(), looks.look()] == [0, 1, 0]
    # Touched, or asked for by an instance that has forgotten all: the same bytes at the same place are no arrival.
    arrive(workspace, "2025-01-22", "pārskats.xlsx", content)
    looks.cursor = None
    assert [looks.look(), looks.look(), looks.look()] == [0, 2, 0]
    assert [(one.file_name, one.state) for one in landed_receipts(workspace)] == [
        ("pārskats.xlsx", "accepted"),
        ("tas pats.xlsx", "duplicate"),
    ]


def test_a_file_that_could_not_be_taken_in_is_asked_for_again(
    workspace: Workspace, looks: Looks, expectation: Expectation, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrive(workspace, "2025-01-20", "pārskats.xlsx", filled(order_of(expectation, "school_report")))

    def busy(*_: object) -> None:
        raise InputError([Problem("workspace_busy")])

    with monkeypatch.context() as patch:
        patch.setattr(sensors, "take_in_by_day", busy)
        assert [looks.look(), looks.look()] == [0, 1]
        assert [looks.look() for _ in range(60)] == [0] * 59 + [1]
    assert landed_receipts(workspace) == []
    assert [looks.look() for _ in range(60)] == [0] * 59 + [1]
    assert [one.state for one in landed_receipts(workspace)] == ["accepted"]
    assert [looks.look() for _ in range(120)] == [0] * 120
    # Dagster runs nothing twice under one key.
    assert len(looks.keys) == 3


def test_files_that_came_while_nobody_looked_count_by_the_day_on_which_they_came(
    workspace: Workspace, looks: Looks, expectation: Expectation
) -> None:
    first, second = (filled(order_of(expectation, "school_report"), {"at_risk": number}) for number in (1, 2))
    arrive(workspace, "2025-02-03", "a.xlsx", second)
    arrive(workspace, "2025-01-31", "b.xlsx", first)
    assert [looks.look(), looks.look()] == [0, 2]
    assert [(one.file_name, str(one.received_on), one.is_late) for one in landed_receipts(workspace)] == [
        ("b.xlsx", "2025-01-31", False),
        ("a.xlsx", "2025-02-03", True),
    ]
    assert {one.reporter_id for one in landed_receipts(workspace)} == {SCHOOL}


def test_a_file_that_changes_after_it_was_asked_for_waits_for_the_next_look(
    workspace: Workspace, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = arrive(workspace, "2025-01-20", "010190-12345 pārskats.xlsx", b"half")
    looks.look()
    seen = sensors.files_by_mark

    def changed_in_between(of: Workspace) -> dict[str, Path]:
        found = seen(of)
        path.write_bytes(b"half and more")
        return found

    with monkeypatch.context() as patch:
        patch.setattr(sensors, "files_by_mark", changed_in_between)
        context = dg.build_sensor_context(instance=looks.instance, cursor=looks.cursor)
        told = complete_files.evaluate_tick(context)
    (request,) = told.run_requests or []
    assert collect.execute_in_process(instance=looks.instance, run_config=request.run_config).success
    assert landed_receipts(workspace) == []
    # What a file is called may name somebody: neither the cursor nor the run knows it.
    assert "010190" not in json.dumps([told.cursor, request.run_config, request.run_key])


def test_what_dagster_loads_is_whole(built: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from orchestration.definitions import build_definitions

    monkeypatch.setenv("PMP_HOME", str(built.home))
    definitions = build_definitions(built)
    dg.Definitions.validate_loadable(definitions)
    assert every_morning.default_status is dg.DefaultScheduleStatus.RUNNING
    assert complete_files.default_status is dg.DefaultSensorStatus.RUNNING
