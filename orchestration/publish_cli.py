"""The commands that let results out: publish, as a draft or for good, and waive."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.periods import latvian_day
from ingest.problems import InputError, Problem
from ingest.typography import Language
from ingest.workspace import PublicationKind, Workspace
from orchestration.final_screen import show_final, show_told, show_waived
from orchestration.screen import show_paths, working

if TYPE_CHECKING:
    from orchestration.finalising import Approval

publish_app = typer.Typer(pretty_exceptions_enable=False)


@publish_app.command()
def publish(
    context: typer.Context,
    municipality: Annotated[str, typer.Option(help="Pašvaldības kods, piemēram, kraslava.")],
    year: Annotated[int, typer.Option(help="Rezultātu gads.")],
    kind: Annotated[
        PublicationKind,
        typer.Option(
            help="december – gada rezultāti; annual_review – ikgadējais pārskats; mid_term un final – starpposma un "
            "noslēguma ziņojums; budget – budžeta darbgrāmata (iekšēja; ar --year Y: ko prasa Y+1. gadam, kas iztērēts "
            "Y−1. gadā un Y. gadā līdz šim); slides – prezentācija darba grupai."
        ),
    ] = "december",
    final: Annotated[
        bool, typer.Option("--final", help="Galīgā publikācija: apstiprināta un vairs nemaināma (tikai december).")
    ] = False,
    approved_by: Annotated[str, typer.Option(help="Ar --final: kas apstiprina (amats).")] = "",
    decision: Annotated[str, typer.Option(help="Ar --final: lēmums, piemēram, «Nr. 15».")] = "",
    why: Annotated[str, typer.Option(help="Ar --final, ja galīgā publikācija jau ir: kāpēc publicē labojumu.")] = "",
) -> None:
    """Sagatavo vienas pašvaldības un rezultātu gada publikācijas melnrakstu; ar `--lang en` angliski."""
    from orchestration.finalising import Approval
    from orchestration.frozen import telling_changed_finals

    workspace = Workspace.from_environment()
    if not final and (approved_by or decision or why):
        raise InputError([Problem("final_not_said")])
    with telling_changed_finals(workspace):
        if final:
            day = latvian_day(dt.datetime.now(dt.UTC))
            approval = Approval(municipality, year, approved_by, decision, day, why, kind, context.obj)
            _freeze(workspace, approval, context.obj)
        else:
            _draft(workspace, municipality, year, kind, context.obj)


def _freeze(workspace: Workspace, approval: Approval, language: Language) -> None:
    from orchestration.finalising import publish_final
    from orchestration.publishing import told_in

    folder = publish_final(workspace, approval)
    show_final(folder, language)
    if folder:
        show_told(told_in(workspace, approval.municipality, folder), language)


def _draft(workspace: Workspace, municipality: str, year: int, kind: PublicationKind, language: Language) -> None:
    from orchestration.job import Outcome, publish_one
    from orchestration.publishing import told_in

    with working(language):
        publish_one(workspace, municipality, year, kind, language)
    folder = workspace.draft(municipality, year, kind, language)
    show_paths(workspace, Outcome(False, [], single=folder), language)
    show_told(told_in(workspace, municipality, folder), language)


@publish_app.command()
def waive(
    context: typer.Context,
    finding: Annotated[str, typer.Argument(help="Ticamības jautājuma atslēga, kā to nosauc «pmp publish --final».")],
    by: Annotated[str, typer.Option(help="Kas atbild par to, ka dati ir pareizi (amats).")],
    why: Annotated[str, typer.Option(help="Kāpēc dati ir pareizi.")],
) -> None:
    """Atzīst vienu ticamības jautājumu par atrisinātu, lai publikāciju varētu apstiprināt."""
    from orchestration.waiving import waive as let_pass

    show_waived(let_pass(Workspace.from_environment(), finding, by, why, dt.datetime.now(dt.UTC)), context.obj)
