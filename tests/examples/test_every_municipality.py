"""What all five municipalities would publish of the demonstration data: nobody can be recognised in it."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import duckdb
import pytest

from ingest.workspace import Workspace
from orchestration import cli, job, warehouse
from orchestration.demonstration import demonstrate
from publication.disclosure.finished_files import proof_of
from publication.draft import write_draft
from tests.traces import files_with

pytestmark = pytest.mark.examples

SMALL = {"aizkraukle": 0, "kraslava": 1, "ludza": 2, "riga": 0, "smiltene": 2}
"""Small counts among the figures of the example year 2025, those of the years before in the same table included."""

of_each = pytest.mark.parametrize("municipality", SMALL)

_TOLD = re.compile(r"nav publicēti: (\d+) no (\d+); pārējie, kas ir publicēti: (\d+) no (\d+) \((\d+)\s%\)")

# Few people, nobody of few, all but few; what the plan itself prints is public.
_FEW = """
    select distinct indicator_key, breakdown, period
    from marts.fct_indicator_value
    where municipality = ? and is_publishable and value_source <> 'observation'
        and indicator_key not in (
            select indicator_key from marts.dim_indicator_key where counts in ('institutions', 'posts', 'meetings')
        )
        and (numerator between 1 and 4 or (numerator = 0 and denominator between 1 and 4))
"""

# All but three, in whatever holds it.
_HIDDEN, _BASE = 4817263, 4817266
_SOME_FIGURE = """
    select indicator_key, indicator_nr, breakdown, period
    from marts.fct_indicator_value
    where municipality = ? and value_source = 'board' and period = '2024/2025' and denominator is not null
    order by all
    limit 1
"""
_PLANTED = (
    "update marts.fct_indicator_value set numerator = $1, denominator = $2, value = 100 * $1 / $2, "
    "ci_low = 100 * $1 / $2, ci_high = 100 where municipality = $3 and indicator_key = $4 and breakdown = $6 "
    "and period = $7 and $5 is not null",
    "update marts.indicator_progress set latest_value = 100 * $1 / $2, is_latest_publishable = true "
    "where municipality = $3 and indicator_nr = $5 and breakdown = $6 and latest_period = $7 and $4 is not null",
)


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace as the first `pmp run` fills and builds it."""
    workspace = Workspace(tmp_path_factory.mktemp("examples"))
    assert demonstrate(workspace)
    job.build_warehouse(workspace)
    return workspace


@pytest.fixture(scope="module")
def marts(examples: Workspace) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(warehouse.real_path(examples), read_only=True) as connection:
        yield connection


def publish(workspace: Workspace, municipality: str, year: int) -> str:
    """Publish by the real command; what it says."""
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()) as said:
        patch.setenv("PMP_HOME", str(workspace.home))
        with pytest.raises(SystemExit) as ended:
            cli.main(["publish", "--municipality", municipality, "--year", str(year)])
    assert ended.value.code == 0
    return said.getvalue()


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@of_each
def test_the_example_year_beside_the_former_one(
    examples: Workspace, marts: duckdb.DuckDBPyConnection, municipality: str
) -> None:
    publish(examples, municipality, 2024)
    told = _TOLD.search(publish(examples, municipality, 2025))
    former, files = (files_in(examples.draft(municipality, year)) for year in (2024, 2025))
    assert proof_of(marts, municipality)(files, [former]) == []
    few = set(marts.execute(_FEW, [municipality]).fetchall())
    lines = csv.DictReader(io.StringIO(files["data/indicator_values.csv"].decode("utf-8-sig")))
    figures = {(line["indicator_key"], line["breakdown"], line["period"]): line for line in lines}
    printed = [figures[key][column] for key in few & figures.keys() for column in ("value", "numerator", "ci_low")]
    assert printed == 3 * SMALL[municipality] * [""]
    assert told
    hidden, small, shown, safe, share = map(int, told.groups())
    assert (hidden, small) == (SMALL[municipality], SMALL[municipality])
    assert (share, safe >= 35) == (round(100 * shown / safe), True)
    assert share >= 60


@of_each
def test_an_unusual_hidden_number_is_in_no_file(examples: Workspace, tmp_path: Path, municipality: str) -> None:
    path = shutil.copy(warehouse.real_path(examples), tmp_path)
    with duckdb.connect(path) as connection:
        (figure,) = connection.execute(_SOME_FIGURE, [municipality]).fetchall()
        for statement in _PLANTED:
            connection.execute(statement, [_HIDDEN, _BASE, municipality, *figure])
        draft = write_draft(connection, Workspace(tmp_path / "workspace"), municipality, 2025, "f1")
    assert files_with(_HIDDEN, *draft.files) == []
    assert draft.folder / "data" / "indicator_values.csv" in files_with(_BASE, *draft.files)
