"""The plan-quality pages of the workspace: made from the finished warehouse, made again where they are out of date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ingest.storage import write_derived
from ingest.workspace import Workspace
from orchestration.publishing import connect, fingerprint_of
from quality.contradictions.kinds import kind_words, subject_in_words

if TYPE_CHECKING:
    import duckdb


def write_pages(workspace: Workspace) -> list[Path]:
    """Write the page of every municipality that has a plan.

    Returns:
        The pages.
    """
    from publication.plan_quality import KindWords, read_plan_versions, render_plan_quality

    kinds = {kind: KindWords(**words) for kind, words in kind_words().items()}
    pages = []
    with connect(workspace) as connection:
        fingerprint = fingerprint_of(connection)
        for municipality in _municipalities(connection):
            versions = read_plan_versions(connection, municipality)
            page = _page(workspace, municipality)
            write_derived(page, render_plan_quality(versions, kinds, subject_in_words, fingerprint).encode())
            pages.append(page)
    return pages


def are_current(workspace: Workspace) -> bool:
    """Whether every municipality has its page, made from the warehouse that readers see."""
    from publication.plan_quality import build_mark

    with connect(workspace) as connection:
        mark = build_mark(fingerprint_of(connection)).encode()
        pages = [_page(workspace, municipality) for municipality in _municipalities(connection)]
    return all(page.is_file() and mark in page.read_bytes() for page in pages)


def _page(workspace: Workspace, municipality: str) -> Path:
    return workspace.plan_quality / f"{municipality}.html"


def _municipalities(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute("select distinct municipality from marts.dim_plan order by 1").fetchall()
    return [municipality for (municipality,) in rows]
