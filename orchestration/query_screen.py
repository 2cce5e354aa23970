"""What a person sees of a query's answer: a table, CSV or JSON."""

from __future__ import annotations

import csv
import json
import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from ingest.typography import Language

if TYPE_CHECKING:
    from orchestration.query import QueryResult

_CUT: dict[Language, str] = {"lv": "… rādītas pirmās {} rindas", "en": "… the first {} rows are shown"}


def show_query(result: QueryResult, output: str, language: Language) -> None:
    """A query's answer as table, CSV or JSON on standard output."""
    if output == "json":
        rows = [dict(zip(result.columns, row, strict=True)) for row in result.rows]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    elif output == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(result.columns)
        writer.writerows(result.rows)
    else:
        _show_table(result)
    if result.is_cut:
        Console(stderr=True).print(_CUT[language].format(len(result.rows)))


def _show_table(result: QueryResult) -> None:
    """A table where it fits the terminal, else one line a value, record by record."""
    from rich.measure import Measurement
    from rich.table import Table

    console = Console(highlight=False)
    rows = [["" if value is None else str(value) for value in row] for row in result.rows]
    table = Table()
    for column in result.columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*map(escape, row))
    if not sys.stdout.isatty() or Measurement.get(console, console.options, table).minimum <= console.width:
        console.print(table)
        return
    width = max(map(len, result.columns))
    for row in rows:
        for column, value in zip(result.columns, row, strict=True):
            console.print(f"{column:>{width}}: {value}", markup=False)
        console.print()
