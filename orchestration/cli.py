"""The `pmp` command. Imports neither dagster nor dbt until a command needs them."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Annotated, Literal

import typer

from ingest.periods import latvian_day
from ingest.problems import InputError, Problem
from ingest.typography import Language
from ingest.workspace import Workspace
from orchestration import telemetry
from orchestration.collection_cli import collection_app
from orchestration.collection_screen import show_demonstrated
from orchestration.plan_cli import plan_app
from orchestration.publish_cli import publish_app
from orchestration.query_screen import show_query
from orchestration.review_cli import review_app
from orchestration.screen import show_paths, show_problems, working

REJECTED, WRONG_USE, COULD_NOT_RUN = 1, 2, 3
_CANNOT_RUN_RULES = {
    "workspace_busy", "warehouse_missing", "inputs_changed", "query_too_long", "query_crashed", "cannot_write",
    "dbt_cannot_run", "engine_unexpected", "audit_log_broken",
}  # fmt: skip

_WRONG_USE_RULES = {
    "collection_unknown", "unknown_municipality", "templates_municipality_unknown", "templates_no_plan",
    "reporter_unknown", "exception_not_later", "exception_unexplained", "file_missing", "enrolment_date_unreadable",
    "plan_unknown", "no_plan_in_year", "review_unsigned", "review_day_to_come", "publication_not_due",
    "final_not_said", "final_unsigned", "final_kind_internal", "finding_unknown", "waiver_unexplained",
}  # fmt: skip

app = typer.Typer(
    help="PMP prevencijas plānu uzraudzība: plāni, datu krātuve, rezultātu tabulas, publikācijas.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(plan_app, name="plan")
app.add_typer(review_app, name="review")
app.add_typer(collection_app)
app.add_typer(publish_app)


@app.callback()
def _settings(
    context: typer.Context,
    lang: Annotated[Language, typer.Option(help="Ziņojumu valoda / language of messages.")] = "lv",
) -> None:
    context.obj = lang


@app.command()
def run(
    context: typer.Context,
    municipality: Annotated[str | None, typer.Option(help="Tikai šīs pašvaldības publikācijas (kods).")] = None,
    demo: Annotated[bool, typer.Option(help="Tukšā darba mapē vispirms uzņemt paraugdatus.")] = True,
) -> None:
    """Viss darbs: plāni → pārbaudes → datu krātuve → publikāciju melnraksti; pirmajā reizē ar paraugdatiem."""
    from orchestration.demonstration import demonstrate
    from orchestration.frozen import telling_changed_finals
    from orchestration.job import run_all

    workspace = Workspace.from_environment()
    with telling_changed_finals(workspace):
        with working(context.obj):
            demonstrated = demonstrate(workspace) if demo else None
            outcome = run_all(workspace, municipality)
        if demonstrated:
            show_demonstrated(workspace, demonstrated, context.obj)
        show_paths(workspace, outcome, context.obj)


@app.command()
def build(context: typer.Context) -> None:
    """Izveido datu krātuvi no jauna, ja kaut kas ir mainījies."""
    from orchestration.job import Outcome, build_warehouse

    workspace = Workspace.from_environment()
    with working(context.obj):
        is_new = build_warehouse(workspace)
    show_paths(workspace, Outcome(is_new, []), context.obj)


@app.command()
def query(
    context: typer.Context,
    sql: Annotated[str, typer.Argument(help="Viens SELECT vaicājums.")],
    output: Annotated[Literal["table", "csv", "json"], typer.Option("--format", help="Izvades veids.")] = "table",
) -> None:
    """Lasa datu krātuvi ar SQL (tikai lasīšana; tabulas ir shēmā marts)."""
    from orchestration.query import run_query

    show_query(run_query(Workspace.from_environment(), sql), output, context.obj)


@app.command()
def calendar(
    context: typer.Context,
    municipality: Annotated[str | None, typer.Option(help="Tikai šī pašvaldība (kods).")] = None,
    year: Annotated[int | None, typer.Option(min=2000, max=2100, help="Gads; ja nav norādīts, šis.")] = None,
) -> None:
    """Parāda, kas gada laikā kad notiek: datu vākšanas, publikācija, plāna pienākumi."""
    from orchestration.calendar_screen import show_calendar
    from orchestration.on_time import calendars

    year = year or latvian_day(dt.datetime.now(dt.UTC)).year
    for name, entries, duties in calendars(Workspace.from_environment(), municipality, year):
        show_calendar(name, year, entries, duties, context.obj)


@app.command()
def dev() -> None:
    """Dagster tīmekļa saskarne šai darba mapei (http://127.0.0.1:3000), grafiki un iesūtnes uzraudzība."""
    from orchestration.job import dagster_ui

    dagster_ui(Workspace.from_environment())


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; what a user can cause ends in a message and an exit code, never in a traceback.

    Exit codes: 0 done, 1 something was rejected or a check failed, 2 wrong use, 3 could not run.
    """
    telemetry.switch_off()
    arguments = sys.argv[1:] if arguments is None else arguments
    language: Language = "en" if "--lang=en" in arguments or _follows(arguments, "--lang", "en") else "lv"
    try:
        app(arguments)
    except InputError as error:
        problems = error.problems
    except OSError as error:
        path = str(error.filename2 or error.filename or "")
        problems = (Problem("cannot_write", file=path, details=(("cause", error.strerror or str(error)),)),)
    else:
        return
    show_problems(problems, language)
    sys.exit(_exit_code({problem.rule_id for problem in problems}))


def _exit_code(rules: set[str]) -> int:
    if rules & _CANNOT_RUN_RULES:
        return COULD_NOT_RUN
    return WRONG_USE if rules & _WRONG_USE_RULES else REJECTED


def _follows(arguments: list[str], option: str, value: str) -> bool:
    return option in arguments and arguments[arguments.index(option) + 1 :][:1] == [value]
