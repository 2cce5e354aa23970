"""The published tables as `tables.yml` defines them, and their lines made from the results.

What they are called in English stands in `tables.en.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, reduce
from operator import attrgetter, getitem
from pathlib import Path
from typing import Any

from ingest.forms.definition import all_forms
from ingest.plans.tables import code_list
from ingest.typography import Language, written_language
from ingest.yaml_file import read_yaml_file
from publication.open_data.rounding import ROUNDED
from publication.phrases import Phrases, load_phrases
from publication.results import Results

_FOLDER = Path(__file__).parent

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 has no place for, and so no workbook."""


@dataclass(frozen=True)
class Column:
    """A column of a published table.

    Attributes:
        type: A type of Table Schema.
        codes: The values it may have, in words; none where it may have any.
        shared: True where every table has it, to say what the file is.
    """

    name: str
    type: str
    title: str
    description: str
    required: bool = False
    codes: Mapping[str, str] = field(default_factory=dict, hash=False)
    shared: bool = False


@dataclass(frozen=True)
class Table:
    """A published table.

    Attributes:
        rows: What of the results its lines are made from.
        sheet: Its name in the workbook.
        key: The columns by which a line is known.
    """

    name: str
    rows: str
    sheet: str
    title: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def path(self) -> str:
        """Where the table stands in a publication."""
        return f"data/{self.name}.csv"


@dataclass(frozen=True)
class Licence:
    """Under what the data may be used: short name, title, address of the text, and what the EU's authority calls it."""

    name: str
    title: str
    path: str
    authority: str


def licence() -> Licence:
    """The licence of the published data."""
    return Licence(**_definition(written_language())["licence"])


def tables() -> tuple[Table, ...]:
    """The published tables, in the order in which people read them."""
    return _tables(written_language())


@cache
def _tables(language: Language) -> tuple[Table, ...]:
    phrases, definition = load_phrases(), _definition(language)
    shared = [{**column, "shared": True} for column in definition["shared_columns"]]
    return tuple(
        Table(
            **{
                **table,
                "key": tuple(table["key"]),
                "columns": tuple(_column(column, phrases) for column in [*table["columns"], *shared]),
            }
        )
        for table in definition["tables"]
    )


def lines(table: Table, results: Results, status: str) -> list[tuple[Any, ...]]:
    """The lines of a table.

    Args:
        table: Its definition.
        results: What the marts hold.
        status: Whether the data are final.

    Returns:
        A value a column, nothing where there is none; texts without characters that a file may not hold.
    """
    shared = {"municipality": results.municipality, "results_year": results.year, "data_status": status}
    rows = ROUNDED.get(table.rows, attrgetter(table.rows))(results)
    return [tuple(_value(column, row, shared) for column in table.columns) for row in rows]


def _value(column: Column, row: object, shared: Mapping[str, object]) -> object:
    if column.shared:
        return shared[column.name]
    value = getattr(row, column.name)
    return _clean(value) if isinstance(value, str) else value


def _clean(text: str) -> str | None:
    """A text without white space around it; what no XML file may hold stays visible as a replacement character."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _FORBIDDEN.sub("\ufffd", lines).strip() or None


@cache
def _definition(language: Language) -> dict[str, Any]:
    definition: dict[str, Any] = read_yaml_file(_FOLDER / "tables.yml")
    return (
        definition if language == "lv" else _translated(definition, read_yaml_file(_FOLDER / f"tables.{language}.yml"))
    )


def _translated(definition: dict[str, Any], words: dict[str, Any]) -> dict[str, Any]:
    """The definition with the names of another language."""
    tables = [(table, words["tables"][table["name"]]) for table in definition["tables"]]
    return {
        "licence": {**definition["licence"], **words["licence"]},
        "shared_columns": _translated_columns(definition["shared_columns"], words["shared_columns"]),
        "tables": [
            {**table, **named, "columns": _translated_columns(table["columns"], named["columns"])}
            for table, named in tables
        ],
    }


def _translated_columns(columns: list[dict[str, Any]], words: dict[str, list[str]]) -> list[dict[str, Any]]:
    return [{**column, **dict(zip(("title", "description"), words[column["name"]], strict=True))} for column in columns]


def _column(definition: dict[str, Any], phrases: Phrases) -> Column:
    return Column(**{**definition, "codes": _words(definition.get("codes", {}), phrases)})


def _words(codes: str | Mapping[str, str], phrases: Phrases) -> Mapping[str, str]:
    if codes == "forms":
        return {form.form: form.title.said_in(written_language()) for form in all_forms()}
    if isinstance(codes, str):
        return code_list(codes, written_language())
    return {code: str(reduce(getitem, place.split("."), phrases)) for code, place in codes.items()}
