"""What taking in 1,280 school workbooks costs; printed by `make bench`.

Each side runs in a process of its own over the same folder, one after the other, and tells seconds and peak memory:
(a) bare python-calamine: every cell of every sheet, nothing else, the least that can be;
(b) this intake: archive, reading, checks, Parquet, receipts, audit log;
(c) a specialist's script: openpyxl, a pandas frame and a pandera schema a file, rows into DuckDB;
(d) this intake again over the same, unchanged folder.
The workbooks are demonstration data of all schools of the five plans over nine half years.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from examples.filled_in import field_answers
from examples.school_answers import school_values
from examples.schools import School
from ingest.forms.arithmetic import arithmetic_rules
from ingest.forms.orders import deadlines_of, orders_of, plan_reported_on
from ingest.forms.workbook.layout import CODE, FIRST_ROW, VALUE
from ingest.forms.workbook.write import write_form
from ingest.periods import Collection
from ingest.workspace import PRODUCT, Workspace
from orchestration.registry import load_registry

WORKBOOKS = 1_280
_ARRIVAL = dt.time(9, tzinfo=dt.UTC)


def write_inbox(workspace: Workspace) -> None:
    """Write the workbooks, a folder a day of arrival."""
    registry, left = load_registry(workspace), WORKBOOKS
    rule_words = dict.fromkeys(arithmetic_rules(), "nesakrīt")
    collections = [Collection(year, kind) for year in range(2023, 2028) for kind in ("S1", "S2")]
    for collection in collections:
        for plan in registry.plans:
            slug = plan.header.municipality
            due_on = deadlines_of(registry, slug, collection).due_on
            if plan_reported_on(registry, slug, collection) is not plan:
                continue
            reports = [order for order in orders_of(registry, plan, collection) if order.form.form == "school_report"]
            for order in reports[:left]:
                school = School(1, slug, order.reporter_id, order.addressee.stage_forms)
                path = workspace.inbox / due_on.isoformat() / slug / f"{order.reporter_id}.xlsx"
                path.parent.mkdir(parents=True, exist_ok=True)
                answers = field_answers(order, school_values(school, collection))
                path.write_bytes(write_form(order, rule_words, answers))
            left -= len(reports[:left])


def bare_calamine(workspace: Workspace) -> int:
    """(a)."""
    from python_calamine import CalamineWorkbook

    files = sorted(workspace.inbox.rglob("*.xlsx"))
    for path in files:
        book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()
    return len(files)


def this_intake(workspace: Workspace) -> int:
    """(b), and (d) the second time."""
    from orchestration.expectation import Expectation
    from orchestration.intake import collect_forms

    expected, taken = cache(lambda: Expectation(workspace, load_registry(workspace))), 0
    for day in sorted(workspace.inbox.iterdir()):
        at = dt.datetime.combine(dt.date.fromisoformat(day.name), _ARRIVAL)
        taken += len(collect_forms(workspace, [day], at, expected=expected))
    return taken


def script_of_a_specialist(workspace: Workspace) -> int:
    """(c): what is quickly written and works; neither archive nor receipts, duplicates or words for the reporter."""
    import duckdb
    import openpyxl
    import pandas as pd
    import pandera.pandas as pa

    schema = pa.DataFrameSchema(
        {
            "code": pa.Column(str, pa.Check.str_contains(r"\|"), unique=True),
            "number": pa.Column(float, pa.Check.in_range(0, 5000), nullable=True),
            "text": pa.Column(str, nullable=True),
        }
    )
    connection = duckdb.connect()
    connection.execute("create table answers (file varchar, code varchar, number double, text varchar)")
    files = sorted(workspace.inbox.rglob("*.xlsx"))
    for path in files:
        sheet = openpyxl.load_workbook(path, data_only=True)["Pārskats"]
        rows = sheet.iter_rows(min_row=FIRST_ROW, max_col=CODE, values_only=True)
        cells = [(row[CODE - 1], row[VALUE - 1]) for row in rows if row[CODE - 1]]
        is_number = [isinstance(value, int | float) for _, value in cells]
        frame = pd.DataFrame(
            {
                "code": [code for code, _ in cells],
                "number": [float(v) if is_one else None for (_, v), is_one in zip(cells, is_number, strict=True)],
                "text": [
                    None if is_one or v is None else str(v) for (_, v), is_one in zip(cells, is_number, strict=True)
                ],
            }
        ).astype({"number": float, "text": "str"})
        schema.validate(frame, lazy=True)
        connection.register("frame", frame)
        connection.execute("insert into answers select ?, code, number, text from frame", [str(path)])
    return len(files)


SIDES: dict[str, Callable[[Workspace], int]] = {
    "a": bare_calamine, "b": this_intake, "c": script_of_a_specialist, "d": this_intake,
}  # fmt: skip


def measured(side: str, home: Path) -> tuple[int, float, float]:
    """Files, seconds and megabytes of one side in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.intake", side, str(home)]
    done = subprocess.run(command, cwd=PRODUCT, check=True, capture_output=True, text=True)
    files, seconds, megabytes = json.loads(done.stdout)
    return files, seconds, megabytes


def measure_intake() -> None:
    """Measure and print."""
    labels = {"a": "bare calamine", "b": "this intake", "c": "openpyxl, pandas, pandera", "d": "this intake, unchanged"}
    with tempfile.TemporaryDirectory() as scratch:
        write_inbox(Workspace(Path(scratch)))
        found = {side: measured(side, Path(scratch)) for side in SIDES}
    assert [found[side][0] for side in SIDES] == [WORKBOOKS, WORKBOOKS, WORKBOOKS, 0]  # noqa: S101
    for side, (_, seconds, megabytes) in found.items():
        ratio = seconds / found["a"][1]
        print(f"({side}) {labels[side]:26} {seconds:6.1f} s   {ratio:5.2f} × (a)   {megabytes:5.0f} MB")


def _run(side: str, home: str) -> None:
    start = time.perf_counter()
    files = SIDES[side](Workspace(Path(home)))
    seconds = time.perf_counter() - start
    sys.stdout.write(json.dumps([files, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


if __name__ == "__main__":
    _run(*sys.argv[1:])
