"""The draft publication of a municipality and results year: its files and the manifest that vouches for them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb

from ingest.storage import write_derived
from ingest.typography import Language, writing_in
from ingest.workspace import PublicationKind, Workspace
from publication.annual_review import render_annual_review
from publication.budget_workbook import render_budget
from publication.due import refuse_unless_due
from publication.edition import Edition
from publication.finals import MANIFEST
from publication.fragment import render_fragment
from publication.open_data.files import render_open_data
from publication.page import render_page
from publication.patterns import pattern_of
from publication.period_report import renders
from publication.printed_report import render_report
from publication.results import Results, read_results
from publication.slides import render_slides
from publication.summary import render_summary
from publication.table_document import render_document
from publication.withholding import without_hidden
from publication.workbook import render_workbook

_WHY_HIDDEN = "few people, or a number from which so few could be worked out"
"""One reason for both: which of them it is would tell of the number."""

_DECEMBER: dict[str, Callable[[Results], bytes]] = {
    "index.html": lambda results: render_page(results).encode(),
    "lapai.html": lambda results: render_fragment(results).encode(),
    "kopsavilkums.pdf": render_summary,
    "rezultati.pdf": render_report,
    "tabula-4-4.docx": render_document,
    "tabula-4-4.xlsx": render_workbook,
}


def _render_december(_: duckdb.DuckDBPyConnection, __: Workspace, results: Results) -> dict[str, bytes]:
    return {name: render(results) for name, render in _DECEMBER.items()} | render_open_data(results)


_KINDS: dict[PublicationKind, Callable[[duckdb.DuckDBPyConnection, Workspace, Results], dict[str, bytes]]] = {
    "december": _render_december,
    "annual_review": render_annual_review,
    "mid_term": renders("mid_term"),
    "final": renders("final"),
    "budget": render_budget,
    "slides": render_slides,
}


@dataclass(frozen=True)
class Draft:
    """What was written.

    Attributes:
        folder: Folder of the draft.
        files: Its files, the manifest last.
    """

    folder: Path
    files: tuple[Path, ...]


def write_draft(
    connection: duckdb.DuckDBPyConnection,
    workspace: Workspace,
    municipality: str,
    year: int,
    fingerprint: str,
    kind: PublicationKind = "december",
    language: Language = "lv",
) -> Draft:
    """Render a publication of one municipality and results year as a draft.

    Args:
        connection: A connection to the warehouse.
        workspace: Where the draft is written.
        municipality: Slug of the municipality.
        year: Results year.
        fingerprint: Fingerprint of the build that the marts come from.
        kind: What the publication is for.
        language: Language of the words around the plan's own texts.

    Returns:
        The draft; the same marts and fingerprint give the same bytes.

    Raises:
        InputError: If the marts hold no results of this municipality and year, or no such publication is due about it.
    """
    with writing_in(language):
        results, contents = render(connection, workspace, municipality, year, kind)
    folder = workspace.draft(municipality, year, kind, language)
    # The manifest goes first and comes back last: without it a half-written draft does not count as current.
    (folder / MANIFEST).unlink(missing_ok=True)
    manifest = {"status": "draft", **describe(results, kind, fingerprint, rules_of(connection), contents)}
    contents[MANIFEST] = as_json(manifest)
    for name, content in contents.items():
        write_derived(folder / name, content)
    return Draft(folder, tuple(folder / name for name in contents))


def render(
    connection: duckdb.DuckDBPyConnection,
    workspace: Workspace,
    municipality: str,
    year: int,
    kind: PublicationKind,
    edition: Edition | None = None,
) -> tuple[Results, dict[str, bytes]]:
    """Render the files of a publication in the language that is written.

    Args:
        connection: A connection to the warehouse.
        workspace: Where further versions of the plan lie.
        municipality: Slug of the municipality.
        year: Results year.
        kind: What the publication is for.
        edition: Who made it final; none in a draft.

    Returns:
        What they tell of, and the files by their place in the publication, without a manifest.

    Raises:
        InputError: If the marts hold no results of this municipality and year, or no such publication is due about it.
    """
    results = without_hidden(
        read_results(connection, municipality, year), pattern_of(connection, workspace, municipality)
    )
    results = replace(results, edition=edition)
    refuse_unless_due(connection, municipality, year, kind)
    return results, _KINDS[kind](connection, workspace, results)


def is_current(workspace: Workspace, municipality: str, year: int, fingerprint: str) -> bool:
    """Whether the December draft was rendered from the build with this fingerprint; reads the manifest only."""
    return _fingerprint(workspace.draft(municipality, year)) == fingerprint


def stale_drafts(workspace: Workspace, fingerprint: str) -> list[Path]:
    """Folders of the drafts of other kinds and languages that were rendered from another build."""
    folders = sorted(path.parent for path in workspace.publications.glob(f"*/*/*/**/draft/{MANIFEST}"))
    return [folder for folder in folders if _fingerprint(folder) != fingerprint]


def _fingerprint(folder: Path) -> str | None:
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    return manifest.get("fingerprint") if isinstance(manifest, dict) else None


def rules_of(connection: duckdb.DuckDBPyConnection) -> str | None:
    """Hash of the rules of the build that the marts come from."""
    row = connection.execute("select rules from meta.build").fetchone()
    return row[0] if row else None


def describe(
    results: Results, kind: PublicationKind, fingerprint: str, rules: str | None, contents: dict[str, bytes]
) -> dict[str, Any]:
    """What the manifest of a draft and of a final publication say of it alike."""
    return {
        "kind": kind,
        "software_version": version("pmp-monitoring"),
        "rules": rules,
        "fingerprint": fingerprint,
        "municipality": results.municipality,
        "year": results.year,
        "is_demo": results.is_demo,
        "plan_id": results.plan.plan_id,
        "dates_covered": {
            period.period_kind: {"from": period.start_date.isoformat(), "to": period.end_date.isoformat()}
            for period in results.whole_periods
        },
        "texts": {kind: asdict(texts) for kind, texts in results.texts.items()},
        "not_published": {"why": _WHY_HIDDEN, "counts": list(results.hidden)},
        "inputs": {"submissions": results.reported.submissions},
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()},
    }


def as_json(manifest: dict[str, Any]) -> bytes:
    """A manifest as it is written."""
    return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()
