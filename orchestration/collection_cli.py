"""The commands of the twice-yearly collection: templates, check, collect, status, allow-late, demo-data."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from ingest.workspace import Workspace
from orchestration.collection_screen import (
    show_allowed,
    show_answers,
    show_checked,
    show_demonstrated,
    show_handed_out,
    show_how_to_mark,
    show_settled,
)
from orchestration.screen import show_written, working

collection_app = typer.Typer(pretty_exceptions_enable=False)
_DAYS = ["%Y-%m-%d", "%d.%m.%Y"]


@collection_app.command()
def templates(
    context: typer.Context,
    collection: Annotated[str, typer.Option(help="Datu vākšana, piemēram, 2024/2025-S1.")],
    municipality: Annotated[str | None, typer.Option(help="Tikai šīs pašvaldības ziņotājiem (kods).")] = None,
    out: Annotated[Path | None, typer.Option(help="Mape darba mapes outbox vietā.")] = None,
) -> None:
    """Sagatavo ziņotājiem veidlapas un vēstuļu melnrakstus."""
    from ingest.submissions.landing import landed_receipts
    from orchestration.templates import write_templates

    workspace = Workspace.from_environment()
    with working(context.obj):
        handed_out = write_templates(workspace, collection, municipality, out)
    is_beside_demo = any(one.is_demo for one in landed_receipts(workspace))
    show_handed_out(handed_out, context.obj, is_beside_demo=is_beside_demo)


@collection_app.command()
def check(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="Aizpildītas veidlapas.")],
    out: Annotated[Path | None, typer.Option(help="Mape, kurā ielikt veidlapas ar iezīmētām kļūdām.")] = None,
) -> None:
    """Pārbauda aizpildītas veidlapas; nekas netiek saglabāts."""
    from orchestration.answers import write_checked
    from orchestration.self_check import check_only

    workspace = Workspace.from_environment()
    settled = check_only(workspace, files)
    show_checked(settled, context.obj)
    for path in write_checked(workspace, settled, out) if out else []:
        show_written(path, context.obj)
    if not out and any(one.findings and one.submitted for one in settled):
        show_how_to_mark(context.obj)
    _stop_if_rejected(any(one.receipt.state != "accepted" for one in settled))


@collection_app.command()
def collect(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Faili vai mapes; ja nav norādīts, darba mapes inbox.")
    ] = None,
    received: Annotated[
        dt.datetime | None, typer.Option(formats=_DAYS, help="Kurā dienā faili saņemti, ja ne šodien.")
    ] = None,
    snapshot_date: Annotated[
        str | None,
        typer.Option(help="Valsts datiem: skaitīšanas diena (01.12.2022), ja to nesaka faila nosaukums."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Uzņemt arī tad, ja fails jau vērtēts vai aizstāj labāku.")
    ] = False,
) -> None:
    """Uzņem aizpildītās veidlapas un valsts datus par izglītojamo skaitu."""
    from ingest.enrolment.snapshot import read_date
    from orchestration.intake import collect_forms

    workspace = Workspace.from_environment()
    received_at = received.replace(tzinfo=dt.UTC) if received else dt.datetime.now(dt.UTC)
    date = read_date(snapshot_date) if snapshot_date else None
    with working(context.obj):
        settled = collect_forms(workspace, paths or [], received_at, again=again, snapshot_date=date)
    show_settled(settled, workspace, context.obj)
    show_answers(settled, workspace, context.obj)
    found_in_state_data = any(one.arrival and one.findings for one in settled)
    arrived = [one.receipt.state for one in settled if not one.is_passed_over]
    rejected = any(state not in ("accepted", "duplicate") for state in arrived)
    _stop_if_rejected(rejected or found_in_state_data)


@collection_app.command()
def status(
    context: typer.Context,
    collection: Annotated[
        str | None, typer.Option(help="Datu vākšana, piemēram, 2024/2025-S1; ja nav norādīta, jaunākā saņemtā.")
    ] = None,
    municipality: Annotated[str | None, typer.Option(help="Tikai šī pašvaldība (kods).")] = None,
) -> None:
    """Parāda, kas ir iesniedzis, kas kavējas un kas nav uzņemts un kāpēc."""
    from ingest.submissions.inbox import opened_inbox
    from orchestration.status import read_status
    from orchestration.status_screen import show_status

    workspace = Workspace.from_environment()
    show_status(read_status(workspace, collection, municipality), opened_inbox(workspace), context.obj)


@collection_app.command()
def allow_late(
    context: typer.Context,
    municipality: Annotated[str, typer.Option(help="Pašvaldības kods.")],
    reporter: Annotated[str, typer.Option(help="Ziņotāja kods vai reģistrācijas numurs.")],
    collection: Annotated[str, typer.Option(help="Datu vākšana, piemēram, 2024/2025-S1.")],
    until: Annotated[dt.datetime, typer.Option(formats=_DAYS, help="Pēdējā diena, kad vēl var iesniegt.")],
    by: Annotated[str, typer.Option(help="Kas atļāva (amats).")],
    reason: Annotated[str, typer.Option(help="Kāpēc.")],
) -> None:
    """Atļauj ziņotājam iesniegt pēc noslēguma dienas."""
    from orchestration.late import allow

    moment = dt.datetime.now(dt.UTC)
    allow(Workspace.from_environment(), municipality, reporter, collection, until.date(), by, reason, moment)
    show_allowed(reporter, collection, until.date(), context.obj)


@collection_app.command()
def demo_data(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="Mape, kurā tos ielikt.")] = Path("paraugdati"),
    seed: Annotated[int, typer.Option(help="Ar to pašu skaitli izveido tos pašus failus.")] = 1,
) -> None:
    """Sagatavo paraugdatus: aizpildītas veidlapas, kādas sūtītu visi ziņotāji, pa saņemšanas dienām."""
    from orchestration.demonstration import write_demonstration

    workspace = Workspace.from_environment()
    with working(context.obj):
        written = write_demonstration(workspace, out, seed)
    show_demonstrated(workspace, written, context.obj)


def _stop_if_rejected(is_rejected: bool) -> None:
    if is_rejected:
        raise typer.Exit(1)
