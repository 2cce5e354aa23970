"""What the publication of a year costs by format, beside bare libraries with the same tables; printed by `make bench`.

Seconds a publication: the mean of the five municipalities of 2025 with demonstration data, each rendered once in a
process that has rendered another before (a second rendering of the same would find typst's own cache). The bare side
writes the eight published tables with all their texts as they are, one plain table after the other (python-docx the
table of results alone): nothing is described, tagged, drawn or put into words.
"""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from ingest.workspace import Workspace
from orchestration.publishing import connect
from publication.charts import charts
from publication.fragment import render_fragment
from publication.open_data.files import render_open_data
from publication.open_data.tables import lines, tables
from publication.open_data.words import words_of
from publication.page import render_page
from publication.phrases import load_phrases
from publication.printed_report import render_report
from publication.results import Results, read_results
from publication.summary import render_summary
from publication.table_document import render_document
from publication.workbook import render_workbook

MUNICIPALITIES, YEAR = ("aizkraukle", "kraslava", "ludza", "riga", "smiltene"), 2025
FIRST = ("riga", 2024)
Grid = list[list[str]]
Given = TypeVar("Given")

FORMATS: dict[str, tuple[Callable[[Results], Any], str]] = {
    "charts of page and report": (lambda results: charts(results, load_phrases()), ""),
    "index.html": (render_page, "Jinja"),
    "lapai.html": (render_fragment, "Jinja"),
    "kopsavilkums.pdf": (render_summary, "typst"),
    "rezultati.pdf": (render_report, "typst"),
    "tabula-4-4.xlsx": (render_workbook, "XlsxWriter"),
    "tabula-4-4.docx": (render_document, "python-docx"),
    "dati.xlsx, data/, metadata": (render_open_data, "XlsxWriter"),
}
"""What renders a format, and the bare library it is held against."""


def published_tables(results: Results) -> list[Grid]:
    """Headings and lines of the published tables as texts."""
    status = words_of(results).status
    grids = []
    for table in tables():
        told = lines(table, results, status)
        cells = [["" if value is None else str(value) for value in line] for line in told]
        grids.append([[column.name for column in table.columns], *cells])
    return grids


def bare_jinja(grids: list[Grid]) -> bytes:
    """Each table as HTML."""
    from jinja2 import Environment

    template = Environment(autoescape=True).from_string(
        "{% for grid in grids %}<table>{% for line in grid %}<tr>{% for cell in line %}<td>{{ cell }}</td>"
        "{% endfor %}</tr>{% endfor %}</table>{% endfor %}"
    )
    return template.render(grids=grids).encode()


def bare_typst(grids: list[Grid]) -> bytes:
    """Each table as PDF."""
    import typst

    source = (
        "#set page(flipped: true)\n#set text(size: 6pt)\n"
        "#for grid in json(bytes(sys.inputs.grids)) [#table(columns: grid.at(0).len(), ..grid.flatten())]"
    )
    return bytes(typst.compile(source.encode(), sys_inputs={"grids": json.dumps(grids)}))


def bare_xlsxwriter(grids: list[Grid]) -> bytes:
    """Each table as a sheet."""
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        for grid in grids:
            sheet = workbook.add_worksheet()
            for number, line in enumerate(grid):
                sheet.write_row(number, 0, line)
    return target.getvalue()


def bare_docx(grids: list[Grid]) -> bytes:
    """The first table, that of the results: a document holds no other."""
    import docx

    document = docx.Document()
    first = grids[0]
    table = document.add_table(rows=len(first), cols=len(first[0]))
    for row, line in zip(table.rows, first, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


BARE: dict[str, Callable[[list[Grid]], bytes]] = {
    "Jinja": bare_jinja, "typst": bare_typst, "XlsxWriter": bare_xlsxwriter, "python-docx": bare_docx,
}  # fmt: skip


def mean_seconds(work: Callable[[Given], object], given: Sequence[Given]) -> float:
    """Seconds of each of the given but the first, which loads what is needed."""
    work(given[0])
    start = time.perf_counter()
    for one in given[1:]:
        work(one)
    return (time.perf_counter() - start) / (len(given) - 1)


def measure_publication(home: Path) -> None:
    """Measure and print.

    Args:
        home: A workspace in which demonstration data were taken in and built.
    """
    with connect(Workspace(home)) as connection:
        keys = [FIRST, *((municipality, YEAR) for municipality in MUNICIPALITIES)]
        reading = mean_seconds(lambda key: read_results(connection, *key), keys)
        results = [read_results(connection, *key) for key in keys]
    grids = [published_tables(one) for one in results]
    bare = {name: mean_seconds(write, grids) for name, write in BARE.items()}
    ours = {name: mean_seconds(render, results) for name, (render, _) in FORMATS.items()}
    rows = sum(len(grid) for of_one in grids[1:] for grid in of_one) / len(MUNICIPALITIES)
    for name, seconds in bare.items():
        told = "the table of results" if name == "python-docx" else f"{rows:5.0f} lines in 8 tables"
        print(f"bare {name:27} {seconds:6.2f} s   {told}")
    print(f"{'reading the marts':32} {reading:6.2f} s")
    for name, (_, library) in FORMATS.items():
        ratio = f"{ours[name] / bare[library]:6.2f} × bare {library}" if library else ""
        print(f"{name:32} {ours[name]:6.2f} s   {ratio}")
    whole = reading + sum(ours.values())
    print(f"{'the whole publication':32} {whole:6.2f} s   {whole / sum(bare.values()):6.2f} × the bare ones")
