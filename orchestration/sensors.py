"""The inbox as a Dagster sensor: files that nobody writes to any more are taken in."""

import datetime as dt
import hashlib
import json
from collections import Counter, defaultdict
from contextlib import suppress
from functools import cache
from pathlib import Path

import dagster as dg

from ingest.lock import workspace_lock
from ingest.periods import latvian_day
from ingest.problems import InputError
from ingest.submissions.inbox import find_files
from ingest.workspace import Workspace
from orchestration.expectation import Expectation
from orchestration.intake import collect_forms
from orchestration.on_time import PATIENCE_SECONDS
from orchestration.registry import load_registry
from quality.messages import in_words

_LOOKS_AN_HOUR = 60


class Complete(dg.Config):
    """Files to take in, by their marks: what a reporter called a file may name somebody and stays out of Dagster."""

    marks: list[str]


@dg.op
def take_in(context: dg.OpExecutionContext, config: Complete) -> None:
    """Take in files that still lie as they lay, each on the day on which it came."""
    workspace = Workspace.from_environment()
    lying = files_by_mark(workspace)
    try:
        states = take_in_by_day(workspace, [lying[mark] for mark in config.marks if mark in lying])
    except InputError as error:
        raise dg.Failure("\n".join(map(in_words, error.problems)), allow_retries=False) from error
    context.log.info(", ".join(f"{state}: {count}" for state, count in sorted(states.items())))


@dg.job(executor_def=dg.in_process_executor)
def collect() -> None:
    """Takes in files of the inbox, as `pmp collect` does."""
    take_in()


@dg.sensor(job=collect, minimum_interval_seconds=3600 // _LOOKS_AN_HOUR, default_status=dg.DefaultSensorStatus.RUNNING)
def complete_files(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """Asks for files that have the same size and time as at the look before; once for each, but again what failed.

    The cursor holds the mark of every file that lies there and how many looks found it before. What was taken in is
    passed over, so it does no harm that it is asked for together with what failed.
    """
    before: dict[str, int] = json.loads(context.cursor or "{}")
    looks = {mark: before.get(mark, -1) + 1 for mark in files_by_mark(Workspace.from_environment())}
    cursor = json.dumps(looks)
    failed = _last_run_if_failed(context.instance)
    wanted = sorted(mark for mark, count in looks.items() if count == 1 or (failed and count % _LOOKS_AN_HOUR == 1))
    if not wanted:
        return dg.SensorResult(skip_reason="No file has become complete.", cursor=cursor)
    key = hashlib.sha256("".join([failed, *wanted]).encode()).hexdigest()
    config = dg.RunConfig(ops={take_in.name: Complete(marks=wanted)})
    return dg.SensorResult([dg.RunRequest(run_key=key, run_config=config)], cursor=cursor)


def _last_run_if_failed(instance: dg.DagsterInstance) -> str:
    """The run that was to take in files last, where it failed: the plans were not sound, or the disk was full."""
    for run in instance.get_runs(dg.RunsFilter(job_name=collect.name), limit=1):
        if run.status == dg.DagsterRunStatus.FAILURE:
            return run.run_id
    return ""


def files_by_mark(workspace: Workspace) -> dict[str, Path]:
    """The files in the inbox by a mark of place, size and time of change; not those an office programme keeps there."""
    marks = {}
    for found in find_files(workspace, []):
        with suppress(FileNotFoundError):  # taken away while we look
            stands = found.path.stat()
            state = f"{found.path.relative_to(workspace.inbox)}\n{stands.st_size}\n{stands.st_mtime_ns}"
            marks[hashlib.sha256(state.encode()).hexdigest()[:16]] = found.path
    return marks


def take_in_by_day(workspace: Workspace, paths: list[Path]) -> Counter[str]:
    """Take files in on the days in Latvia on which they came, also when nobody looked on those days.

    Args:
        workspace: Where; locked as long as it takes.
        paths: Files of its inbox.

    Returns:
        Arrivals by state.

    Raises:
        InputError: The plans are not sound, or `workspace_busy`.
    """
    days: defaultdict[dt.date, list[tuple[dt.datetime, Path]]] = defaultdict(list)
    for path in paths:
        came = arrived_at(path)
        days[latvian_day(came)].append((came, path))
    expectation = cache(lambda: Expectation(workspace, load_registry(workspace)))
    states: Counter[str] = Counter()
    with workspace_lock(workspace, PATIENCE_SECONDS):
        for _, files in sorted(days.items()):
            last = max(came for came, _ in files)
            settled = collect_forms(workspace, [path for _, path in files], last, expected=expectation)
            states.update(one.receipt.state for one in settled if not one.is_passed_over)
    return states


def arrived_at(path: Path) -> dt.datetime:
    """When a file came to lie where it lies: a sender sets the time of its content, but not this one."""
    return dt.datetime.fromtimestamp(path.stat().st_ctime, dt.UTC)
