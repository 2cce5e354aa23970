"""Nobody can be recognised in what two municipalities would publish of the example year."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from ingest.workspace import Workspace
from publication.disclosure.finished_files import proof_of
from publication.disclosure.published import counts_of, institutions_of
from publication.disclosure.shown import shown_by
from publication.draft import write_draft

pytestmark = pytest.mark.slow

HIDDEN = {"kraslava": 1, "ludza": 1}
"""Small counts among the figures of the example year."""


def published(connection: duckdb.DuckDBPyConnection, folder: Path, municipality: str, year: int) -> dict[str, bytes]:
    draft = write_draft(connection, Workspace(folder), municipality, year, "f1")
    return {path.relative_to(draft.folder).as_posix(): path.read_bytes() for path in draft.files}


@pytest.mark.parametrize("municipality", HIDDEN)
def test_the_example_year_passes_the_gate_beside_the_year_before(
    built_year: duckdb.DuckDBPyConnection, tmp_path: Path, municipality: str
) -> None:
    former, files = (published(built_year, tmp_path, municipality, year) for year in (2024, 2025))
    assert proof_of(built_year, municipality)(files, [former]) == []
    counts = counts_of(built_year, municipality)
    system = counts.system()
    small = system.keys(system.is_small)
    shown = shown_by(files, counts, institutions_of(built_year, municipality))
    assert len(shown.marked & small) == HIDDEN[municipality]
    safe = (shown.numbers.keys() | shown.marked) - small
    assert len(safe) >= 35
    assert len(safe & shown.numbers.keys()) / len(safe) >= 0.6
