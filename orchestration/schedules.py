"""The calendar as a Dagster schedule: each morning asks what is to have been done by now, and asks for it once."""

import datetime as dt

import dagster as dg

from ingest.periods import latvian_day
from ingest.problems import InputError
from ingest.workspace import Workspace
from orchestration.on_time import carry_out, due_entries
from quality.messages import in_words

_ENTRY = "pmp/entry"
"""Tag of a run: what of the calendar it carries out."""


class Due(dg.Config):
    """One entry of the calendar, by its name, and the day of the tick that asks for it."""

    entry: str
    day: str


@dg.op
def carry_out_entry(context: dg.OpExecutionContext, config: Due) -> None:
    """Do what the calendar asks for."""
    workspace, on = Workspace.from_environment(), dt.date.fromisoformat(config.day)
    try:
        for entry in due_entries(workspace, on):
            if str(entry) == config.entry:
                written = carry_out(workspace, entry, on)
                context.log.info(", ".join(path.relative_to(workspace.home).as_posix() for path in written))
    except InputError as error:
        raise dg.Failure("\n".join(map(in_words, error.problems)), allow_retries=False) from error


@dg.job(executor_def=dg.in_process_executor)
def calendar() -> None:
    """Carries out one entry of the calendar of one municipality."""
    carry_out_entry()


@dg.schedule(
    job=calendar,
    cron_schedule="0 7 * * *",
    execution_timezone="Europe/Riga",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
def every_morning(context: dg.ScheduleEvaluationContext) -> list[dg.RunRequest] | dg.SkipReason:
    """Asks for everything that is due by the day of the tick and has not been done.

    Dagster makes up for the last of several missed ticks only. That is enough: what is done is not read off the ticks
    but off the runs, so one tick asks for all that was missed; what failed is asked for again the next morning.
    """
    on = latvian_day(context.scheduled_execution_time)
    done = _done(context.instance)
    names = [name for name in map(str, due_entries(Workspace.from_environment(), on)) if name not in done]
    return [_request(name, on) for name in names] or dg.SkipReason(f"{on}: nothing is due that has not been done.")


def _done(instance: dg.DagsterInstance) -> set[str]:
    well = dg.RunsFilter(job_name=calendar.name, statuses=[dg.DagsterRunStatus.SUCCESS])
    return {run.tags[_ENTRY] for run in instance.get_runs(well) if _ENTRY in run.tags}


def _request(name: str, on: dt.date) -> dg.RunRequest:
    config = dg.RunConfig(ops={carry_out_entry.name: Due(entry=name, day=on.isoformat())})
    return dg.RunRequest(run_key=name, run_config=config, tags={_ENTRY: name})
