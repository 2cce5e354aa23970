"""Which publications there are, which are up to date, and making the draft of one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ingest.problems import InputError, Problem
from ingest.typography import Language
from ingest.workspace import PublicationKind, Workspace
from orchestration import warehouse

if TYPE_CHECKING:
    import duckdb

    from publication.disclosure.shown import Told


def publication_years(workspace: Workspace) -> list[tuple[str, int]]:
    """Every municipality and results year the warehouse has a results table for, in order."""
    with connect(workspace) as connection:
        return connection.execute(
            "select distinct municipality, results_year from marts.table_4_4 order by 1, 2"
        ).fetchall()


def stale_publications(workspace: Workspace, municipality: str | None = None) -> list[tuple[str, int]]:
    """Publications whose draft was made from another build, or is not there.

    Raises:
        InputError: `unknown_municipality`.
    """
    from publication.draft import is_current

    publications = publication_years(workspace)
    known = sorted({slug for slug, _ in publications})
    if municipality is not None and municipality not in known:
        details = (("municipalities", ", ".join(known)),)
        raise InputError([Problem("unknown_municipality", value=municipality, details=details)])
    with connect(workspace) as connection:
        fingerprint = fingerprint_of(connection)
    return [
        (slug, year)
        for slug, year in publications
        if municipality in (None, slug) and not is_current(workspace, slug, year, fingerprint)
    ]


def outdated_drafts(workspace: Workspace) -> list[Path]:
    """Folders of the drafts made only when asked for, that were made from another build."""
    from publication.draft import stale_drafts

    with connect(workspace) as connection:
        return stale_drafts(workspace, fingerprint_of(connection))


def publish_draft(
    workspace: Workspace,
    municipality: str,
    year: int,
    kind: PublicationKind = "december",
    language: Language = "lv",
) -> list[str]:
    """Render one draft.

    Returns:
        Names of the files written.

    Raises:
        InputError: `unknown_municipality` or `no_plan_in_year`.
    """
    from publication.draft import write_draft

    with connect(workspace) as connection:
        draft = write_draft(connection, workspace, municipality, year, fingerprint_of(connection), kind, language)
    return [path.relative_to(draft.folder).as_posix() for path in draft.files]


def told_in(workspace: Workspace, municipality: str, folder: Path) -> Told | None:
    """How many counts of people a publication shows and hides; None where it has no open data."""
    from publication.disclosure import shown

    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    if not shown.has_open_data(files):
        return None
    with connect(workspace) as connection:
        return shown.told_in(connection, municipality, files)


def fingerprint_of(connection: duckdb.DuckDBPyConnection) -> str:
    """Fingerprint of the build a connection reads."""
    row = connection.execute("select fingerprint from meta.build").fetchone()
    return str(row[0]) if row else ""


def connect(workspace: Workspace) -> duckdb.DuckDBPyConnection:
    """Open the finished warehouse to read it.

    Raises:
        InputError: `warehouse_missing`.
    """
    import duckdb

    if not workspace.warehouse.is_file():
        raise InputError([Problem("warehouse_missing", file=str(workspace.warehouse))])
    return duckdb.connect(warehouse.real_path(workspace), read_only=True)
