"""All files of open data that belong to a publication."""

from __future__ import annotations

import json
from typing import Any

from publication.open_data.csv_table import write_csv
from publication.open_data.datapackage import describe_package
from publication.open_data.dcat import WORKBOOK, describe_dataset
from publication.open_data.tables import lines, tables
from publication.open_data.words import words_of
from publication.open_data.workbook import write_workbook
from publication.results import Results


def render_open_data(results: Results) -> dict[str, bytes]:
    """Write the data of one municipality and results year.

    Args:
        results: What the marts hold.

    Returns:
        The files by their place in the publication; the same results give the same bytes.
    """
    words = words_of(results)
    published = {table: lines(table, results, words.status) for table in tables()}
    files = {table.path: write_csv(table, of_table) for table, of_table in published.items()}
    files[WORKBOOK] = write_workbook(results, words, published)
    descriptions = {
        "datapackage.json": describe_package(results, words, files),
        "dcat.jsonld": describe_dataset(results, words, files),
    }
    return files | {name: _json(description) for name, description in descriptions.items()}


def _json(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
