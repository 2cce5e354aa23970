"""The sheets of `dati.xlsx` that explain the others: *Lasi mani* first, the columns last."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ingest import typography
from publication import sentences
from publication.open_data.tables import Table, licence, tables
from publication.open_data.words import Words
from publication.phrases import Phrases, load_phrases
from publication.results import Results

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LINE_HEIGHT = 15
_GUIDE_WIDTHS = (26, 110)
_COLUMNS_WIDTHS = (24, 28, 26, 60, 56)


def fit_height(sheet: Worksheet, row: int, cells: Sequence[Any], widths: Sequence[int]) -> None:
    """Make a row as high as its longest text: not every office programme does it when it opens a file."""
    texts = [(cell, width) for cell, width in zip(cells, widths, strict=True) if isinstance(cell, str)]
    lines = [sum(max(1, len(textwrap.wrap(line, width))) for line in text.split("\n")) for text, width in texts]
    sheet.set_row(row, _LINE_HEIGHT * max([1, *lines]) + 4)


def write_guide(
    sheet: Worksheet, results: Results, words: Words, counts: dict[Table, int], formats: dict[str, Format]
) -> None:
    """Write what the data are, what they cover, what the words mean and what may be done with them.

    Args:
        sheet: The sheet.
        results: What the marts hold.
        words: What the data are called.
        counts: How many lines each table has.
        formats: The formats of the workbook.
    """
    phrases = load_phrases()
    for index, width in enumerate(_GUIDE_WIDTHS):
        sheet.set_column(index, index, width)
    sheet.write_string(0, 0, words.title, formats["title"])
    sheet.write_string(1, 0, words.mark, formats["draft"])
    row = 3
    for label, texts in _paragraphs(results, words, phrases):
        sheet.write_string(row, 0, label, formats["label"])
        for text in texts:
            _write_text(sheet, row, text, formats)
            row += 1
        row += 1
    guide = phrases["open_data"]["readme"]
    sheet.write_string(row, 0, guide["tables"], formats["label"])
    for table, count in counts.items():
        row += 1
        lines = typography.agreeing(count, *guide["lines"])
        sheet.write_url(row, 0, f"internal:'{table.sheet}'!A1", formats["link"], table.sheet)
        _write_text(sheet, row, f"{table.title} ({table.path}, {lines}). {table.description}", formats)
    columns = phrases["open_data"]["columns"]["sheet"]
    sheet.write_url(row + 1, 0, f"internal:'{columns}'!A1", formats["link"], columns)
    _write_text(sheet, row + 1, guide["columns"], formats)


def write_columns(sheet: Worksheet, words: Words, formats: dict[str, Format]) -> None:
    """Write what every column of every sheet means and what its codes in the CSV files stand for."""
    phrases = load_phrases()["open_data"]["columns"]
    sheet.write_string(0, 0, words.mark, formats["draft"])
    for index, (title, width) in enumerate(zip(phrases["header"], _COLUMNS_WIDTHS, strict=True)):
        sheet.set_column(index, index, width)
        sheet.write_string(1, index, title, formats["header"])
    sheet.freeze_panes(2, 0)
    sheet.repeat_rows(1)
    explained = [(table.sheet, column) for table in tables() for column in table.columns if not column.shared]
    explained += [(phrases["in_csv"], column) for column in tables()[0].columns if column.shared]
    sheet.autofilter(1, 0, 1 + len(explained), 4)
    for row, (where, column) in enumerate(explained, start=2):
        codes = "; ".join(f"{code} – {meaning}" for code, meaning in column.codes.items())
        texts = (where, column.title, column.name, column.description, codes)
        fit_height(sheet, row, texts, _COLUMNS_WIDTHS)
        for index, text in enumerate(texts):
            sheet.write_string(row, index, text, formats["string"])


def _write_text(sheet: Worksheet, row: int, text: str, formats: dict[str, Format]) -> None:
    fit_height(sheet, row, ["", text], _GUIDE_WIDTHS)
    sheet.write_string(row, 1, text, formats["wrapped"])


def _paragraphs(results: Results, words: Words, phrases: Phrases) -> Iterable[tuple[str, list[str]]]:
    guide = phrases["open_data"]["readme"]
    plan = results.plan
    dates = typography.days(plan.period_start, plan.period_end)
    covered = [f"{what}: {dates}" for what, dates in sentences.dates_covered(results.periods, phrases)]
    yield guide["what"], [words.description]
    yield guide["plan"], [phrases["workbook"]["plan"].format(title=plan.plan_title, dates=dates)]
    yield guide["covered"], covered
    yield guide["coverage"], [_coverage(results, guide)]
    yield guide["reading"], guide["reading_points"]
    yield guide["method"], [phrases["intro"]["meaning"], *phrases["method"]["points"]]
    terms = licence()
    yield (
        guide["licence"],
        [guide["licence_text"].format(licence=terms.title, municipality=results.municipality_name), terms.path],
    )


def _coverage(results: Results, guide: Phrases) -> str:
    owed = results.reported.coverage
    if not owed:
        return str(guide["no_reports"])
    expected = sum(one.reporters_expected for one in owed)
    counted = sum(one.reporters_counted for one in owed)
    sheet = next(table.sheet for table in tables() if table.name == "coverage")
    text: str = guide["coverage_text"]
    return text.format(
        counted=typography.number(counted), expected=typography.agreeing(expected, *guide["forms"]), sheet=sheet
    )
