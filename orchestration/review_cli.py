"""`pmp review …`: the texts of a results year out to the working group as a workbook, and back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from ingest.workspace import Workspace

review_app = typer.Typer(help="Darba grupas pārskatīšana: teksti darbgrāmatā un atpakaļ.", no_args_is_help=True)


@review_app.command()
def export(
    context: typer.Context,
    municipality: Annotated[str, typer.Option(help="Pašvaldības kods, piemēram, kraslava.")],
    year: Annotated[int, typer.Option(help="Rezultātu gads.")],
    out: Annotated[Path | None, typer.Option(help="Kurā failā rakstīt.")] = None,
) -> None:
    """Izveido darbgrāmatu, kurā darba grupa pārlasa, pieņem vai pārraksta gada tekstus."""
    from orchestration.review_intake import export_review
    from orchestration.review_screen import show_exported

    file = out or Path(f"parskatisana-{municipality}-{year}.xlsx")
    show_exported(file, export_review(Workspace.from_environment(), municipality, year, file), context.obj)


@review_app.command("import")
def take_back(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Pārskatīta darbgrāmata (.xlsx).")],
    by: Annotated[str, typer.Option(help="Kas pārskatīja (amats vai darba grupa).")],
    on: Annotated[dt.datetime, typer.Option(formats=["%Y-%m-%d", "%d.%m.%Y"], help="Kurā dienā pārskatīja.")],
) -> None:
    """Uzņem pārskatītu darbgrāmatu: pieņemtie un pārrakstītie teksti stājas melnrakstu vietā."""
    from orchestration.review_intake import Reviewer, import_review
    from orchestration.review_screen import show_review

    workspace = Workspace.from_environment()
    review = import_review(workspace, file, Reviewer(by, on.date(), dt.datetime.now(dt.UTC)))
    show_review(review, workspace, context.obj)
    if review.settled.receipt.state == "rejected":
        raise typer.Exit(1)
